import type { Condition } from './network.ts';

/**
 * Something that can happen to a person wherever they are at risk, beside the way that the stages lead:
 * a detected or an undetected reoffence, a breach, a death. Each person holds one latent exponential for the
 * next time; it is used up at the hazard of wherever they are, so custody stops the clock and does not reset it,
 * and risks compete by who is first.
 */
export interface Risk {
  readonly name: string;
  /** Keys its draws, as for a stage: the same risk has the same number in every scenario that shares its luck. */
  readonly luck: number;
  /**
   * Hazard at ratio 1, an event a person and unit of time, constant between changes. Ascending in `from`, the
   * first at 0; `from` counts from when the person last left custody or any stage where their ratio was 0 (or
   * came), so that a hazard can fall with the time spent at large. `clock: 'date'` counts from the run's begin.
   */
  readonly hazard: readonly { readonly from: number; readonly rate: number }[];
  readonly clock: 'at risk' | 'date';
  /** Multiplies the hazard of those for whom every `when` holds (what they completed, who they are). */
  readonly ratios?: readonly { readonly when: readonly Condition[]; readonly ratio: number }[];
  /** The stage it leads to, LEAVES (a death), or 'stays' for what nobody notices: counted, and it can recur. */
  readonly to: number | 'stays';
}

/** Hazard ratio of a risk at a stage; a stage that does not name a risk is at 0 (nobody is at risk there). */
export interface StageRisk {
  readonly risk: number;
  readonly waiting: number;
  readonly inside: number;
}
