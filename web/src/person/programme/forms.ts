import {
  enrolmentBases,
  enrolmentStatuses,
  isOrdered,
  leavingReasons,
  mayHaveBegunBefore,
  movesByHand,
  type Enrolment,
} from '@throughcare/pathway';
import type { Person, Repository, Step } from '@throughcare/records';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import type { Choices } from '../form-model.ts';
import { wholeOrNothing } from '../legal/fields.ts';
import { keysOf, options } from '../options.ts';
import { optionalDay } from '../typed-day.ts';

const enrol = caseForm({
  path: paths.personEnrol,
  does: ['enrol'],
  template: 'person/programme/enrol.njk',
  schema: withDay('on', 'the day they were put on the list', {
    programme: line('Choose a programme.'),
    basis: choice(keysOf(enrolmentBases), 'Choose on what basis they take part.'),
    assessed: choice(['yes', 'no'], 'Say whether they have been assessed as suitable.'),
  }),
  command: ({ on, programme, basis, assessed }, _person, id) => ({
    do: 'enrol',
    on,
    enrolment: id,
    programme,
    basis,
    assessed: assessed === 'yes',
  }),
  tells: command => ({
    answers: { ...typedOf(command), assessed: command.assessed ? 'yes' : 'no' },
    begins: command.enrolment,
  }),
  shows: () => ({ bases: options(enrolmentBases, name => name) }),
});

/** Somebody under investigation for a breach keeps their place in the group. */
const KEEPS_PLACE = 'breach_non_attendance';

const move = caseForm({
  path: paths.personProgrammeMove,
  does: ['move_enrolment'],
  template: 'person/programme/move.njk',
  schema: withDay('on', 'the day since when', {
    enrolment: line('Choose the programme.'),
    to: choice(movesByHand, 'Choose where it stands.'),
    details: words,
  }),
  command: ({ on, enrolment, to, details }) => ({ do: 'move_enrolment', on, enrolment, to, details }),
  also: ({ on, enrolment, to }, person, records) =>
    to === KEEPS_PLACE ? [] : freedPlace(enrolment, on, person, records),
  // Their place came free, or not, when it was told: what is told again leaves it so.
  tells: command => (command.to === KEEPS_PLACE ? null : { answers: typedOf(command) }),
  shows: (person, { here, again }) => ({
    enrolments: chosenFrom(person, here, one => one.endedOn === null),
    statuses: movesByHand
      .filter(value => !again || value !== KEEPS_PLACE)
      .map(value => ({ value, text: enrolmentStatuses[value].words })),
  }),
});

const end = caseForm({
  path: paths.personProgrammeEnd,
  does: ['complete_programme', 'leave_programme'],
  template: 'person/programme/end.njk',
  schema: withDay('on', 'the day it ended', {
    enrolment: line('Choose the programme.'),
    how: choice(['completed', ...keysOf(leavingReasons)], 'Choose how it ended.'),
  }),
  command: ({ on, enrolment, how }) =>
    how === 'completed'
      ? { do: 'complete_programme', on, enrolment }
      : { do: 'leave_programme', on, enrolment, reason: how },
  also: ({ on, enrolment, how }, person, records) =>
    how === 'completed' ? [] : freedPlace(enrolment, on, person, records),
  // Whoever completed it was in the group to its end; told again as somebody who left, their place would not come free.
  tells: command =>
    command.do === 'leave_programme' ? { answers: { ...typedOf(command), how: command.reason } } : null,
  shows: (person, { here }) => ({
    enrolments: chosenFrom(person, here, one => one.endedOn === null),
    ends: [
      { value: 'completed', text: 'Completed' },
      ...options(leavingReasons, name => `Left: ${name.toLowerCase()}`),
    ],
  }),
});

const before = caseForm({
  path: paths.personProgrammeBefore,
  does: ['tell_beginning_before'],
  template: 'person/programme/before.njk',
  schema: withDay('on', 'the day up to which this counts', {
    enrolment: line('Choose the programme.'),
    from: optionalDay('the day of their first session'),
    attended: wholeOrNothing,
    of: wholeOrNothing,
  }),
  command: ({ on, enrolment, from, attended, of }) => ({
    do: 'tell_beginning_before',
    on,
    enrolment,
    from,
    attended,
    of,
  }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (person, { here }) => ({
    enrolments: chosenFrom(person, here, mayHaveBegunBefore),
  }),
});

const review = caseForm({
  path: paths.personReview,
  does: ['hold_review'],
  template: 'person/programme/review.njk',
  schema: withDay('on', 'the day it was held', { enrolment: line('Choose the programme.') }),
  command: ({ on, enrolment }) => ({ do: 'hold_review', on, enrolment }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (person, { here }) => ({ enrolments: chosenFrom(person, here, one => one.reviewOn === null) }),
});

/** Enrolments to choose from, told apart by their programme, where they stand and their basis. */
function chosenFrom(person: Person, { programmes }: Choices, which: (one: Enrolment) => boolean) {
  return person.state.enrolments.filter(which).map(one => {
    const programme = programmes.find(({ id }) => id === one.programme)?.name ?? 'A programme';
    return {
      value: one.id,
      text: `${programme}: ${enrolmentStatuses[one.status].words.toLowerCase()}`,
      hint: {
        text: `${isOrdered(one.basis) ? 'Ordered' : 'By choice'}: ${enrolmentBases[one.basis].toLowerCase()}`,
      },
    };
  });
}

/** Whoever goes leaves their place in the group to somebody else, in the same transaction. */
async function freedPlace(
  enrolment: string,
  on: Step['command']['on'],
  person: Person,
  records: Repository,
): Promise<readonly Step[]> {
  const place = person.state.enrolments.find(one => one.id === enrolment)?.place;
  const group = place ? await records.group(place.group) : null;
  if (!group?.state.members.some(member => member.case === person.case)) return [];
  const command = { do: 'free_place', on, case: person.case } as const;
  return [{ kind: 'group', stream: group.group, expected: 'latest', command }];
}

/** Every form about a programme. */
export const programmeForms = [enrol, move, end, before, review];
