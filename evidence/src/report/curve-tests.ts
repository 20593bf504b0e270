import type { CoxFit } from '../effect/cox.ts';
import { grayTest } from '../effect/gray-test.ts';
import { logRank } from '../effect/log-rank.ts';
import { peopleCompared } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { takeBytes, takeNumbers } from '../take.ts';
import { hazardsTest } from './hazard-ratio.ts';
import type { CurveTest } from './pair-sensitivity.ts';

/**
 * Tests of the curves of the people compared: log-rank and Peto, by matched set where there are sets; Gray's test where
 * something else can come first. They know no weights, so after weighting they are those of the groups as they come.
 */
export function curveTests(data: PairData, fit: CoxFit | undefined): CurveTest[] {
  const { treated, weights, event, competing, cluster } = data;
  const { time } = data;
  if (time === undefined) return [];
  const kept = peopleCompared(data);
  const times = takeNumbers(time, kept);
  const happened = takeBytes(event, kept);
  const group = Uint8Array.from(kept, i => 1 - treated[i]);
  if (!happened.includes(1)) return [];
  const strata = cluster === undefined ? undefined : kept.map(i => cluster[i]);
  const whom =
    strata === undefined
      ? 'The groups as they come, not made alike.'
      : 'Within matched sets, so that only people matched with each other are compared.';
  const tests: CurveTest[] = [0, 1].map(rho => {
    const found = logRank(times, happened, group, strata === undefined ? { rho } : { rho, strata });
    const { chiSquare, degreesOfFreedom, p } = found;
    const about = rho === 0 ? 'Every time counts alike.' : 'Early times count more (Peto and Peto 1972).';
    return {
      name: rho === 0 ? 'log-rank' : 'Peto',
      chiSquare,
      degreesOfFreedom,
      p,
      sentence: `${whom} ${about}`,
    };
  });
  if (competing !== undefined) {
    const cause = kept.map(i => (event[i] === 1 ? 1 : competing[i] === 1 ? 2 : 0));
    const { chiSquare, degreesOfFreedom, p } = grayTest(times, cause, group, 1);
    tests.push({
      name: "Gray's test",
      chiSquare,
      degreesOfFreedom,
      p,
      sentence: 'Of the shares detected where something else can come first; the groups as they come.',
    });
  }
  if (fit !== undefined) tests.push(hazardsTest(fit, weights));
  return tests.filter(({ chiSquare, p }) => Number.isFinite(chiSquare) && Number.isFinite(p));
}
