import { protectTable, withTotals } from '../disclosure/suppress.ts';
import type { ReleasedCount } from '../disclosure/suppress.ts';
import type { Characteristic } from './characteristics.ts';
import type { ReleasedCharacteristic } from './released.ts';
import type { PairReport } from './report.ts';

/**
 * Outcomes by protected characteristic as they may be told (E32). Each arm is a table of groups by detected and not,
 * whose totals a reader has already. Groups of an arm are told in one comparison only: with other people left out in
 * another, the two could be subtracted.
 */
export function releasedCharacteristics(
  { first, second, characteristics }: PairReport,
  before: readonly PairReport[],
  heldBack: readonly string[],
): ReleasedCharacteristic[] {
  const isToldBefore = [first, second].map(arm =>
    before.some(pair => pair.characteristics.length > 0 && (pair.first === arm || pair.second === arm)),
  );
  if (isToldBefore.every(Boolean)) return [];
  return characteristics
    .filter(({ name }) => !heldBack.includes(name))
    .map((characteristic): ReleasedCharacteristic => {
      const sides = ([0, 1] as const).map(side =>
        isToldBefore[side] ? undefined : protectedSide(characteristic, side),
      );
      const pick = (k: number, what: 'n' | 'detected'): [ReleasedCount, ReleasedCount] => [
        sides[0]?.[k][what] ?? 'not shown',
        sides[1]?.[k][what] ?? 'not shown',
      ];
      return {
        name: characteristic.name,
        groups: characteristic.groups.map(({ group }, k) => ({
          group,
          n: pick(k, 'n'),
          detected: pick(k, 'detected'),
        })),
      };
    });
}

function protectedSide(
  { groups }: Characteristic,
  side: 0 | 1,
): { n: ReleasedCount; detected: ReleasedCount }[] {
  const table = withTotals(groups.map(({ n, detected }) => [detected[side], n[side] - detected[side]]));
  const shown = protectTable(table, row => row === table.length - 1);
  return groups.map((_, k) => ({ detected: shown[k][0], n: shown[k][2] }));
}
