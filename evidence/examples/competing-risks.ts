// Two ways to end, of which the one shuts out the other: cumulative incidence, Gray's test, Fine and Gray's model.
import { cumulativeIncidenceBy, fineGray, grayTest } from '@throughcare/evidence';
import { table } from './data/table.ts';

// People with melanoma (Andersen and others 1993): death of it is cause one, death of something else cause two.
const { numbers } = table('melanoma.csv');
const time = numbers('time');
const cause = numbers('status').map(status => (status === 2 ? 0 : status === 1 ? 1 : 2));
const ulcer = numbers('ulcer');

const shares = cumulativeIncidenceBy({ time, cause }, ulcer).map(({ time: days, causes }) => {
  const last = days.findLastIndex(day => day <= 2000);
  return causes[0].share[last].toFixed(6);
});
// = 0.103223 0.389727 by R's cmprsk::cuminc
console.log('dead of melanoma, without an ulcer and with:', ...shares);
// = 26.12072 by R's cmprsk::cuminc
console.log('Gray:', grayTest(time, cause, ulcer).chiSquare.toFixed(5));

const names = ['sex', 'age', 'thickness', 'ulcer'];
const columns = names.map(numbers);
const covariates = Float64Array.from({ length: 4 * time.length }, (_, k) => columns[k % 4][k >> 2]);
const fit = fineGray({ time, cause, covariates, columns: 4, names });
// = 3.09142 0.30344 by R's cmprsk::crr
console.log(
  'ratio of subdistribution hazards, ulcer:',
  Math.exp(fit.coefficients[3]).toFixed(5),
  'error of its logarithm',
  Math.sqrt(fit.covariance[15]).toFixed(5),
);
