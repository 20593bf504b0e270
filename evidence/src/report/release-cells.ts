import type { Protocol } from '../protocol/read.ts';
import { sketchPeople } from '../disclosure/people-sketch.ts';
import type { ReleaseCell } from '../disclosure/differencing.ts';
import type { Cohort } from '../study/cohort.ts';
import type { PairData } from '../study/pair-data.ts';
import { groupings } from './characteristics.ts';

/**
 * Who stands behind every count that a release of one pair may show: people and people detected, of each arm and of
 * each of its groups. Restricted: kept with the result and beside the ledger, to hold later releases against.
 */
export function releaseCells(
  protocol: Protocol,
  cohort: Cohort,
  [first, second]: readonly [string, string],
  data: PairData,
): ReleaseCell[] {
  const { members, treated, event } = data;
  const idsOf = idsMean(protocol, cohort);
  const groups = groupings(protocol, cohort, members);
  return [first, second].flatMap((arm, side): ReleaseCell[] => {
    const shared = { first, second, arm, idsOf };
    const own = Array.from(members.keys()).filter(i => treated[i] === (side === 0 ? 1 : 0));
    const sketch = (people: readonly number[]) =>
      sketchPeople(people.map(i => cohort.table.ids[cohort.rows[members[i]]]));
    const both = (part: string, people: readonly number[]): ReleaseCell[] => [
      { ...shared, part, kind: 'people', sketch: sketch(people) },
      { ...shared, part, kind: 'detected', sketch: sketch(people.filter(i => event[i] === 1)) },
    ];
    return [
      ...both('everybody', own),
      ...groups.flatMap(({ name, groups: words, groupOf }) => {
        const inGroup = words.map((): number[] => []);
        for (const i of own) inGroup[groupOf(i)].push(i);
        return inGroup.flatMap((people, k) =>
          people.length === 0 ? [] : both(`${name}: ${words[k]}`, people),
        );
      }),
    ];
  });
}

/** Ids of a file's id column mean the same people in every file of that kind; lines only in this very file. */
function idsMean({ data }: Protocol, { table }: Cohort): string {
  const { id } = data.files[data.cohort];
  return id === undefined ? `lines of ${table.sha256}` : `ids in ${id}`;
}
