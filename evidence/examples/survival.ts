// Time to an event in two arms: curves, tests, restricted means, hazard ratios, and what to do as these change with time.
import {
  coxByPeriod,
  coxRegression,
  kaplanMeierBy,
  logRank,
  proportionalHazardsAdvice,
  proportionalHazardsTest,
  restrictedMean,
  restrictedMeanDifference,
  survivalQuantile,
} from '@throughcare/evidence';
import { table } from './data/table.ts';

// A trial of two treatments of lung cancer (Kalbfleisch and Prentice 1980).
const { numbers } = table('veteran.csv');
const [time, event, karnofsky] = [numbers('time'), numbers('status'), numbers('karno')];
const arm = numbers('trt').map(treatment => treatment - 1);

// = 103 52.5 by R's survfit
console.log('medians:', ...kaplanMeierBy({ time, event }, arm).map(curve => survivalQuantile(curve).time));
// = 0.008227 by R's survdiff
console.log('log-rank, chi-square:', logRank(time, event, arm).chiSquare.toFixed(6));

const [first, second] = [0, 1].map(one => {
  const own = (values: Float64Array) => values.filter((_, i) => arm[i] === one);
  return restrictedMean({ time: own(time), event: own(event) }, 300);
});
const gained = restrictedMeanDifference(second, first);
// = 114.1211 103.4942 by R's survfit, rmean = 300
console.log('mean days within tau:', first.mean.toFixed(4), 'and', second.mean.toFixed(4));
if (!(gained.interval.lower < 0 && gained.interval.upper > 0)) throw new Error('a difference was found');

const covariates = Float64Array.from({ length: 2 * time.length }, (_, k) =>
  k % 2 === 0 ? arm[k >> 1] : karnofsky[k >> 1],
);
const data = { time, event, covariates, columns: 2, names: ['arm', 'karnofsky'] };
const fit = coxRegression(data);
// = 1.194016 0.966616 by R's coxph
console.log('hazard ratios:', ...Array.from(fit.coefficients, value => Math.exp(value).toFixed(6)));
const test = proportionalHazardsTest(fit);
// = 13.57693 0.001127 by R's cox.zph
console.log('proportional hazards, all:', test.global.chiSquare.toFixed(5), 'p', test.global.p.toFixed(6));
const [sentence] = proportionalHazardsAdvice(fit, test).sentences;
if (sentence === undefined) throw new Error('no advice where the test fails');
const apart = coxByPeriod(data, [100], [1]);
if (apart.coefficients.length !== 3) throw new Error('one arm, and one ratio for each period');
