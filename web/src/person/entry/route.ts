import {
  caseDecider,
  standsForClosedWords,
  type CaseCommand,
  type CaseEvent,
  type Day,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import type { z } from 'zod';
import { failure, page } from '../../frame/answer.ts';
import { choice, choices, dayBoxes, withDay } from '../../frame/fields.ts';
import type { FormView } from '../../frame/form.ts';
import { settle } from '../../frame/outcome.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { tell } from '../happened.ts';
import { namesFor, personTitle } from '../person-view.ts';

const policy = staff('practitioner', 'programme_lead');

const schema = withDay('on', 'the day on which it happened', {
  how: choice(['another_day', 'take_out'], 'Choose what was wrong.'),
  laterStand: choices(['yes']),
});

/** One entry of a case as it stands now: which, and what it says. */
function entryOf(person: Person, version: string) {
  const found = person.events.find(event => String(event.replaces ?? event.version) === version);
  // A referral is what the record begins with: who somebody is, is put right where that is asked.
  if (!found || found.type === 'referred') return undefined;
  const event = found as unknown as CaseEvent;
  return { version: Number(version), event, again: commandOn(event, event.occurredOn) };
}

/** The same entry on another day; null where there is no such command, or its words are sealed to this reader. */
function commandOn(event: CaseEvent, on: Day): CaseCommand | null {
  const command = caseDecider.commandOf(event);
  return command && !standsForClosedWords(command) ? { ...command, on } : null;
}

type Entry = NonNullable<ReturnType<typeof entryOf>>;

async function show(
  person: Person,
  entry: Entry,
  told: ReturnType<typeof tell>,
  form: FormView,
  status = 200,
) {
  const { name } = personTitle(person);
  return page(
    'person/entry/page.njk',
    {
      case: person.case,
      name,
      entry: { ...told, on: entry.event.occurredOn, canMove: entry.again !== null },
      form,
      action: paths.personEntry({ case: person.case, version: String(entry.version) }),
    },
    { status },
  );
}

/** Corrects one entry: it happened on another day, or it did not happen. What came later is looked at again. */
export const entry = [
  route({
    method: 'GET',
    path: paths.personEntry,
    policy,
    async handle({ records, params, freshForm }) {
      const person = await records.person(params.case);
      const found = person && entryOf(person, params.version);
      if (!found) return failure('notFound');
      const { programmes } = await records.organisation();
      const told = tell(found.event, namesFor(person, programmes));
      return show(person, found, told, freshForm(dayBoxes('on', found.event.occurredOn), person.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.personEntry,
    policy,
    form: schema,
    async handle({ records, params, form }) {
      const person = await records.person(params.case);
      const found = person && entryOf(person, params.version);
      if (!found) return failure('notFound');
      const { programmes } = await records.organisation();
      const names = namesFor(person, programmes);
      const told = tell(found.event, names);
      const again = (view: FormView, status = 422) => show(person, found, told, view, status);
      if (!form.ok) return again(form.view);
      const command = commandFor(found, form.value);
      if (command === undefined) return failure('notFound');
      const outcome = await records.correct(
        'case',
        person.case,
        form.seen ?? person.version,
        form.command,
        found.version,
        command,
        form.value.laterStand.includes('yes'),
      );
      return settle(outcome, {
        view: form.view,
        done: paths.person({ case: person.case }),
        again,
        say: event => {
          const { title, words } = tell(event as unknown as CaseEvent, names);
          return { what: title, now: words || 'Recorded.' };
        },
        nameOf: names.staff,
      });
    },
  }),
];

/** Null takes the entry out; undefined where it can't be put on another day. */
function commandFor({ event }: Entry, { how, on }: z.output<typeof schema>): CaseCommand | null | undefined {
  if (how === 'take_out') return null;
  return commandOn(event, on) ?? undefined;
}
