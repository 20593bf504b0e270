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
import { toldEntry, versionOf } from '../../history/told-entry.ts';
import { paths } from '../../paths.ts';
import type { Staff } from '../../services.ts';
import { tellContact } from '../tell.ts';
import { callView } from './call-view.ts';
import { contactRecords } from '../record/questions.ts';

const statuses = {
  none: '',
  waiting: 'Waiting for an answer',
  answered: 'Answered',
  ended: 'Ended',
} as const;

/** One contact for the worker who answers it. `who` looks: they follow a concern that they raised. */
export function contactView(found: Contact, who: Staff, now: number) {
  const { contact, state, messages, events, superseded, staff, readableDays } = found;
  const user = who.userId;
  const nameOf = (worker: string) => staff[worker] ?? 'Somebody who has left';
  const fromCaller = messages.filter(message => message.from === 'caller');
  const say = (entry: RecordedEvent) => tellWithoutWords(entry, nameOf);
  const at = (entry: RecordedEvent) => paths.helplineEntry({ contact, version: String(versionOf(entry)) });
  const tell = (entry: RecordedEvent) => toldEntry(found, entry, say, nameOf, who, at);
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
    messages: messagesOf(found),
    ...callView(found, nameOf),
    letStand: letStandView(found.letStand, say, nameOf, entry => tell(entry).correctAt),
    history: events.filter(isRecorded).toReversed().map(tell),
    /** What it said before it was corrected, with its words: they stand nowhere else. */
    earlier: superseded.map(entry => ({
      ...tell(entry),
      ...tellContact(entry as unknown as ContactEvent, nameOf),
      correctAt: undefined,
    })),
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

/** What they wrote, and what was answered. */
export function messagesOf({ messages, staff }: Contact) {
  return messages.map(({ from, worker, recordedAt: at, words }) => ({
    from: from === 'caller' ? 'They wrote' : (staff[worker ?? ''] ?? 'Somebody who has left'),
    at,
    words,
  }));
}

/** What was written to one another stands above, as it was written. */
const written: readonly ContactEvent['type'][] = ['contact_opened', 'caller_wrote', 'answered'];

function isRecorded({ type }: RecordedEvent): boolean {
  return !written.some(one => one === type);
}

/** What an entry is; words of a caller or a note stand where they were written, and are not said again. */
function tellWithoutWords(event: RecordedEvent, nameOf: (worker: string) => string): Change {
  const told = tellContact(event as unknown as ContactEvent, nameOf);
  return event.sealed === null ? told : { ...told, now: '' };
}
