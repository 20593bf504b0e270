import { differByFew } from '../disclosure/differencing.ts';
import type { ReleaseCell } from '../disclosure/differencing.ts';
import { protectTable, withTotals } from '../disclosure/suppress.ts';
import type { ReleasedCount } from '../disclosure/suppress.ts';
import type { StudyReport } from './report.ts';

interface Pair {
  readonly first: string;
  readonly second: string;
}

export interface ArmCounts {
  readonly n: ReleasedCount;
  readonly detected: ReleasedCount;
}

/** The group of everybody in one arm of a pair; undefined where the pair was not compared. */
function cellOf(
  { cells }: StudyReport,
  { first, second }: Pair,
  arm: string,
  kind: ReleaseCell['kind'],
): ReleaseCell | undefined {
  return cells.find(
    cell =>
      cell.first === first &&
      cell.second === second &&
      cell.arm === arm &&
      cell.kind === kind &&
      cell.part === 'everybody',
  );
}

/** People of one arm of a pair, or those of them detected: exact. */
export function peopleIn(
  report: StudyReport,
  pair: Pair,
  arm: string,
  kind: ReleaseCell['kind'],
): number | undefined {
  return cellOf(report, pair, arm, kind)?.sketch.people;
}

/**
 * People and people detected in both arms of a pair, as they may be shown. A group that differs by one to nine people
 * from the same arm in a comparison before it is not shown again: the two could be subtracted.
 */
export function pairCounts(report: StudyReport, pair: Pair, before: readonly Pair[]): ArmCounts[] {
  const arms = [pair.first, pair.second];
  const exact = arms.map(arm => ({
    n: peopleIn(report, pair, arm, 'people'),
    detected: peopleIn(report, pair, arm, 'detected'),
  }));
  if (exact.some(({ n, detected }) => n === undefined || detected === undefined)) return [];
  const shown = protectTable(withTotals(exact.map(({ n = 0, detected = 0 }) => [detected, n - detected])));
  return arms.map((arm, i): ArmCounts =>
    isCloseToBefore(report, pair, arm, before)
      ? { n: 'not shown', detected: 'not shown' }
      : { detected: shown[i][0], n: shown[i][2] },
  );
}

/** Whether the arm's people, or those detected, differ by a few from the same arm's in an earlier pair. */
export function isCloseToBefore(
  report: StudyReport,
  pair: Pair,
  arm: string,
  before: readonly Pair[],
): boolean {
  return before.some(earlier =>
    (['people', 'detected'] as const).some(kind => {
      const [own, other] = [cellOf(report, pair, arm, kind), cellOf(report, earlier, arm, kind)];
      return own !== undefined && other !== undefined && differByFew(own, other);
    }),
  );
}
