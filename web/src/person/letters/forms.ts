import {
  enrolmentBases,
  letterKinds,
  letterRecipients,
  sayDay,
  withdrawalReasons,
  type Letter,
} from '@throughcare/pathway';
import { choice, choices, dayBoxes, line, withDay } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { personTitle } from '../person-view.ts';

const issue = caseForm({
  path: paths.personLetterIssue,
  does: ['issue_letter'],
  template: 'person/letters/issue.njk',
  schema: withDay('until', 'the last day that is counted', {
    enrolment: line('Choose the programme.'),
    kind: choice(keysOf(letterKinds), 'Choose what the letter is about.'),
    to: choice(keysOf(letterRecipients), 'Choose to whom it goes.'),
    personAsked: choices(['yes']),
  }),
  command: ({ until, enrolment, kind, to, personAsked }, person, letter, today) => ({
    do: 'issue_letter',
    on: today,
    letter,
    kind,
    to,
    personAsked: personAsked.includes('yes'),
    enrolment,
    name: personTitle(person).name,
    until,
  }),
  begins: (_person, today) => dayBoxes('until', today),
  shows: (person, { here: { programmes } }) => ({
    kinds: options(letterKinds, name => name),
    recipients: options(letterRecipients, name => name),
    enrolments: person.state.enrolments.map(one => ({
      value: one.id,
      text: programmes.find(offered => offered.id === one.programme)?.name ?? 'A programme',
      hint: { text: `${enrolmentBases[one.basis]}, since ${sayDay(one.since)}` },
    })),
  }),
  done: id => paths.personLetters({ case: id }),
});

const withdraw = caseForm({
  path: paths.personLetterWithdraw,
  does: ['withdraw_letter'],
  template: 'person/letters/withdraw.njk',
  schema: withDay('on', 'the day it was withdrawn', {
    letter: line('Choose the letter.'),
    reason: choice(keysOf(withdrawalReasons), 'Choose why.'),
  }),
  command: ({ on, letter, reason }) => ({ do: 'withdraw_letter', on, letter, reason }),
  shows: person => ({
    letters: person.state.letters
      .filter(one => one.withdrawn === null)
      .map(one => ({ value: one.id, text: letterTitle(one) })),
    reasons: options(withdrawalReasons, name => name),
  }),
  done: id => paths.personLetters({ case: id }),
});

/** 'Letter of attendance, 4 March 2026, to a court'. */
export function letterTitle({ kind, on, to }: Letter): string {
  const recipient = letterRecipients[to];
  return `Letter of ${kind}, ${sayDay(on)}, to ${recipient.charAt(0).toLowerCase()}${recipient.slice(1)}`;
}

/** Both forms about a letter. */
export const letterForms = [issue, withdraw];
