import { z } from 'zod';
import { withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';

/** Any number of people; a browser sends one box as a text and several as a list. */
const people = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .optional()
  .transform(list => list ?? []);

const restrict = caseForm({
  path: paths.personRestrict,
  does: ['restrict_to'],
  template: 'person/restriction/restrict.njk',
  schema: withDay('on', 'the day since when', { allowed: people, reason: words, message: words }),
  command: ({ on, allowed, reason, message }) => ({ do: 'restrict_to', on, allowed, reason, message }),
  tells: command => ({ answers: typedOf(command) }),
  // Whoever restricts a case need not be among those who may open it.
  leaves: true,
});

const lift = caseForm({
  path: paths.personRestrictionLift,
  does: ['lift_restriction'],
  template: 'person/restriction/lift.njk',
  schema: withDay('on', 'the day since when', { reason: words }),
  command: ({ on, reason }) => ({ do: 'lift_restriction', on, reason }),
  tells: command => ({ answers: typedOf(command) }),
});

const exclude = caseForm({
  path: paths.personExclude,
  does: ['exclude_staff'],
  template: 'person/restriction/exclude.njk',
  schema: withDay('on', 'the day since when', { staff: people, reason: words }),
  command: ({ on, staff: named, reason }) => ({ do: 'exclude_staff', on, staff: named, reason }),
  tells: command => ({ answers: typedOf(command) }),
  leaves: true,
});

const endExclusion = caseForm({
  path: paths.personExclusionEnd,
  does: ['end_exclusion'],
  template: 'person/restriction/end-exclusion.njk',
  schema: withDay('on', 'the day since when', { staff: people, reason: words }),
  command: ({ on, staff: named, reason }) => ({ do: 'end_exclusion', on, staff: named, reason }),
  tells: command => ({ answers: typedOf(command) }),
  shows: person => ({
    excluded: person.state.excludedStaff.map(user => ({
      value: user,
      text: person.staff[user] ?? 'Somebody who has left',
    })),
  }),
});

const stepAway = caseForm({
  path: paths.personStepAway,
  does: ['step_away'],
  template: 'person/restriction/step-away.njk',
  schema: withDay('on', 'the day since when', {}),
  command: ({ on }) => ({ do: 'step_away', on }),
  leaves: true,
});

/** Who may see a case, and who may not. */
export const restrictionForms = [restrict, lift, exclude, endExclusion, stepAway];
