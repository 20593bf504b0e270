import type { Spells } from './spells.ts';

/** Fewer people than this are not told (E16), and are too few to tell by. */
const fewest = 10;
const window = 12;

/**
 * After how many months half of those enrolled have begun, at the pace of the last twelve months: the curve of Kaplan and
 * Meier over everybody who waited in them, from the month in which they came under view. Whoever still waits or left
 * counts up to then, so a list that grows does not look short because only its lucky ones have begun. Null where too few
 * waited so long, or fewer than half begin.
 */
export function medianWait({ rows, lastMonth }: Spells): number | null {
  const opens = lastMonth - window + 1;
  const waits = rows.flatMap(({ enrolled, started, left }) => {
    const ends = started ?? left ?? lastMonth;
    if (enrolled === null || ends < opens) return [];
    return [{ from: Math.max(0, opens - enrolled), to: ends - enrolled, began: started !== null }];
  });
  let waiting = 1;
  for (let month = 0; ; month++) {
    const atRisk = waits.filter(({ from, to }) => from <= month && month <= to).length;
    if (atRisk < fewest) return null;
    waiting *= 1 - waits.filter(({ to, began }) => began && to === month).length / atRisk;
    if (waiting <= 0.5) return month;
  }
}
