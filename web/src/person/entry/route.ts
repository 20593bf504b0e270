import { caseDecider, standsForClosedWords, type CaseEvent } from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { staff } from '../../frame/policy.ts';
import { onAnotherDay } from '../../history/again.ts';
import { plain, putRight } from '../../history/put-right.ts';
import { paths } from '../../paths.ts';
import { tell } from '../happened.ts';
import { namesFor, personTitle } from '../person-view.ts';

/** Corrects one entry of a case: it happened on another day, or it did not happen. */
export const entry = putRight(
  paths.personEntry,
  staff('practitioner', 'programme_lead'),
  async ({ records, params }) => {
    const person = await records.person(params.case);
    const event = person && entryOf(person, params.version);
    if (!event) return undefined;
    const { programmes } = await records.organisation();
    const names = namesFor(person, programmes);
    const { name } = personTitle(person);
    return {
      kind: 'case',
      stream: person.case,
      head: person.version,
      entry: { version: Number(params.version), on: event.occurredOn, ...tell(event, names) },
      again: again(event),
      canTakeOut: true,
      page: {
        template: plain,
        title: `What was wrong? ${name}`,
        action: paths.personEntry(params),
        back: { href: paths.person({ case: person.case }), words: name },
      },
      say: said => {
        const { title, words } = tell(said as unknown as CaseEvent, names);
        return { what: title, now: words || 'Recorded.' };
      },
      nameOf: names.staff,
    };
  },
);

/** An entry as it stands now. A referral is what the record begins with: who somebody is, is put right where that is asked. */
function entryOf(person: Person, version: string): CaseEvent | undefined {
  const found = person.events.find(event => String(event.replaces ?? event.version) === version);
  return found && found.type !== 'referred' ? (found as unknown as CaseEvent) : undefined;
}

/** Null where there is no command that it answers to, or its words are sealed to this reader. */
function again(event: CaseEvent) {
  const command = caseDecider.commandOf(event);
  return command && !standsForClosedWords(command) ? onAnotherDay(command) : null;
}
