import { seriesRunner, tableRunner } from '../../src/calibration/series-run.ts';
import type { SeriesRun } from '../../src/calibration/series-run.ts';
import type { ObservedSeries } from '../../src/calibration/observed-series.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { readTexts } from '../answers/small-scenario.ts';

/** A course with a list: how many come, how long they stay and how many waited are not known, and can be learned. */
export const courseText = `name: A course
summary: A course with a waiting list.
side: other
begins: 2024-01-01
years: 3
drawnYear: 1
place: course
doesNotWeigh: [Nothing]
arrivals: { label: Referrals, to: course, rate: referrals, growth: none }
detectedReoffending: { share: never, within: year, returnsTo: course }
stages:
  course:
    label: Course
    places: { start: places }
    atStart: { waiting: waiting-now, inside: places }
    stay: { gamma: { mean: stay, spread: spread } }
    next: [{ shares: { finished: finish }, rest: leaves }]
    cost: { perStart: cost }
  finished: { label: Finished, stay: until the end }
parameters:
  referrals: { label: Referrals, uniform: [20, 60], unit: people a month, date: 2024 }
  stay: { label: Mean stay, uniform: [3, 8], unit: months, date: 2024 }
  waiting-now: { label: Waiting, uniform: [0, 200], unit: people, date: 2024 }
  finish: { label: Finish, counted: { yes: 6, of: 10 }, unit: in 100, date: 2024 }
  cost: { label: Cost, uniform: [1000, 5000], unit: £, date: 2024 }
  places: { label: Places, value: 200, unit: places, date: 2024, source: Made up }
  spread: { label: Spread, value: 0.5, unit: of the mean, date: 2024, source: Made up }
  never: { label: Never, value: 0, unit: in 100, date: 2024, source: Made up }
  none: { label: None, value: 0, unit: in 100 a year, date: 2024, source: Made up }
  year: { label: A year, value: 1, unit: years, date: 2024, source: Made up }
`;

export const course: Scenario = readTexts({ 'course.yaml': courseText }, 'course.yaml');

/** A monthly series of the course whose values are still to be filled in. */
export function monthly(periods: number): ObservedSeries {
  const months = Array.from({ length: periods }, (_, number) => ({
    number,
    period: `${2024 + Math.floor(number / 12)}-${String(1 + (number % 12)).padStart(2, '0')}`,
  }));
  const kinds = [
    ['course', 'came'],
    ['course', 'waiting'],
    ['course', 'completed'],
    ['finished', 'came'],
  ] as const;
  return {
    file: 'made-up.csv',
    every: 'month',
    begins: '2024-01-01',
    periods,
    figures: months.flatMap(month =>
      kinds.map(([stage, statistic]) => ({ ...month, stage, statistic, value: 0 })),
    ),
  };
}

export const filled = (series: ObservedSeries, figures: readonly number[]): ObservedSeries => ({
  ...series,
  figures: series.figures.map((figure, i) => ({ ...figure, value: figures[i] })),
});

/** Runs `from` to `to` of the scenario over the series. */
export function runsOf(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
  from: number,
  to: number,
): SeriesRun[] {
  const runAt = seriesRunner(scenario, series, seed);
  return Array.from({ length: to - from }, (_, i) => runAt(from + i));
}

/** So many draws of what is not known, each run `runsADraw` times with luck of its own. */
export function tableOf(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
  draws: number,
  runsADraw: number,
): SeriesRun[] {
  const runAt = tableRunner(scenario, series, seed, runsADraw);
  return Array.from({ length: draws * runsADraw }, (_, run) => runAt(run));
}
