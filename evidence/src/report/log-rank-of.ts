import { logRank } from '../effect/log-rank.ts';
import type { PairData } from '../study/pair-data.ts';
import type { PairReport } from './report.ts';

/** The log-rank test of two arms; undefined where the file has no times, or nothing happened to anybody. */
export function logRankOf({ time, event, treated }: PairData): PairReport['logRank'] {
  if (time === undefined || !event.includes(1)) return undefined;
  const { chiSquare, p } = logRank(
    time,
    event,
    treated.map(t => 1 - t),
  );
  return { chiSquare, p };
}
