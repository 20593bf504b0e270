import { parentPort, workerData } from 'node:worker_threads';
import { isEstimate } from '../../../src/index.ts';
import type { Estimate, PairReport, Withheld } from '../../../src/index.ts';
import { extractFiles } from '../../../src/simulated/index.ts';
import {
  ALONE,
  CONTROL,
  CUSTODY,
  FOUND,
  NO_VOLUNTEERS,
  pairOf,
  reportOn,
  REQUIRED,
} from '../../study/traps/trap-study.ts';

/** What one study of one made-up world put into its report. Hazard ratios as logarithms. */
// An alias, since only such a type is also a record of names.
export type Reported = {
  readonly seed: number;
  readonly what: 'hazard ratio' | 'rate' | 'matching';
  readonly pair: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
};

const PEOPLE = 6000;
const spells = `
    custody: { file: custody.csv, id: person, columns: { from: date, to: date } }`;
const OUT = '{ custody: out, file: custody, from: from, to: to }';
const outcome = (kind: string, window: number): string => `
  kind: ${kind}
  within_days: ${window}
  conviction_lag_days: 182
  death: died_on
  time_at_risk: ${OUT}${FOUND}${CONTROL}`;
const eligibility = `
  - { rule: early enough for two years, where: { sentenced_on: { to: 2022-09-30 } } }${NO_VOLUNTEERS}`;
const arms = CUSTODY + REQUIRED + ALONE;
const compare = '[[custody, alone], [custody, required]]';

/** Protocol, extract, design, lock, run, report: for each kind of figure one study of the world of `seed`. */
function reported(seed: number): Reported[] {
  const files = extractFiles(seed, PEOPLE);
  const times = reportOn(files, {
    arms,
    compare,
    eligibility,
    files: spells,
    outcome: outcome('time to event', 730),
  });
  const rates = reportOn(files, { arms, files: spells, outcome: outcome('count', 365) });
  const matched = reportOn(files, { arms, estimand: 'ATT' }, text =>
    text.replace(
      'estimand: ATT',
      'estimand: ATT\ndesign: { by: matching, kind: nearest, ratio: 1, caliper: 0.05 }',
    ),
  );
  const of = (what: Reported['what'], pair: PairReport, figure: Estimate | Withheld): Reported[] => {
    if (!isEstimate(figure)) return [];
    const scale = what === 'hazard ratio' ? Math.log : (x: number) => x;
    const { value, interval } = figure;
    return [
      {
        seed,
        what,
        pair: `${pair.first} v ${pair.second}`,
        value: scale(value),
        lower: scale(interval.lower),
        upper: scale(interval.upper),
      },
    ];
  };
  const alone = (report: typeof times): PairReport => pairOf(report, 'custody', 'alone');
  return [
    ...times.pairs.flatMap(pair => of('hazard ratio', pair, pair.hazardRatio)),
    ...of('rate', alone(rates), alone(rates).headline),
    ...of('matching', alone(matched), alone(matched).headline),
  ];
}

if (parentPort) parentPort.postMessage((workerData as number[]).flatMap(reported), []);
