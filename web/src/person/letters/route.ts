import { lettersToSettle, withdrawalReasons } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { opensPerson, recordOpeners } from '../openers.ts';
import { personTitle } from '../person-view.ts';
import { attendanceLines, letterText, outside } from './letter-text.ts';
import { letterTitle } from './forms.ts';

/** The letters that were issued about a person, and each as it goes out (E38). */
export const letters = [
  route({
    method: 'GET',
    path: paths.personLetters,
    policy: recordOpeners,
    async handle({ records, params, who }) {
      const person = await records.person(params.case);
      if (!person) return failure('notFound');
      const unsettled = lettersToSettle(person.state);
      const { enrolments, letters: issued } = person.state;
      // What somebody opened in an emergency they read, and do not record on.
      const mayRecord = !person.readOnly;
      return page('person/letters/list.njk', {
        ...personTitle(person),
        case: person.case,
        seesPerson: opensPerson(who),
        hasProgramme: enrolments.length > 0,
        mayIssue: mayRecord && mayCommand(who.roles, 'case', 'issue_letter') && enrolments.length > 0,
        mayWithdraw: mayRecord && issued.some(one => one.withdrawn === null),
        letters: issued.toReversed().map(one => ({
          title: letterTitle(one),
          by: person.staff[one.by] ?? 'Somebody who has left',
          withdrawn: one.withdrawn && { on: one.withdrawn.on, why: withdrawalReasons[one.withdrawn.reason] },
          disagrees: unsettled.includes(one),
          href: paths.personLetter({ case: person.case, letter: one.id }),
        })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.personLetter,
    policy: recordOpeners,
    async handle({ records, params, reachedAt }) {
      const seen = await records.letter(params.case, params.letter);
      if (!seen) return failure('notFound');
      const { letter, today } = seen;
      return page('person/letters/letter.njk', {
        case: seen.case,
        text: letterText(seen),
        outside,
        name: seen.name,
        organisation: seen.organisation,
        officer: seen.officer,
        on: letter.on,
        withdrawn: letter.withdrawn && {
          on: letter.withdrawn.on,
          why: withdrawalReasons[letter.withdrawn.reason],
        },
        disagrees: seen.agrees ? null : { nameNow: seen.nameNow, now: today && attendanceLines(today) },
        checkAt: `${reachedAt}${paths.letterCheck()}`,
      });
    },
  }),
];
