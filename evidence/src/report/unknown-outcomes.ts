import type { Column } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';
import type { LinkageSpec } from '../protocol/schema.ts';
import { correctLinkage, linkedDifference } from '../sensitivity/linkage-error.ts';
import type { LinkedGroup } from '../sensitivity/linkage-error.ts';
import { tippingPoint } from '../sensitivity/tipping-point.ts';
import type { TippingPoint } from '../sensitivity/tipping-point.ts';
import type { Cohort } from '../study/cohort.ts';
import type { PairData } from '../study/pair-data.ts';
import { countArms } from '../study/pair-data.ts';
import type { Headline } from './headline.ts';
import type { LinkageFinding, MissingOutcomesFinding } from './pair-sensitivity.ts';
import { perThousand } from './people-in-a-thousand.ts';

/**
 * What the people without a recorded outcome could change. Arms count by their effective numbers, and so do the unknown:
 * weighted people say less than their number.
 *
 * @param unknown people of the first and the second arm whose outcome the file does not record
 */
export function missingOutcomesFinding(
  data: PairData,
  { means }: Headline,
  unknown: readonly [number, number],
  level: number,
): MissingOutcomesFinding {
  const counts = countArms(data);
  const { effective } = data.weighted;
  const arms = [0, 1].map(side => ({
    n: effective[side],
    events: Math.min(effective[side], Math.max(0, means[side] * effective[side])),
    unknown: Math.round((unknown[side] * effective[side]) / counts[side].n),
  }));
  const found = tippingPoint(arms[0], arms[1], level);
  return { ...found, unknown, sentence: sayTipping(found, unknown, [arms[0].unknown, arms[1].unknown]) };
}

function sayTipping(
  { observed, nearest }: TippingPoint,
  unknown: readonly [number, number],
  effective: readonly [number, number],
): string {
  const who = `The outcome of ${unknown[0].toLocaleString('en-GB')} and ${unknown[1].toLocaleString('en-GB')} people is not recorded`;
  if (nearest === undefined)
    return `${who}; whatever it was, a plain comparison would still say "${observed}".`;
  const share = (side: 0 | 1): string =>
    effective[side] === 0 ? 'none' : `${Math.round((100 * nearest[side]) / effective[side])}%`;
  return `${who}; a plain comparison says "${observed}" with those recorded, and something else had ${share(0)} of the first and ${share(1)} of the second been detected.`;
}

/**
 * The difference had nobody's record been missed in linking, by the shares missed that the protocol gives for the groups
 * of a column; people count by their weights.
 *
 * @throws RangeError where a group's errors are so many that nothing can be told
 */
export function linkageFinding(
  { column: name, missed }: LinkageSpec,
  cohort: Cohort,
  data: PairData,
  arms: readonly [string, string],
): LinkageFinding {
  const column = columnNamed(cohort.table.columns, name);
  const groupOf = groupsOf(column, cohort);
  const bySide = [new Map<string, [number, number]>(), new Map<string, [number, number]>()];
  for (let i = 0; i < data.members.length; i++) {
    if (data.weights[i] === 0) continue;
    const side = bySide[data.treated[i] === 1 ? 0 : 1];
    const group = groupOf(data.members[i]);
    const sums = side.get(group) ?? [0, 0];
    side.set(group, [sums[0] + data.weights[i], sums[1] + data.weights[i] * data.event[i]]);
  }
  const [first, second] = bySide.map(sums =>
    [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, [n, events]]): LinkedGroup => ({
        name: group,
        n,
        events: Math.min(n, events),
        missed: missed[group] ?? 0,
      })),
  );
  const found = linkedDifference(first, second);
  const both = [first, second].flatMap((groups, side) => {
    const corrected = correctLinkage(groups);
    return groups.map((group, k) => ({ arm: arms[side], ...group, ...corrected[k] }));
  });
  return {
    ...found,
    column: name,
    groups: both,
    sentence:
      `Had no record been missed in linking (by ${name}), the difference would be ${perThousand(found.corrected)} in a thousand ` +
      `instead of ${perThousand(found.observed)}, if the missed are like those found; whatever they are, between ` +
      `${perThousand(found.lowest)} and ${perThousand(found.highest)}.`,
  };
}

function groupsOf(column: Column, { rows }: Cohort): (person: number) => string {
  if (column.kind !== 'category') throw new Error('the column of linkage errors is no category');
  return person => {
    const code = column.codes[rows[person]];
    return code === -1 ? 'not recorded' : column.levels[code];
  };
}
