import type { ScenarioTexts } from '../work/at-work.ts';
import type { Task } from '../work/said.ts';

/** All that a worker is told of a plan; a step is one run of every scenario. */
export interface PlanTask extends Task {
  readonly scenarios: readonly ScenarioTexts[];
  readonly seed: number;
  /** After so many runs it already says what they tell; 0 for not before the end. */
  readonly firstLook: number;
}
