import { caseDecider, londonDay, standsForClosedWords, type CaseEvent } from '@throughcare/pathway';
import { mayCommand, type Person, type RecordedEvent } from '@throughcare/records';
import { onAnotherDay } from '../../history/again.ts';
import { plain, putRight } from '../../history/put-right.ts';
import { entryAt, mayDo } from '../../history/told-entry.ts';
import { paths } from '../../paths.ts';
import type { FormAgain, ToTellAgain } from '../form-again.ts';
import { caseForms } from '../forms.ts';
import { tell } from '../happened.ts';
import type { Staff } from '../../services.ts';
import { awayFrom, homeOf, opensPerson, recordOpeners } from '../openers.ts';
import { canCorrect, namesFor, personTitle } from '../person-view.ts';
import { intakeAgain } from './intake-again.ts';
import { referralAgain } from './referral-again.ts';
import { sessionAgain } from './session-again.ts';

/** Corrects one entry of a case: it is told again by the form that recorded it, or taken out. */
export const entry = putRight(
  paths.personEntry,
  recordOpeners,
  async ({ records, params, who, now, start }) => {
    const person = await records.person(params.case);
    const found = person && entryOf(person, params.version, who);
    if (!found) return undefined;
    const event = found as unknown as CaseEvent;
    const may = mayDo(person, found, who);
    const choices = await records.organisation();
    const names = namesFor(person, choices.programmes);
    const version = Number(params.version);
    const asked = { version, person, choices, today: londonDay(now), user: who.userId };
    const told = may.instead ? tellAgain(asked, event, who) : null;
    if (told === null && !may.out) return undefined;
    const { name } = personTitle(person);
    return {
      kind: 'case',
      stream: person.case,
      shown: person,
      entry: { version, on: event.occurredOn, ...tell(event, names) },
      again: told?.again ?? null,
      canTakeOut: may.out,
      page: {
        template: told?.template ?? plain,
        title: `Put right: ${name}`,
        action: paths.personEntry(params),
        back: { href: homeOf(who, person.case), words: opensPerson(who) ? name : 'What can be recorded' },
        ...(told?.leaves && { done: awayFrom(who, start) }),
      },
      say: said => {
        const { title, words } = tell(said as unknown as CaseEvent, names);
        return { what: title, now: words || 'Recorded.' };
      },
      nameOf: names.staff,
    };
  },
);

/** An entry as it stands now, for whoever can put it right: of a case that is open in an emergency alone, nobody can. */
function entryOf(person: Person, version: string, who: Staff): RecordedEvent | undefined {
  const found = person.readOnly ? undefined : entryAt(person, version);
  return found && canCorrect(person, found, who) ? found : undefined;
}

/** How it is told again; null where it answers to no command that they may give, or its words are sealed to this reader. */
function tellAgain(
  entry: Omit<ToTellAgain, 'command'>,
  event: CaseEvent,
  { roles }: Staff,
): FormAgain | null {
  const command = caseDecider.commandOf(event);
  if (!command || standsForClosedWords(command) || !mayCommand(roles, 'case', command.do)) return null;
  const byItsForm = caseForms.map(form => form.tellAgain({ ...entry, command })).find(one => one !== null);
  const again = intakeAgain({ ...entry, command }) ?? sessionAgain(command) ?? onAnotherDay(command);
  return byItsForm ?? referralAgain(command) ?? { template: plain, again };
}
