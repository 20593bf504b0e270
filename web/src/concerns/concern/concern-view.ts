import {
  authorities,
  authorityOutcomes,
  sayDay,
  type ConcernEvent,
  type Day,
  type Passing,
} from '@throughcare/pathway';
import type { Concern, RecordedEvent } from '@throughcare/records';
import type { Staff } from '../../services.ts';
import { paths } from '../../paths.ts';
import { letStandView } from '../../history/let-stand.ts';
import { toldEntry } from '../../history/told-entry.ts';
import { sayWhen } from '../../person/glance.ts';
import { concernReference } from '../reference.ts';
import { dueTitles, tellConcern, wordsOf } from '../words.ts';
import { actFor, otherActs } from './acts.ts';
import { isOfTheConcern } from './entry/again.ts';
import { numberOf } from './entry/numbered.ts';

/** One concern, for somebody who decides about it. Where it came from is said in a word, and leads nowhere (E6). */
export function concernView(found: Concern, who: Staff, today: Day, readOnly: boolean) {
  const { concern, state, dues, said, child, added, events, staff, linked, joined, raisedFrom, superseded } =
    found;
  const nameOf = (user: string) => staff[user] ?? 'Somebody who has left';
  const say = (entry: RecordedEvent) => tellConcern(entry as unknown as ConcernEvent, nameOf);
  const at = (entry: RecordedEvent) =>
    isOfTheConcern(entry as unknown as ConcernEvent)
      ? paths.concernEntry({ concern, entry: numberOf(found, entry) })
      : null;
  const tell = (entry: RecordedEvent) => ({
    ...toldEntry(found, entry, say, nameOf, readOnly ? null : who, at),
    ...wordsOf(entry as unknown as ConcernEvent),
    // Who did it stands in what was done.
    by: '',
  });
  return {
    concern,
    title: `Concern of ${sayDay(state.raisedOn!)}`,
    raisedBy: nameOf(state.raisedBy),
    immediateDanger: state.immediateDanger,
    isOpen: state.status === 'open',
    dues: dues.map(due => {
      const act = actFor(due, found, who);
      return {
        title: dueTitles[due.what],
        when: sayWhen(due.by, today),
        words: due.words,
        act: typeof act === 'object' ? act : null,
        notYours: typeof act === 'string' ? act : '',
      };
    }),
    said,
    child,
    added: added.map(one => ({ ...one, by: nameOf(one.by) })),
    addWords: paths.concernWords({ concern }),
    reference: concernReference(concern),
    aboutStaff: state.about.map(nameOf),
    passings: state.passings.map(one => sayPassing(one, nameOf)),
    raisedFrom,
    linked,
    joined: joined.map(one => ({ href: paths.concern(one), words: `Concern of ${sayDay(one.raisedOn)}` })),
    history: events.toReversed().map(tell),
    /** What was corrected or taken out since, as it was first told: both versions stand on the page. */
    earlier: superseded.map(recorded => {
      const event = recorded as unknown as ConcernEvent;
      const told = { ...tell(recorded), correctAt: undefined };
      return event.type === 'raised' || event.type === 'words_added' ? { ...told, ...event.sealed } : told;
    }),
    letStand: letStandView(
      found.letStand,
      event => sayInShort(event, nameOf),
      nameOf,
      entry => tell(entry).correctAt,
    ),
    /** The helpline is not this person's work, so what the concern came from is closed to them. */
    sourceIsClosed: state.source === 'contact' && !who.roles.includes('helpline_worker'),
    acts: otherActs(found, who),
  };
}

function sayPassing({ to, on, reference, by, chaseBy, answer }: Passing, nameOf: (user: string) => string) {
  return {
    to: authorities[to],
    by: nameOf(by),
    on,
    reference,
    answer: answer && { words: authorityOutcomes[answer.outcome], on: answer.on },
    askAgain: chaseBy,
  };
}

/** What an entry is and whose: what was decided in it stands in the list above. */
function sayInShort(recorded: RecordedEvent, nameOf: (user: string) => string) {
  const event = recorded as unknown as ConcernEvent;
  return { what: tellConcern(event, nameOf).what, now: nameOf(event.facts.by) };
}
