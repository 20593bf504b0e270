import type { Day } from '../../day.ts';
import type { Clock } from './clocks.ts';
import type { Condition } from './conditions.ts';
import type { Order } from './orders.ts';
import type { Proceedings } from './proceedings.ts';
import { furthest, type LegalStage } from './stages.ts';
import type { LegalStep } from './steps.ts';

/** The legal half of a case. What stands in two places follows from the proceedings, and is never set by itself. */
export interface LegalState {
  readonly proceedings: readonly Proceedings[];
  /** Of several proceedings, where the one furthest on stands. */
  readonly stage: LegalStage;
  readonly legalSteps: readonly { readonly step: LegalStep; readonly on: Day; readonly told: number }[];
  /** The first conviction that stands. */
  readonly convictedOn: Day | null;
  readonly orders: readonly Order[];
  readonly clocks: readonly Clock[];
  readonly conditions: readonly Condition[];
}

export const noLegalState: LegalState = {
  proceedings: [],
  stage: 'not_known_to_police',
  legalSteps: [],
  convictedOn: null,
  orders: [],
  clocks: [],
  conditions: [],
};

/** The state with other proceedings, and all that follows from them. */
export function withProceedingsOf<State extends LegalState>(
  state: State,
  proceedings: readonly Proceedings[],
): State {
  const convictions = proceedings.flatMap(one => one.convictedOn ?? []).sort();
  return {
    ...state,
    proceedings,
    stage: furthest(proceedings.map(one => one.stage)),
    legalSteps: proceedings
      .flatMap(one => one.steps)
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    convictedOn: convictions[0] ?? null,
  };
}
