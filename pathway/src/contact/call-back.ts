import { accept, refuse, type Decision } from '../decider.ts';
import { addDays, sayDay } from '../day.ts';
import type { ContactCommand, ContactEvent, ContactState } from './contact.ts';

type CommandOf<Name extends ContactCommand['do']> = Extract<ContactCommand, { do: Name }>;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A call back is agreed for the next two weeks, and not further ahead: a number is not kept for longer. */
const FARTHEST = 14;

/**
 * A time for a call. The number, where one is needed, is not in the command: it never passes through here, and
 * stands under a key of its own beside the record until it is destroyed (E4).
 */
export function agreeCallBack(
  state: ContactState,
  command: CommandOf<'agree_call_back'>,
): Decision<ContactEvent> {
  const { on: occurredOn, callBack, way, slot, leaveMessage } = command;
  if (state.callBacks.some(one => one.id === callBack)) {
    return refuse('already_agreed', 'This call back is already agreed. Nothing was saved twice.');
  }
  if (state.callBacks.some(one => one.outcome === null)) {
    return refuse(
      'one_open',
      'A call back is agreed already. Record what became of it first. Nothing was saved.',
    );
  }
  const { day, from, until } = slot;
  if (day < occurredOn || day > addDays(occurredOn, FARTHEST)) {
    return refuse(
      'slot_day',
      `Choose a day from ${sayDay(occurredOn)} to ${sayDay(addDays(occurredOn, FARTHEST))}. Nothing was saved.`,
      'slot',
    );
  }
  if (!CLOCK.test(from) || !CLOCK.test(until) || until <= from) {
    return refuse(
      'slot_time',
      'Enter from when to when, such as 14:00 and 15:00. Nothing was saved.',
      'from',
    );
  }
  const facts = { callBack, way, slot: { day, from, until }, leaveMessage };
  return accept({ type: 'call_back_agreed', schema: 1, occurredOn, facts });
}

export function makeCallBack(
  state: ContactState,
  command: CommandOf<'make_call_back'>,
): Decision<ContactEvent> {
  const { on: occurredOn, callBack, outcome } = command;
  const agreed = state.callBacks.find(one => one.id === callBack);
  if (!agreed) return refuse('no_call_back', 'No such call back was agreed. Nothing was saved.');
  if (agreed.outcome !== null) {
    return refuse(
      'already_made',
      'What became of this call back is recorded already. Nothing was saved twice.',
    );
  }
  return accept({ type: 'call_back_made', schema: 1, occurredOn, facts: { callBack, outcome } });
}

export function destroyNumber(
  state: ContactState,
  command: CommandOf<'destroy_number'>,
): Decision<ContactEvent> {
  const { on: occurredOn, callBack } = command;
  const kept = state.callBacks.some(one => one.id === callBack && one.number === 'kept');
  if (!kept) return refuse('no_number', 'No number is kept for that call back. Nothing was changed.');
  return accept({ type: 'number_destroyed', schema: 1, occurredOn, facts: { callBack } });
}
