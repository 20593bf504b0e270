import { daysBetween, type Day } from '@throughcare/pathway';
import type { Href } from '../frame/path.ts';
import type { Running } from './bars.ts';
import type { Told } from './happened.ts';

/** Something with a day of its own: it happened, it is to come, or it is due. */
export interface Moment extends Told {
  readonly on: Day;
  readonly tone: 'past' | 'future' | 'due';
  /** That it was put right, by whom, when and why. */
  readonly corrected?: string;
  /** Where this entry can be corrected; absent of what is to come and of what stands for several. */
  readonly correctAt?: Href | undefined;
}

export type Row =
  | { readonly kind: 'moment'; readonly row: number; readonly moment: Moment }
  | { readonly kind: 'today'; readonly row: number; readonly on: Day; readonly words: string }
  | { readonly kind: 'gap'; readonly row: number; readonly words: string };

/** A bar meets at today: dashed above, solid below. Rows are lines of the grid, the end one past the last. */
export interface Bar extends Running {
  readonly lane: number;
  readonly letter: string;
  readonly future: { readonly row: number; readonly rowEnd: number } | null;
  readonly past: { readonly row: number; readonly rowEnd: number } | null;
}

export interface Timeline {
  readonly rows: readonly Row[];
  readonly bars: readonly Bar[];
  readonly todayRow: number;
  readonly lastRow: number;
  /** Bars that found no lane; the table at a glance has them all. */
  readonly notDrawn: number;
}

const lanes = 4;
const firstRow = 2; // row 1 holds the letters of the lanes when the page is narrow
const longGap = 56;

/**
 * Lays out what happened and what is to come, newest at the top, with the future above today's line. One row a
 * moment: a bar spans rows, so it meets its moments however long their words grow. Long gaps are closed up and
 * written out.
 */
export function layTimeline(moments: readonly Moment[], running: readonly Running[], today: Day): Timeline {
  // Of one day too, what was told last stands first.
  const newestFirst = [...moments].reverse().sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  const future = newestFirst.filter(
    moment => moment.on > today || (moment.tone !== 'past' && moment.on === today),
  );
  const past = newestFirst.filter(moment => !future.includes(moment));
  const rows: Row[] = [];
  const add = (row: Row extends infer R ? (R extends Row ? Omit<R, 'row'> : never) : never) =>
    rows.push({ ...row, row: firstRow + rows.length });

  addWithGaps(future, today, add);
  const todayRow = firstRow + rows.length;
  const words = past.length === 0 ? 'Nothing has happened yet.' : '';
  add({ kind: 'today', on: today, words });
  addWithGaps(past, null, add, today);
  const drawn = choose(running).map((one, lane) => placeBar(one, lane, rows, todayRow));
  return {
    rows,
    bars: drawn,
    todayRow,
    lastRow: firstRow + rows.length - 1,
    notDrawn: running.length - drawn.length,
  };
}

type AddRow = (row: { kind: 'moment'; moment: Moment } | { kind: 'gap'; words: string }) => void;

function addWithGaps(
  moments: readonly Moment[],
  below: Day | null,
  add: AddRow,
  above: Day | null = null,
): void {
  let later = above;
  for (const [index, moment] of moments.entries()) {
    if (later !== null) addGap(moment.on, later, add);
    add({ kind: 'moment', moment });
    later = moment.on;
    if (index === moments.length - 1 && below !== null) addGap(below, moment.on, add);
  }
}

function addGap(earlier: Day, later: Day, add: AddRow): void {
  const days = daysBetween(earlier, later);
  if (days >= longGap) add({ kind: 'gap', words: `${sayLength(days)}.` });
}

/** 'About 7 weeks', '11 months', '3 years and 10 months'. */
export function sayLength(days: number): string {
  if (days < 14) return days === 1 ? '1 day' : `${days} days`;
  if (days < 84) return `${Math.round(days / 7)} weeks`;
  const months = Math.round(days / 30.4375);
  if (months < 24) return `${months} months`;
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? `${years} years` : `${years} years and ${rest} ${rest === 1 ? 'month' : 'months'}`;
}

/** What is running comes before what is over; the order that is running comes first of all. */
function choose(running: readonly Running[]): Running[] {
  const order = (one: Running) => (one.over ? 2 : 0) + (one.main ? 0 : 1);
  return [...running].sort((a, b) => order(a) - order(b)).slice(0, lanes);
}

function placeBar(one: Running, lane: number, rows: readonly Row[], todayRow: number): Bar {
  const dated = rows.flatMap(row =>
    row.kind === 'moment'
      ? [{ row: row.row, on: row.moment.on }]
      : row.kind === 'today'
        ? [{ row: row.row, on: row.on }]
        : [],
  );
  // Rows run from the newest down: a bar begins at the lowest row of its first day and ends at the highest of its last.
  const begins = dated.findLast(row => row.on >= one.from)?.row ?? todayRow;
  const lastRow = one.until === null ? firstRow : (dated.find(row => row.on <= one.until!)?.row ?? begins);
  const endsAt = Math.min(lastRow, begins); // Between two moments it would end below its own beginning.
  const letter = 'ABCD'[lane];
  // A bar reaches down into the row of its first day: the style sheet draws it on to the middle of that row.
  const span = (row: number, last: number) => ({ row, rowEnd: Math.max(row + 1, last) });
  const future = endsAt < todayRow ? span(endsAt, Math.min(todayRow, begins)) : null;
  const past = begins >= todayRow ? span(Math.max(endsAt, todayRow), begins) : null;
  return { ...one, lane: lane + 1, letter, future, past };
}
