import { periodStart } from '../scenario/data.ts';
import { daysBetween } from '../scenario/day.ts';
import { ScenarioError, nearest } from '../scenario/scenario-error.ts';
import type { ScenarioFault } from '../scenario/scenario-error.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** What can be observed of a stage in a period; waiting and inside are at its end, a mean wait is in days. */
export const observable = [
  'came',
  'began',
  'completed',
  'orderEndedFirst',
  'detectedReoffences',
  'waiting',
  'inside',
  'meanWait',
] as const;

export type Observable = (typeof observable)[number];

/** One figure that was observed. */
export interface ObservedFigure {
  /** The period as it was written: 2024-03 or 2024. */
  readonly period: string;
  /** Its number from the first period of the series on. */
  readonly number: number;
  readonly stage: string;
  readonly statistic: Observable;
  readonly value: number;
}

/** Figures of whole months or years, in the order of time, and within a period of the file. Counts only; nothing is about one person. */
export interface ObservedSeries {
  /** Its file, as it was named to the reader. */
  readonly file: string;
  readonly every: 'month' | 'year';
  /** First day of the first period. */
  readonly begins: string;
  readonly periods: number;
  readonly figures: readonly ObservedFigure[];
}

const header = 'period,stage,statistic,value';
/** Nothing that is counted or waited for is as large. */
const mostObserved = 1e12;
/** A plan runs no longer than this: a slip of the pen would have it run for thousands of years. */
const mostYears = 30;

/**
 * Reads a series: CSV with the header `period,stage,statistic,value`, one figure a line, a period being 2024-03 or
 * 2024. A value is a number in digits, with a point if need be; blanks around it and quotes are let be, and nothing
 * else is a number: not 0x10, 1e3, +5 or 1,000. Throws a `ScenarioError` with every fault by its line.
 */
export function readSeries(file: string, text: string, scenario: Scenario): ObservedSeries {
  const faults: ScenarioFault[] = [];
  const say = (line: number, what: string, mend: string): void =>
    void faults.push({ file, line, column: 1, what, mend });
  const [first, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (first.replaceAll(/[" ]/g, '') !== header) {
    say(1, first === '' ? 'The first line is empty.' : 'The first line is another one.', `Write ${header}.`);
    throw new ScenarioError(faults);
  }
  const rows = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const row = readLine(line, i + 2, scenario, say);
    return row === undefined ? [] : [{ ...row, line: i + 2 }];
  });
  if (rows.length === 0 && faults.length === 0) {
    say(2, 'There are no figures.', 'Write one a line, such as 2024-03,investigation,came,412.');
  }
  const every = rows[0]?.period.length === 4 ? 'year' : 'month';
  const seen = new Set<string>();
  for (const { period, stage, statistic, line } of rows) {
    if ((period.length === 4) !== (every === 'year')) {
      say(line, `${period} stands beside whole ${every}s.`, 'Write all of them as months, or all as years.');
    }
    const key = `${period},${stage},${statistic}`;
    if (seen.has(key)) say(line, `${key} stands there twice.`, 'Keep one of the two.');
    seen.add(key);
  }
  const begins = firstDay(rows.map(row => row.period).sort()[0] ?? '2000');
  if (rows.length > 0 && daysBetween(scenario.begins, begins) < 0) {
    const line = rows.find(row => firstDay(row.period) === begins)!.line;
    say(
      line,
      `${begins.slice(0, every === 'year' ? 4 : 7)} lies before the plan begins (${scenario.begins}).`,
      'Give a plan that begins with the series, with those who were waiting then; or leave the earlier lines out.',
    );
  }
  for (const { period, line } of rows) {
    if (Number(period.slice(0, 4)) - Number(scenario.begins.slice(0, 4)) < mostYears) continue;
    say(
      line,
      `${period} lies ${mostYears} years or more after the plan begins (${scenario.begins}).`,
      'Mend the year; or give a plan that begins nearer to the series.',
    );
  }
  if (faults.length > 0) throw new ScenarioError(faults);
  const figures = rows
    .map(({ period, stage, statistic, value }) => ({
      period,
      number: periodsBetween(begins, firstDay(period), every),
      stage,
      statistic,
      value,
    }))
    // What was last seen, and a line through the periods, go by time and not by how somebody sorted a file.
    .sort((a, b) => a.number - b.number);
  return {
    file: file.slice(file.lastIndexOf('/') + 1),
    every,
    begins,
    periods: 1 + Math.max(...figures.map(figure => figure.number)),
    figures,
  };
}

function readLine(
  text: string,
  line: number,
  { stages }: Scenario,
  say: (line: number, what: string, mend: string) => void,
): Omit<ObservedFigure, 'number'> | undefined {
  const fields = text.split(',').map(field => field.trim().replaceAll('"', ''));
  const [period, stage, statistic, written] = fields;
  if (fields.length !== 4) {
    say(line, `This line has ${fields.length} fields.`, `Write ${header}.`);
    return undefined;
  }
  const value = Number(written);
  const before = { faults: 0 };
  const fault = (what: string, mend: string): void => {
    before.faults++;
    say(line, what, mend);
  };
  if (!/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(period)) fault(`The period is ${period}.`, 'Write 2024-03 or 2024.');
  if (!Object.hasOwn(stages, stage)) {
    const close = nearest(stage, Object.keys(stages));
    fault(
      `There is no stage ${stage}.`,
      close ? `Did you mean ${close}?` : `The stages are ${Object.keys(stages).join(', ')}.`,
    );
  }
  const known = observable.find(each => each === statistic);
  if (known === undefined) {
    const close = nearest(statistic, observable);
    fault(
      `Nothing called ${statistic} is counted.`,
      close ? `Did you mean ${close}?` : `Counted are ${observable.join(', ')}.`,
    );
  }
  if (!/^\d+(\.\d+)?$/.test(written) || value > mostObserved) {
    fault(
      `The value is ${written === '' ? 'missing' : written}.`,
      'Write it in digits, such as 412 or 30.5, or leave the line out where nothing was counted.',
    );
  }
  return before.faults > 0 || known === undefined ? undefined : { period, stage, statistic: known, value };
}

const firstDay = (period: string): string => (period.length === 4 ? `${period}-01-01` : `${period}-01`);

function periodsBetween(from: string, to: string, every: 'month' | 'year'): number {
  const [a, b] = [from, to].map(day => day.split('-').map(Number));
  const years = b[0] - a[0];
  return every === 'year' ? years : 12 * years + b[1] - a[1];
}

/** Days from the plan's beginning at which each period of the series ends. */
export function periodEndsOf({ begins, every, periods }: ObservedSeries, planBegins: string): number[] {
  return Array.from({ length: periods }, (_, i) =>
    daysBetween(planBegins, periodStart(begins, every, i + 1)),
  );
}

/** The series without the figures from period number `from` on. */
export function seriesBefore(series: ObservedSeries, from: number): ObservedSeries {
  return { ...series, figures: series.figures.filter(figure => figure.number < from) };
}
