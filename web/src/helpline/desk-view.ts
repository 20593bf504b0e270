import { callerKinds, contactGroups, londonDay, sayDay, type Day } from '@throughcare/pathway';
import type { ContactRow } from '@throughcare/records';
import { sayAge } from './age.ts';

const ANSWERED_SHOWN = 30;
const ENDED_SHOWN = 10;

/**
 * The desk: who waits, oldest unanswered first, then what was answered. Nothing that a caller wrote stands here.
 * A first message waits from when the contact was opened, however often they wrote since.
 */
export function deskView(rows: readonly ContactRow[], names: ReadonlyMap<string, string>, now: number) {
  const entries = rows.map(row => {
    const since = row.replies === 0 ? row.openedAt : row.lastWroteAt;
    return {
      contact: row.contact,
      status: row.status,
      about: row.caller === 'not_said' ? contactGroups[row.group] : callerKinds[row.caller],
      isUnder18: row.caller === 'under_18',
      isFamily: row.caller === 'family',
      since,
      age: sayAge(now - since),
      wroteAgo: sayAge(now - row.lastWroteAt),
      messages: row.messages,
      replies: row.replies,
      takenBy: row.worker === null ? null : (names.get(row.worker) ?? 'somebody who has left'),
    };
  });
  const waiting = entries.filter(one => one.status === 'waiting').sort((a, b) => a.since - b.since);
  return {
    lead: sayLead(waiting.map(one => one.age)),
    waiting,
    callBacks: callBacksOf(rows, entries, now),
    answered: entries.filter(one => one.status === 'answered').slice(0, ANSWERED_SHOWN),
    ended: entries.filter(one => one.status === 'ended').slice(0, ENDED_SHOWN),
  };
}

/** Call backs that are agreed, the earliest first; what became of one that is past has not been recorded. */
function callBacksOf<Entry extends { readonly contact: string }>(
  rows: readonly ContactRow[],
  entries: readonly Entry[],
  now: number,
) {
  const today = londonDay(now);
  return rows
    .flatMap((row, i) => (row.callBack ? { ...entries[i], slot: row.callBack } : []))
    .sort((a, b) => inOrder(`${a.slot.day} ${a.slot.from}`, `${b.slot.day} ${b.slot.from}`))
    .map(one => ({ ...one, when: sayWhen(one.slot, today) }));
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function sayWhen({ day, from, until }: NonNullable<ContactRow['callBack']>, today: Day): string {
  const hours = from === '' ? '' : `, ${from} to ${until}`;
  if (day === today) return `Due today${hours}`;
  return day < today
    ? `Was due on ${sayDay(day)}${hours}: record what became of it`
    : `Due on ${sayDay(day)}${hours}`;
}

function sayLead(ages: readonly string[]): string {
  if (ages.length === 0) return 'Nobody is waiting for an answer.';
  if (ages.length === 1) return `One person is waiting for an answer, for ${ages[0]}.`;
  return `${ages.length} people are waiting for an answer, the first for ${ages[0]}.`;
}
