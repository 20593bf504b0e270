// Time to a detected event in two arms: curves, restricted means, a hazard ratio, and what to do as it changes with time.
import {
  coxByPeriod,
  coxRegression,
  kaplanMeierBy,
  proportionalHazardsAdvice,
  proportionalHazardsTest,
  restrictedMean,
  restrictedMeanDifference,
  survivalQuantile,
} from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const luck = stream(2);
const people = 4_000;
const arm = Uint8Array.from({ length: people }, () => (luck.chance(0.5) ? 1 : 0));
// The first arm halves the hazard in the first 200 days, and does nothing after.
const until = Array.from(arm, one => {
  const early = luck.exponential() * (one === 1 ? 1200 : 600);
  return early < 200 ? early : 200 + luck.exponential() * 600;
});
const time = until.map(days => Math.ceil(Math.min(days, 730)));
const event = until.map(days => (days <= 730 ? 1 : 0));

const medians = kaplanMeierBy({ time, event }, arm).map(curve => survivalQuantile(curve).time);
console.log('half are detected by day', medians.join(' (arm 0) and '), '(arm 1)');

const [none, first] = [0, 1].map(one =>
  restrictedMean(
    { time: time.filter((_, i) => arm[i] === one), event: event.filter((_, i) => arm[i] === one) },
    730,
  ),
);
const { difference, interval } = restrictedMeanDifference(first, none);
console.log(
  `days without, of 730: ${difference.toFixed(0)} more (${interval.lower.toFixed(0)} to ${interval.upper.toFixed(0)})`,
);

const data = { time, event, covariates: Float64Array.from(arm), columns: 1, names: ['arm'] };
const fit = coxRegression(data);
console.log('hazard ratio, one for all time:', Math.exp(fit.coefficients[0]).toFixed(2));
const advice = proportionalHazardsAdvice(fit, proportionalHazardsTest(fit));
console.log(advice.sentences[0]);
const apart = coxByPeriod(data, [200], [0]);
apart.names.forEach((name, j) => console.log(`${name}: ${Math.exp(apart.coefficients[j]).toFixed(2)}`));
