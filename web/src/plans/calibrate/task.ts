import type { Calibration } from '@throughcare/planning';
import type { ScenarioTexts } from '../work/at-work.ts';
import type { Task } from '../work/said.ts';

/** All that a worker is told of a calibration; a step is one run of the plan over the series. */
export interface CalibrationTask extends Task {
  readonly scenario: ScenarioTexts;
  /** How a file names the scenario that it extends, and the lines that stand on it. */
  readonly parent: string;
  readonly lines: string;
  readonly series: { readonly name: string; readonly csv: string };
  readonly seed: number;
  /** Runs under what is assumed. */
  readonly runs: number;
  /** Draws that the new scenario carries; as many runs look at each fit. */
  readonly draws: number;
  readonly heldBack: number;
}

/** What came of it: about numbers, and nothing in it is about one person. */
export interface FoundCalibration {
  readonly calibration: Calibration;
  readonly begins: string;
  readonly every: 'month' | 'year';
  /** First and last period of the series. */
  readonly from: string;
  readonly to: string;
  /** Labels of the stages by their names. */
  readonly labels: Readonly<Record<string, string>>;
  /** What was assumed of each parameter, from end to end. */
  readonly assumed: Readonly<Record<string, readonly [number, number]>>;
  /** The scenario with what was learned, as a file. */
  readonly file: string;
  /** The same as lines that an address holds; null when they are too many. */
  readonly tried: string | null;
}
