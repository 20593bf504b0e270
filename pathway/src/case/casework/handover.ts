import { accept, refuse, type Happened } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { carrying, event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { refuseToCarry } from '../restriction.ts';
import type { CaseState } from '../case.ts';
import type { Standing } from './task.ts';

/** Handing a case to a colleague or a team; to another organisation it is a closing (closing.ts). */
export type HandoverEvent =
  | Happened<'handed_over', { practitioner: string | null; team: string | null; talkBy: Day }>
  | Happened<'handover_held', object>;

/** The last handover: to whom, and whether they have said that they have it. */
export interface Handover {
  readonly to: string | null;
  readonly on: Day;
  readonly talkBy: Day;
  readonly stands: Standing;
  /** When something was last said of it. */
  readonly since: Day;
}

export type HandoverCommand =
  /** To a person, to a team that shares it out, or both. `talkBy`: by when the two have spoken. */
  | { do: 'hand_over'; on: Day; practitioner: string | null; team: string | null; talkBy: Day }
  | { do: 'hold_handover'; on: Day };

export function handOver(state: CaseState, command: CommandOf<'hand_over'>): CaseDecision {
  const { on, practitioner, team, talkBy } = command;
  if (state.status !== 'open' && state.status !== 'closed') {
    return refuse('not_open', `The case has to be opened before it is handed over. ${unsaved}`);
  }
  if (practitioner === null && team === null) {
    return refuse('nobody', `Say to whom or to which team. ${unsaved}`, 'practitioner');
  }
  if (practitioner !== null && practitioner === state.practitioner) {
    return refuse('same_person', `They carry this case already. ${unsaved}`, 'practitioner');
  }
  if (state.status === 'closed' && practitioner === null) {
    return refuse(
      'needs_named_person',
      `What still runs after closing needs a named person, not a team alone. ${unsaved}`,
      'practitioner',
    );
  }
  if (talkBy < on) {
    return refuse('ends_before_it_begins', `The handover would be due before today. ${unsaved}`, 'talkBy');
  }
  return (
    refuseBefore(on, state.carriedSince, carrying) ??
    refuseBefore(on, state.handover?.since ?? null, 'what was last said of the handover') ??
    (practitioner === null ? undefined : refuseToCarry(state, practitioner)) ??
    accept(event('handed_over', on, { practitioner, team, talkBy }))
  );
}

export function holdHandover(state: CaseState, { on }: CommandOf<'hold_handover'>): CaseDecision {
  if (state.handoverBy === null) return refuse('nothing_due', `No handover is waiting. ${unsaved}`);
  return (
    refuseBefore(on, state.handover?.since ?? null, 'the handover') ?? accept(event('handover_held', on, {}))
  );
}

export function afterHandover(state: CaseState, event: HandoverEvent): CaseState {
  const on = event.occurredOn;
  if (event.type === 'handover_held') {
    // Two who have spoken about a case have settled between them who has it.
    const { handover } = state;
    const settled = handover?.stands === 'waiting' && handover.to !== null;
    // Said of a handover to a team too, which goes on waiting: one told later must not come before this talk in the
    // history, where the talk would be taken for its own and its day be lost.
    const after = handover && {
      ...handover,
      stands: settled ? ('taken_up' as const) : handover.stands,
      since: on,
    };
    return { ...state, handoverBy: null, handover: after };
  }
  const { practitioner, team, talkBy } = event.facts;
  return {
    ...state,
    practitioner,
    team: team ?? state.team,
    handoverBy: talkBy,
    handover: { to: practitioner, on, talkBy, stands: 'waiting', since: on },
    uncarriedSince: practitioner === null ? on : null,
  };
}

/** Nobody carries it from that day on; with whom it was to be talked over is not known any longer. */
export function afterHandBack(state: CaseState, on: Day): CaseState {
  const handover = state.handover && ({ ...state.handover, stands: 'handed_back', since: on } as const);
  return { ...state, practitioner: null, uncarriedSince: on, handoverBy: null, handover };
}
