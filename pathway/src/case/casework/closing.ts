import { accept, refuse, type Happened } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import {
  carrying,
  event,
  refuseBefore,
  standing,
  unsaved,
  type CaseDecision,
  type CommandOf,
} from '../answer.ts';
import { refuseToCarry } from '../restriction.ts';
import type { CaseEvent, CaseState } from '../case.ts';
import { runsOn } from '../legal/clocks.ts';
import { lastDayOf } from '../programme/enrol.ts';
import { openTasks } from './task.ts';
import { welfarePrompt } from './welfare.ts';

export const closingReasons = {
  completed: 'Work completed',
  transferred: 'Transferred to another service',
  not_suitable: 'Not suitable for us',
  no_contact: 'No contact',
  own_choice: 'Their own choice',
  died: 'Died',
} as const;
export type ClosingReason = keyof typeof closingReasons;

/** To whom a person can be handed outside: another body, which acknowledges that it received them. */
export const receivingBodies = {
  probation: 'Probation, another area',
  prison: 'Prison',
  health: 'Health service',
  voluntary: 'Another charity',
  abroad: 'A service abroad',
} as const;
export type ReceivingBody = keyof typeof receivingBodies;

export type ClosingEvent =
  /** Schema 2 says who watches what still runs, and to whom they were transferred. */
  | Happened<
      'closed',
      { reason: ClosingReason; watchedBy: string | null; to: ReceivingBody | null; receiptBy: Day | null }
    >
  | Happened<'receipt_given', object>
  | Happened<'reopened', { practitioner: string }, { note: string }>;

export type ClosingCommand =
  | {
      do: 'close';
      on: Day;
      reason: ClosingReason;
      /** Who watches what still runs; null where nothing does. */
      watchedBy: string | null;
      /** Where they were transferred: to whom, and by when that body should have said that it has them. */
      transfer: { readonly to: ReceivingBody; readonly receiptBy: Day } | null;
    }
  | { do: 'record_receipt'; on: Day }
  | { do: 'reopen'; on: Day; practitioner: string; note: string };

export interface Closed {
  readonly on: Day;
  readonly reason: ClosingReason;
  readonly watchedBy: string | null;
  readonly transfer: {
    readonly to: ReceivingBody;
    readonly receiptBy: Day;
    readonly receivedOn: Day | null;
  } | null;
}

/**
 * What still runs in a case on a day, in words. The end of the work is not the end of the pathway (domain 2.1): an
 * order, a clock of the law, a task or a date that weighs goes on when a case is closed, and needs somebody.
 */
export function whatStillRuns(state: CaseState, on: Day): string[] {
  const orders = state.orders.filter(one => one.ended === null && one.until !== null && one.until >= on);
  const clocks = state.clocks.filter(one => runsOn(one, on));
  const tasks = openTasks(state);
  return [
    ...(orders.length > 0 ? ['an order and its requirements'] : []),
    ...(clocks.length > 0 ? ['a legal clock such as notification'] : []),
    ...(tasks.length > 0 ? [tasks.length === 1 ? 'one task' : `${tasks.length} tasks`] : []),
    ...(welfarePrompt(state) ? ['a date at which to ask how they are'] : []),
  ];
}

export function close(state: CaseState, command: CommandOf<'close'>): CaseDecision {
  const { on, reason, watchedBy, transfer } = command;
  const died = reason === 'died';
  const running = state.enrolments.filter(one => one.endedOn === null);
  if (running.length > 0 && !died) {
    return refuse(
      'still_enrolled',
      `They are still enrolled on a programme. ${unsaved} Complete or end the enrolment first.`,
    );
  }
  if ((reason === 'transferred') !== (transfer !== null)) {
    return reason === 'transferred'
      ? refuse('to_whom', `Say to whom they were transferred, and by when a receipt is due. ${unsaved}`, 'to')
      : refuse('not_transferred', `Only a transfer has somebody who receives them. ${unsaved}`, 'to');
  }
  if (transfer && transfer.receiptBy < on) {
    return refuse('receipt', `The receipt would be due before the transfer. ${unsaved}`, 'receiptBy');
  }
  // After a death nothing more is asked of the person. Tasks remain: there may be a family, or children, to think of.
  const left = died ? whatStillRuns({ ...state, orders: [], clocks: [] }, on) : whatStillRuns(state, on);
  const needed = died ? left.filter(one => one.includes('task')) : left;
  if (needed.length > 0 && watchedBy === null) {
    return refuse(
      'needs_named_person',
      `This still runs: ${needed.join(', ')}. ${unsaved} Name a person who watches it after closing.`,
      'watchedBy',
    );
  }
  const facts = { reason, watchedBy, to: transfer?.to ?? null, receiptBy: transfer?.receiptBy ?? null };
  return (
    refuseBefore(on, state.statusSince, standing) ??
    (watchedBy === null || watchedBy === state.practitioner
      ? undefined
      : refuseBefore(on, state.carriedSince, carrying)) ??
    (watchedBy === null ? undefined : refuseToCarry(state, watchedBy)) ??
    accept<CaseEvent>(
      // What was told of a programme before anybody knew of the death stands: they left it no earlier than that.
      ...running.map(one => {
        const last = lastDayOf(one);
        return event('programme_left', last > on ? last : on, { enrolment: one.id, reason: 'died' });
      }),
      event('closed', on, facts),
    )
  );
}

export function recordReceipt(state: CaseState, { on }: CommandOf<'record_receipt'>): CaseDecision {
  const transfer = state.closed?.transfer;
  if (!transfer) return refuse('not_transferred', `They were not transferred to anybody. ${unsaved}`);
  if (transfer.receivedOn !== null) {
    return refuse('already_received', `That was recorded on ${sayDay(transfer.receivedOn)}. ${unsaved}`);
  }
  return refuseBefore(on, state.closed?.on ?? null, 'the transfer') ?? accept(event('receipt_given', on, {}));
}

export function reopen(state: CaseState, { on, practitioner, note }: CommandOf<'reopen'>): CaseDecision {
  if (state.status !== 'closed') return refuse('not_closed', `This case is not closed. ${unsaved}`);
  if (note.trim() === '') return refuse('empty', `Write why it is opened again. ${unsaved}`, 'note');
  return (
    refuseBefore(on, state.closed!.on, 'the closing') ??
    refuseBefore(on, state.carriedSince, carrying) ??
    refuseToCarry(state, practitioner) ??
    accept({ ...event('reopened', on, { practitioner }), sealed: { note: note.trim() } })
  );
}

export function afterClosing(state: CaseState, event: ClosingEvent): CaseState {
  const on = event.occurredOn;
  switch (event.type) {
    case 'closed': {
      const { reason, watchedBy, to, receiptBy } = event.facts;
      const transfer = to && receiptBy ? { to, receiptBy, receivedOn: null } : null;
      return {
        ...state,
        status: 'closed',
        practitioner: watchedBy ?? state.practitioner,
        closed: { on, reason, watchedBy, transfer },
      };
    }
    case 'receipt_given': {
      const { closed } = state;
      if (!closed?.transfer) return state;
      return { ...state, closed: { ...closed, transfer: { ...closed.transfer, receivedOn: on } } };
    }
    case 'reopened':
      return {
        ...state,
        status: 'open',
        practitioner: event.facts.practitioner,
        uncarriedSince: null,
        closed: null,
      };
    default:
      return event satisfies never;
  }
}
