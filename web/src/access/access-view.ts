import { interval, type Chart } from '@throughcare/charts';
import { wilsonInterval } from '@throughcare/evidence';
import { agesAtReferral, disabilities, ethnicGroups, religions } from '@throughcare/pathway';
import type { AccessCount } from '@throughcare/records';
import { shownAccess, type Column, type Shown, type ShownGroup, type ShownTable } from './shown.ts';

type Characteristic = AccessCount['characteristic'];

const titles: Record<Characteristic, string> = {
  sex: 'Sex',
  age: 'Age at the referral',
  ethnic_group: 'Ethnic group',
  disability: 'Disability',
  religion: 'Religion',
};
const order = Object.keys(titles) as Characteristic[];
const words: Record<Characteristic, Readonly<Record<string, string>>> = {
  sex: { M: 'Men', F: 'Women' },
  age: agesAtReferral,
  ethnic_group: ethnicGroups,
  disability: disabilities,
  religion: religions,
};

const columnWords: Record<Column, string> = {
  soon: 'Began within 13 weeks',
  later: 'Began later, within 26 weeks',
  began: 'Began within 26 weeks',
  offered: 'Offered a place, not begun',
  neither: 'No place offered',
  notBegun: 'Not begun',
};

interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface AccessTable {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly chart: Chart | null;
}

export interface AccessView {
  readonly columns: readonly string[];
  readonly tables: readonly AccessTable[];
}

/** One table a characteristic, with a picture where two groups or more can be compared; null where people are too few. */
export function accessView(counts: readonly AccessCount[]): AccessView | null {
  const shown = shownAccess(counts);
  if (shown === null) return null;
  const { columns, everybody, tables } = shown;
  return {
    columns: ['Referred', ...columns.map(column => columnWords[column]), 'Half began within, weeks'],
    tables: [...tables]
      .sort((a, b) => order.indexOf(a.characteristic) - order.indexOf(b.characteristic))
      .map(table => {
        const groups = inOrder(table);
        return {
          title: titles[table.characteristic],
          rows: [
            ...groups.map(one => rowOf(nameOf(table.characteristic, one.group), one)),
            { name: 'Everybody', cells: [...cellsOf(everybody), ''] },
          ],
          chart: chartOf(table.characteristic, columns, groups),
        };
      }),
  };
}

/** As the lists of answers have them; not known last. */
function inOrder({ characteristic, groups }: ShownTable): ShownGroup[] {
  const known = [...Object.keys(words[characteristic]), 'not_known'];
  return [...groups].sort((a, b) => known.indexOf(a.group) - known.indexOf(b.group));
}

function nameOf(characteristic: Characteristic, group: string): string {
  return words[characteristic][group] ?? 'Not known';
}

function rowOf(name: string, { cells, medianWeeks }: Pick<ShownGroup, 'cells' | 'medianWeeks'>): Row {
  return { name, cells: [...cellsOf(cells), medianWeeks === null ? 'not shown' : String(medianWeeks)] };
}

/** Those referred first, then what became of them. */
function cellsOf(cells: readonly Shown[]): string[] {
  return [cells.at(-1)!, ...cells.slice(0, -1)].map(sayShown);
}

function sayShown(shown: Shown): string {
  return typeof shown === 'number' ? shown.toLocaleString('en-GB') : shown;
}

/** Of 1,000 referred, how many had begun within 26 weeks: of the rounded counts, so that a picture tells no more. */
function chartOf(
  characteristic: Characteristic,
  columns: readonly Column[],
  groups: readonly ShownGroup[],
): Chart | null {
  const drawn = groups.flatMap(one => {
    const referred = one.cells.at(-1)!;
    const begun = one.cells.slice(0, columns[0] === 'began' ? 1 : 2);
    if (typeof referred !== 'number' || !begun.every(cell => typeof cell === 'number')) return [];
    const began = Math.min(
      begun.reduce((all, cell) => all + cell, 0),
      referred,
    );
    const range = wilsonInterval(began, referred);
    const [value, lower, upper] = [began / referred, range.lower, range.upper].map(share =>
      Math.round(1000 * share),
    ) as [number, number, number];
    return [
      {
        label: nameOf(characteristic, one.group),
        value,
        lower,
        upper,
        mark: 'dot' as const,
        words: `${value} of 1,000 (${lower} to ${upper})`,
      },
    ];
  });
  if (drawn.length < 2) return null;
  const apart = drawn.some(one => drawn.some(other => one.lower > other.upper));
  return interval({
    id: `began-${characteristic.replace('_', '-')}`,
    title: apart
      ? `${titles[characteristic]}: not everybody begins as soon`
      : `${titles[characteristic]}: these figures cannot tell the groups apart`,
    description: drawn.map(one => `${one.label}: ${one.words}`).join('. '),
    rows: drawn,
    unit: 'people who began within 26 weeks, of 1,000 referred',
    more: 'more',
    width: 728,
  });
}

/** All tables as one file, as they are shown. */
export function accessCsv(year: number, { columns, tables }: AccessView): string {
  const lines = [
    ['year', 'characteristic', 'group', ...columns],
    ...tables.flatMap(({ title, rows }) =>
      rows.map(({ name, cells }) => [
        String(year),
        title,
        name,
        ...cells.map(cell => (/^[\d,]+$/.test(cell) ? cell.replaceAll(',', '') : cell)),
      ]),
    ),
  ];
  return lines
    .map(line => `${line.map(cell => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(',')}\r\n`)
    .join('');
}
