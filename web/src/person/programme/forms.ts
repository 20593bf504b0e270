import {
  enrolmentBases,
  enrolmentStatuses,
  isOrdered,
  leavingReasons,
  movesByHand,
  type Enrolment,
} from '@throughcare/pathway';
import type { Person, Repository, Step } from '@throughcare/records';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';

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
  // Somebody under investigation for a breach keeps the place.
  also: ({ on, enrolment, to }, person, records) =>
    to === 'breach_non_attendance' ? [] : freedPlace(enrolment, on, person, records),
  shows: person => ({
    enrolments: chosenFrom(person, one => one.endedOn === null),
    statuses: movesByHand.map(value => ({ value, text: enrolmentStatuses[value].words })),
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
  shows: person => ({
    enrolments: chosenFrom(person, one => one.endedOn === null),
    ends: [
      { value: 'completed', text: 'Completed' },
      ...options(leavingReasons, name => `Left: ${name.toLowerCase()}`),
    ],
  }),
});

const review = caseForm({
  path: paths.personReview,
  does: ['hold_review'],
  template: 'person/programme/review.njk',
  schema: withDay('on', 'the day it was held', { enrolment: line('Choose the programme.') }),
  command: ({ on, enrolment }) => ({ do: 'hold_review', on, enrolment }),
  tells: command => ({ answers: typedOf(command) }),
  shows: person => ({ enrolments: chosenFrom(person, one => one.reviewOn === null) }),
});

/** Enrolments to choose from, told apart by their basis and where they stand. */
function chosenFrom(person: Person, which: (one: Enrolment) => boolean) {
  return person.state.enrolments.filter(which).map(one => ({
    value: one.id,
    text: `${enrolmentBases[one.basis]}: ${enrolmentStatuses[one.status].words.toLowerCase()}`,
    hint: { text: isOrdered(one.basis) ? 'Ordered' : 'By choice' },
  }));
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
export const programmeForms = [enrol, move, end, review];
