import type { ObservedSeries } from '@throughcare/planning';
import type { ScenarioTexts } from '../work/at-work.ts';
import type { Task } from '../work/said.ts';

/** All that a worker is told of a plan; a step is one run of every scenario, or of the first over what was seen. */
export interface PlanTask extends Task {
  readonly runs: number;
  /** What was seen of the first scenario, and how many runs are held against it. */
  readonly lookBack: { readonly series: ObservedSeries; readonly runs: number } | undefined;
  readonly scenarios: readonly ScenarioTexts[];
  readonly seed: number;
  /** So many milliseconds may it take; then it tells what it knows, of a run that was under way too. */
  readonly within: number;
  /** After each of these numbers of runs it says what they tell, so that one that is stopped has told what it knew. */
  readonly looks: readonly number[];
}
