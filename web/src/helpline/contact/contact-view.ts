import {
  agreedActions,
  callerKinds,
  contactDue,
  contactGroups,
  type ContactEvent,
} from '@throughcare/pathway';
import type { Contact, RecordedEvent } from '@throughcare/records';
import { sayAge } from '../age.ts';
import type { Change } from '../../frame/conflict.ts';
import { holdsAddress } from '../../frame/address.ts';
import { letStandView } from '../../history/let-stand.ts';
import { tellContact } from '../tell.ts';
import { callView } from './call-view.ts';
import { contactRecords } from '../record/questions.ts';

const statuses = {
  none: '',
  waiting: 'Waiting for an answer',
  answered: 'Answered',
  ended: 'Ended',
} as const;

/** One contact for the worker who answers it. `user` is who looks: they follow a concern that they raised. */
export function contactView(found: Contact, user: string, now: number) {
  const { contact, state, messages, events, staff, readableDays } = found;
  const nameOf = (worker: string) => staff[worker] ?? 'Somebody who has left';
  const fromCaller = messages.filter(message => message.from === 'caller');
  const lastWrote = fromCaller.at(-1)?.recordedAt ?? now;
  return {
    contact,
    readableDays,
    due: contactDue(state).map(one => ({ ...one, who: one.who === null ? null : nameOf(one.who) })),
    records: contactRecords,
    duringCall: contactRecords.filter(one => one.what !== 'reported'),
    about: state.caller === 'not_said' ? contactGroups[state.group] : callerKinds[state.caller],
    isUnder18: state.caller === 'under_18',
    isWaiting: state.status === 'waiting',
    status: statuses[state.status],
    age: sayAge(now - lastWrote),
    takenBy: state.worker === null ? null : nameOf(state.worker),
    isMine: state.worker === user,
    codeConfirmed: state.codeConfirmed,
    hasAddress: fromCaller.some(message => holdsAddress(message.words)),
    messages: messages.map(message => ({
      from: message.from === 'caller' ? 'They wrote' : nameOf(message.worker ?? ''),
      at: message.recordedAt,
      words: message.words,
    })),
    ...callView(found, nameOf),
    letStand: letStandView(found.letStand, event => tellWithoutWords(event, nameOf), nameOf),
    actions: state.actions.map(action => agreedActions[action]),
    concerns: events
      .filter(event => event.type === 'concern_raised')
      .map(event => ({
        on: event.occurredOn,
        by: nameOf(event.actor),
        mine: event.actor === user ? (event.facts.concern as string) : null,
      })),
  };
}

/** What an entry is; words of a caller or a note stand where they were written, and are not said again. */
function tellWithoutWords(event: RecordedEvent, nameOf: (worker: string) => string): Change {
  const told = tellContact(event as unknown as ContactEvent, nameOf);
  return event.sealed === null ? told : { ...told, now: '' };
}
