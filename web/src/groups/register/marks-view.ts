import {
  attendanceOutcomes,
  expectedAt,
  sayCorrectionReason,
  type GroupEvent,
  type GroupSession,
} from '@throughcare/pathway';
import type { Group, MarkEntry } from '@throughcare/records';
import { sayInstant } from '../../frame/templates.ts';

/** One thing that was said of somebody's coming: what, by whom and when, and, where it put right what was said before, why. */
export function markView({ code, late, by, at, corrects, why }: MarkEntry, nameOf: (user: string) => string) {
  const says = code === null ? 'Taken out' : attendanceOutcomes[code].words;
  return {
    says: late ? `${says}, came late` : says,
    by: nameOf(by),
    when: sayInstant(at),
    why: corrects ? sayCorrectionReason(why) : '',
  };
}

/**
 * A register that was taken, side by side: what each was marked as first and what stands now, by initials and reference
 * alone (E36). Whoever was marked and has no mark any more, or was expected and never got one, is not marked: `now` is
 * null then.
 */
export function marksOf(found: Group, session: GroupSession, nameOf: (user: string) => string) {
  const expected = expectedAt(found.state, session);
  return found.members.flatMap(({ case: id, initials, reference, startsOn, marks }) => {
    const said = marks.find(one => one.session === session.number);
    // Who came to the group later was not expected that day.
    const isExpected = expected.includes(id) && (startsOn === null || startsOn <= session.on);
    if (!said && !isExpected && !wasMarked(found, session.number, id)) return [];
    const entries = (said?.entries ?? []).map(one => markView(one, nameOf));
    const now = said && said.standing !== null ? entries.at(-1)! : null;
    return [{ case: id, initials, reference, first: entries[0] ?? null, now, corrected: entries.length > 1 }];
  });
}

function wasMarked({ events }: Group, session: number, id: string): boolean {
  return (events as unknown as readonly GroupEvent[]).some(
    event =>
      event.type === 'register_taken' &&
      event.facts.session === session &&
      event.facts.marks.some(mark => mark.case === id),
  );
}
