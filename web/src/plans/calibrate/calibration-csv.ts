import { csvOf } from '../csv.ts';
import type { FoundCalibration } from './task.ts';

/** Every number of a calibration, a line each: what was learned, and each figure as it was seen and as the plan gives it. */
export function calibrationAsCsv({ calibration, from, to, assumed }: FoundCalibration): string {
  const { parameters, fitted, heldBack, series, scenario } = calibration;
  const checks = [
    ...fitted.map(check => ({ part: 'fitted', ...check })),
    ...(heldBack?.checks ?? []).map(check => ({ part: 'held back', ...check })),
  ];
  return csvOf([
    [
      'part',
      'what',
      'stage',
      'statistic',
      'unit',
      'assumed low',
      'assumed high',
      'seen',
      'middle',
      'low',
      'high',
    ],
    ...parameters.map(({ parameter, label, unit, middle, low, high, learned }) => [
      learned ? 'learned' : 'as assumed',
      label,
      parameter,
      '',
      unit,
      ...assumed[parameter],
      '',
      middle,
      low,
      high,
    ]),
    ...checks.map(({ part, period, stage, statistic, observed, middle, low, high }) => [
      part,
      period,
      stage,
      statistic,
      statistic === 'meanWait' ? 'days' : 'people',
      '',
      '',
      observed,
      middle,
      low,
      high,
    ]),
    [
      'about',
      `${scenario}; fitted to ${series}, ${from} to ${to}; ${calibration.runs} runs, seed ${calibration.seed}`,
    ],
  ]);
}
