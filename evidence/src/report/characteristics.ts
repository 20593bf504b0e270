import type { Protocol } from '../protocol/read.ts';
import { columnNamed } from '../extract/where.ts';
import type { Cohort } from '../study/cohort.ts';
import type { PairData } from '../study/pair-data.ts';

/** Outcomes by a characteristic that the Equality Act 2010 protects, group by group (E32): as they come, unadjusted. */
export interface Characteristic {
  /** The covariate's column. */
  readonly name: string;
  readonly groups: readonly CharacteristicGroup[];
}

export interface CharacteristicGroup {
  readonly group: string;
  /** People of the first and of the second arm. */
  readonly n: readonly [number, number];
  /** Those of them with a detected event. */
  readonly detected: readonly [number, number];
}

/** Words in a column's name that tell of a protected characteristic. */
const PROTECTED =
  /\b(age|sex|gender|ethnic\w*|race|racial|religio\w*|belief|disab\w*|orientation|pregnan\w*|marital|marriage)\b/i;
const AGES = [25, 35, 45, 55, 65];
const NOT_RECORDED = 'not recorded';

/** The groups of one protected covariate: each person's group, -1 for none. */
export interface Grouping {
  readonly name: string;
  readonly groups: readonly string[];
  readonly groupOf: (person: number) => number;
}

/** How the people of a pair fall into groups by each protected characteristic among the protocol's covariates. */
export function groupings(protocol: Protocol, cohort: Cohort, members: Int32Array): Grouping[] {
  return protocol.covariates
    .filter(({ column }) => PROTECTED.test(column.replaceAll('_', ' ')))
    .flatMap(({ column: name }): Grouping[] => {
      const column = columnNamed(cohort.table.columns, name);
      const row = (person: number): number => cohort.rows[members[person]];
      if (column.kind === 'category') {
        const { codes, levels } = column;
        return [
          {
            name,
            groups: [...levels, NOT_RECORDED],
            groupOf: person => (codes[row(person)] === -1 ? levels.length : codes[row(person)]),
          },
        ];
      }
      if (column.kind !== 'number' || !/\bage\b/i.test(name.replaceAll('_', ' '))) return [];
      const { values } = column;
      return [
        {
          name,
          groups: [`under ${AGES[0]}`, ...AGES.map(sayAges), NOT_RECORDED],
          groupOf: person => {
            const age = values[row(person)];
            return Number.isNaN(age) ? AGES.length + 1 : AGES.filter(from => age >= from).length;
          },
        },
      ];
    });
}

function sayAges(from: number, k: number): string {
  return k + 1 < AGES.length ? `${from} to ${AGES[k + 1] - 1}` : `${from} and over`;
}

/** People and people detected in each group of each protected characteristic, groups that nobody has left out. */
export function characteristicsOf(
  protocol: Protocol,
  cohort: Cohort,
  { members, treated, event }: PairData,
): Characteristic[] {
  return groupings(protocol, cohort, members).map(({ name, groups, groupOf }) => {
    const n = groups.map((): [number, number] => [0, 0]);
    const detected = groups.map((): [number, number] => [0, 0]);
    for (let i = 0; i < members.length; i++) {
      const [group, side] = [groupOf(i), treated[i] === 1 ? 0 : 1];
      n[group][side]++;
      detected[group][side] += event[i];
    }
    return {
      name,
      groups: groups
        .map((group, k) => ({ group, n: n[k], detected: detected[k] }))
        .filter(({ n: [first, second] }) => first + second > 0),
    };
  });
}
