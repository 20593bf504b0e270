import { parentPort, workerData } from 'node:worker_threads';
import { balancingWeights, comparePair, weighPair } from '../../../src/index.ts';
import { ARMS } from '../../../src/simulated/levels.ts';
import type { Pair } from '../../../src/simulated/potential-outcomes.ts';
import { simulatedCohort } from '../../../src/simulated/simulated-cohort.ts';

/** What one study of one made-up world found. Differences are fractions of people, first arm minus second. */
// An alias, since only such a type is also a record of names.
export type Finding = {
  readonly seed: number;
  readonly pair: string;
  readonly estimand: 'ATE' | 'ATO';
  readonly naive: number;
  /** Of the naive difference, as two independent proportions have it. */
  readonly naiveError: number;
  readonly adjusted: number;
  readonly adjustedError: number;
};

/** What the extract has: covariates with which each of these pairs can be compared. */
const unconfounded: readonly Pair[] = [
  ['custody', 'alone'],
  ['custody', 'required'],
  ['required', 'alone'],
];
/** Motivation is hidden. What that does is plain in fewer worlds. */
const confounded: Pair = ['choice', 'alone'];
const CONFOUNDED_SEEDS = 50;

const PEOPLE = 40_000;

/** Runs the studies of one world as an analyst would: covariates, area and date, without the court. */
function findings(seed: number): Finding[] {
  const pairs = seed <= CONFOUNDED_SEEDS ? [...unconfounded, confounded] : unconfounded;
  const { arm, outcome, ...cohort } = simulatedCohort(seed, PEOPLE);
  const names = Array.from({ length: cohort.columns }, (_, k) => `column ${k}`);
  const design = { rows: cohort.count, columns: cohort.columns, values: cohort.design, names };
  return pairs.flatMap(([a, b]) => {
    const [first, second] = [ARMS.indexOf(a), ARMS.indexOf(b)];
    const weighted = weighPair(design, arm, first, second, 'ATE');
    const ate = comparePair(weighted, outcome);
    // One propensity for both estimands.
    const balancing = balancingWeights(weighted.propensity.scores, weighted.treated, 'ATO');
    const ato = comparePair({ ...weighted, balancing }, outcome);
    const naiveError = Math.hypot(
      ...ate.counts.map(({ n, events }) => Math.sqrt(((events / n) * (1 - events / n)) / n)),
    );
    return (
      [
        ['ATE', ate],
        ['ATO', ato],
      ] as const
    ).map(([estimand, found]) => ({
      seed,
      pair: `${a} v ${b}`,
      estimand,
      naive: ate.naiveDifference,
      naiveError,
      adjusted: found.difference,
      adjustedError: found.standardErrorM,
    }));
  });
}

if (parentPort) parentPort.postMessage((workerData as number[]).flatMap(findings), []);
