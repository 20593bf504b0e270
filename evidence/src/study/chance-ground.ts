import type { ChanceSpec } from '../protocol/chance-schema.ts';
import { parseDay, sayDay } from '../day.ts';
import type { Day } from '../day.ts';
import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';
import { StudyRefusal } from '../refusal.ts';
import { stepDay } from './chance-arms.ts';
import { periodOf, periodsAYear, periodStart } from './chance-periods.ts';
import { dateColumn } from './cohort-columns.ts';

/** Where chance put each person, by design; arrays have one value for each. */
export type ChanceGround = SeriesGround | JumpGround | WaitingGround | SteppedGround | CourtGround;

export interface SeriesGround {
  readonly by: 'interrupted series';
  /** Each person's period, from 0. */
  readonly period: Int32Array;
  readonly periods: number;
  readonly changeAt: number;
  readonly perYear: number | undefined;
  readonly starts: readonly Day[];
}

export interface JumpGround {
  readonly by: 'discontinuity';
  readonly daysSince: Int32Array;
}

export interface WaitingGround {
  readonly by: 'waiting list';
  /** Days from joining to the place; NaN for those who never had one. */
  readonly startedAfter: Float64Array;
  readonly stratum: Int32Array;
}

export interface SteppedGround {
  readonly by: 'stepped roll-out';
  readonly region: Int32Array;
  readonly regions: readonly string[];
  readonly period: Int32Array;
  readonly starts: readonly Day[];
  /** The first period with the programme in each region; as many as there are periods for never. */
  readonly startsAt: Int32Array;
}

export interface CourtGround {
  readonly by: 'court tendency';
  readonly court: Int32Array;
  readonly courts: readonly string[];
  readonly pool: Int32Array;
  readonly pools: readonly string[];
}

const FEWEST_PERIODS = 8;
const FEWEST_COURTS = 10;
const FEWEST_NEAR = 20;

/**
 * Where chance put each of `rows`. Reads dates, regions and courts; no outcome.
 *
 * @throws StudyRefusal where the file cannot bear the design, with what to change
 */
export function chanceGround(spec: ChanceSpec, table: Table, rows: Int32Array): ChanceGround {
  switch (spec.by) {
    case 'interrupted series':
      return seriesGround(spec, table, rows);
    case 'discontinuity':
      return jumpGround(spec, table, rows);
    case 'waiting list':
      return waitingGround(spec, table, rows);
    case 'stepped roll-out':
      return steppedGround(spec, table, rows);
    case 'court tendency':
      return courtGround(spec, table, rows);
  }
}

type Spec<By extends ChanceSpec['by']> = Extract<ChanceSpec, { by: By }>;

function daysOf(table: Table, column: string, rows: Int32Array): Int32Array {
  const days = dateColumn(table.columns, column);
  return rows.map(row => days[row]);
}

function refuseOutside(days: Int32Array, date: Day, column: string): void {
  const [least, most] = spanOf(days);
  if (least < date && date <= most) return;
  throw new StudyRefusal(
    `The design turns on ${sayDay(date)} (design.date), and the people here have a ${column} from ${sayDay(least)} to ` +
      `${sayDay(most)}: all on one side. Nothing was estimated. Correct design.date or design.column, or widen the eligibility.`,
  );
}

function seriesGround(spec: Spec<'interrupted series'>, table: Table, rows: Int32Array): SeriesGround {
  const date = parseDay(spec.date) ?? 0;
  const days = daysOf(table, spec.column, rows);
  refuseOutside(days, date, spec.column);
  const [least, most] = spanOf(days);
  const first = periodOf(date, spec.unit, least);
  const last = periodOf(date, spec.unit, most);
  const [before, since] = [-first, last + 1];
  if (before < FEWEST_PERIODS || since < FEWEST_PERIODS) {
    throw new StudyRefusal(
      `There are ${before} ${spec.unit}s before ${sayDay(date)} and ${since} since, by ${spec.column}; a trend on each side ` +
        `needs ${FEWEST_PERIODS} or more. Nothing was estimated. Widen the eligibility, write a shorter design.unit, or wait.`,
    );
  }
  const indexOf = remembered((day: Day) => periodOf(date, spec.unit, day) - first);
  const period = days.map(indexOf);
  const starts = Array.from({ length: last - first + 1 }, (_, k) => periodStart(date, spec.unit, first + k));
  const empty = firstEmpty(period, starts.length);
  if (empty !== undefined) {
    throw new StudyRefusal(
      `Nobody has a ${spec.column} in the ${spec.unit} from ${sayDay(starts[empty])}; every ${spec.unit} needs somebody. ` +
        'Nothing was estimated. Write a longer design.unit, or an eligibility rule that begins later.',
    );
  }
  const perYear = spec.season ? periodsAYear(spec.unit) : undefined;
  return { by: spec.by, period, periods: starts.length, changeAt: before, perYear, starts };
}

function jumpGround(spec: Spec<'discontinuity'>, table: Table, rows: Int32Array): JumpGround {
  const date = parseDay(spec.date) ?? 0;
  const days = daysOf(table, spec.column, rows);
  refuseOutside(days, date, spec.column);
  const daysSince = days.map(day => day - date);
  const near = daysSince.filter(day => isNear(spec, day));
  const before = near.filter(day => day < 0).length;
  if (Math.min(before, near.length - before) < FEWEST_NEAR) {
    throw new StudyRefusal(
      `Within ${spec.bandwidth_days} days of ${sayDay(date)} there are ${before} people before and ${near.length - before} ` +
        `since; ${FEWEST_NEAR} or more are needed on each side. Nothing was estimated. Widen design.bandwidth_days, or wait.`,
    );
  }
  return { by: spec.by, daysSince };
}

/** Whether somebody so many days since the date counts. */
export function isNear(spec: Spec<'discontinuity'>, day: number): boolean {
  const away = Math.abs(day);
  return away < spec.bandwidth_days && (spec.leave_out_days === 0 || away >= spec.leave_out_days);
}

function waitingGround(spec: Spec<'waiting list'>, table: Table, rows: Int32Array): WaitingGround {
  const joined = daysOf(table, spec.joined, rows);
  const started = daysOf(table, spec.started, rows);
  let early = 0;
  const startedAfter = Float64Array.from(started, (day, i) => {
    if (day === NO_DAY) return Number.NaN;
    if (day < joined[i]) early++;
    return day - joined[i];
  });
  if (early > 0) {
    throw new StudyRefusal(
      `${early} people have a place (${spec.started}) before they joined the list (${spec.joined}). Nothing was estimated. ` +
        'Correct the two columns in design, or leave these people out by an eligibility rule.',
    );
  }
  return { by: spec.by, startedAfter, stratum: numbered(table, spec.within, rows).code };
}

function steppedGround(spec: Spec<'stepped roll-out'>, table: Table, rows: Int32Array): SteppedGround {
  const { code: region, names: regions } = numbered(table, [spec.region], rows);
  const unknown = regions.filter(name => !Object.hasOwn(spec.step_dates, name));
  if (unknown.length > 0) {
    throw new StudyRefusal(
      `design.step_dates does not say when ${unknown.join(', ')} began. Nothing was estimated. Give each region of ` +
        `${spec.region} its date, or never.`,
    );
  }
  const steps = regions.map(name => stepDay(spec.step_dates, name));
  const origin = Math.min(...steps);
  const days = daysOf(table, spec.column, rows);
  const [least, most] = spanOf(days);
  const first = periodOf(origin, spec.unit, least);
  const last = periodOf(origin, spec.unit, most);
  const starts = Array.from({ length: last - first + 1 }, (_, k) =>
    periodStart(origin, spec.unit, first + k),
  );
  const startsAt = Int32Array.from(steps, day =>
    Number.isFinite(day) ? Math.min(starts.length, periodOf(origin, spec.unit, day) - first) : starts.length,
  );
  const within = startsAt.filter(at => at > 0 && at < starts.length).length;
  if (within < 4) {
    throw new StudyRefusal(
      `${within} regions begin within the time of the data (${spec.column} from ${sayDay(least)} to ${sayDay(most)}), after its ` +
        `first ${spec.unit}; a roll-out needs four or more. Nothing was estimated. Correct design.step_dates, or widen the eligibility.`,
    );
  }
  const indexOf = remembered((day: Day) => periodOf(origin, spec.unit, day) - first);
  const period = days.map(indexOf);
  const empty = firstEmpty(
    period.map((own, i) => region[i] * starts.length + own),
    regions.length * starts.length,
  );
  if (empty !== undefined) {
    throw new StudyRefusal(
      `Nobody of ${regions[Math.floor(empty / starts.length)]} has a ${spec.column} in the ${spec.unit} from ` +
        `${sayDay(starts[empty % starts.length])}; every region needs somebody in each. Nothing was estimated. ` +
        'Write a longer design.unit, or leave the region or the time out by an eligibility rule.',
    );
  }
  return { by: spec.by, region, regions, period, starts, startsAt };
}

function courtGround(spec: Spec<'court tendency'>, table: Table, rows: Int32Array): CourtGround {
  const { code: court, names: courts } = numbered(table, [spec.court], rows);
  const { code: pool, names: pools } = numbered(table, spec.pool, rows);
  if (courts.length < FEWEST_COURTS) {
    throw new StudyRefusal(
      `There are ${courts.length} courts in ${spec.court}; ${FEWEST_COURTS} or more are needed. Nothing was estimated. ` +
        'Another design may do: weighting compares people of all courts together.',
    );
  }
  if (courts.length - pools.length < 5) {
    throw new StudyRefusal(
      `There are ${courts.length} courts in ${pools.length} pools; five more courts than pools are needed to compare courts ` +
        'within them. Nothing was estimated. Make design.pool wider.',
    );
  }
  const single = (codes: Int32Array, names: readonly string[]): string | undefined => {
    const people = new Int32Array(names.length);
    for (const code of codes) people[code]++;
    return names[people.findIndex(count => count < 2)];
  };
  const lonely = single(court, courts) ?? single(pool, pools);
  if (lonely !== undefined) {
    throw new StudyRefusal(
      `Only one person is in ${lonely}; a court is known by its other cases, and a pool by its other people. Nothing was ` +
        'estimated. Leave it out by an eligibility rule, or make design.pool wider.',
    );
  }
  return { by: spec.by, court, courts, pool, pools };
}

/** The number of each row's combination of `columns` (a date by its year), and the names, in alphabetical order. */
function numbered(table: Table, columns: readonly string[], rows: Int32Array) {
  const parts = columns.map(name => {
    const column = columnNamed(table.columns, name);
    if (column.kind === 'category') return (row: number) => column.levels[column.codes[row]];
    if (column.kind === 'date') {
      const yearOf = remembered((day: Day) => new Date(day * 86_400_000).getUTCFullYear());
      return (row: number) => String(yearOf(column.days[row]));
    }
    throw new Error(`${name} has the wrong kind`);
  });
  const texts = Array.from(rows, row => parts.map(part => part(row)).join(', '));
  const names = [...new Set(texts)].sort();
  const place = new Map(names.map((name, k) => [name, k]));
  return { code: Int32Array.from(texts, text => place.get(text) ?? 0), names };
}

function firstEmpty(codes: Int32Array, count: number): number | undefined {
  const seen = new Uint8Array(count);
  for (const code of codes) seen[code] = 1;
  const empty = seen.indexOf(0);
  return empty === -1 ? undefined : empty;
}

function spanOf(days: Int32Array): readonly [Day, Day] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of days) {
    least = Math.min(least, day);
    most = Math.max(most, day);
  }
  return [least, most];
}

/** A function of a day that is worked out once for each day. */
function remembered(of: (day: Day) => number): (day: Day) => number {
  const known = new Map<Day, number>();
  return day => {
    const own = known.get(day) ?? of(day);
    known.set(day, own);
    return own;
  };
}
