import {
  article10,
  article6,
  article9,
  closingReasons,
  consentWarnings,
  expectedDates,
  openTasks,
  purposes,
  receivingBodies,
  sayDay,
  taskKinds,
  welfareOutcomes,
  whatStillRuns,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';
import { z } from 'zod';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm, type Showing } from '../case-form.ts';
import { answerForms } from './answer-forms.ts';
import { keysOf, options } from '../options.ts';
import { optionalDay, typedDay } from '../typed-day.ts';
import { worksOnIt } from './works-on-it.ts';

const somebody = line('Choose a person.');
/** A choice that can be left open. */
const orNobody = z
  .string()
  .trim()
  .default('')
  .transform(text => (text === '' ? null : text));

const { spoke, support_agreed, crisis_help, did_not_want, not_reached } = welfareOutcomes;
/** What can be chosen today; what was asked before outcomes were kept has a code of its own. */
const outcomes = { spoke, support_agreed, crisis_help, did_not_want, not_reached };

const welfare = caseForm({
  path: paths.personWelfare,
  does: ['ask_welfare'],
  template: 'person/casework/welfare.njk',
  schema: withDay('on', 'the day you asked', {
    outcome: choice(keysOf(outcomes), 'Choose what came of it.'),
  }),
  command: ({ on, outcome }, person) => ({
    do: 'ask_welfare',
    on,
    outcome,
    because: person.due.find(one => one.kind === 'welfare')?.because ?? 'By ourselves.',
  }),
  tells: ({ outcome, because }) => ({ answers: { outcome }, keeps: { because } }),
  shows: person => ({
    prompt: person.due.find(one => one.kind === 'welfare'),
    outcomes: options(outcomes, one => one.words),
  }),
});

const expected = caseForm({
  path: paths.personExpectedDate,
  does: ['expect_date'],
  template: 'person/casework/expected-date.njk',
  schema: withDay('on', 'the day you heard of it', {
    what: choice(keysOf(expectedDates), 'Choose which date it is.'),
    falls: typedDay('the day it falls on'),
  }),
  command: ({ on, what, falls }) => ({ do: 'expect_date', on, what, falls }),
  tells: command => ({ answers: typedOf(command) }),
  shows: () => ({ dates: options(expectedDates, name => name) }),
});

const giveTask = caseForm({
  path: paths.personTask,
  does: ['give_task'],
  template: 'person/casework/task.njk',
  schema: withDay('on', 'the day it was given', {
    kind: choice(keysOf(taskKinds), 'Choose what kind of thing it is.'),
    to: somebody,
    by: typedDay('by when'),
    words,
  }),
  command: ({ on, kind, to, by, words }, _person, id) => ({
    do: 'give_task',
    on,
    task: id,
    kind,
    to,
    by,
    words,
  }),
  tells: command => ({ answers: typedOf(command), begins: command.task }),
  shows: (person, showing) => ({
    kinds: options(taskKinds, name => name),
    workers: workersOn(person, showing),
  }),
});

const reassignTask = caseForm({
  path: paths.personTaskTo,
  does: ['reassign_task'],
  template: 'person/casework/task-to.njk',
  schema: withDay('on', 'the day', {
    task: line('Choose the task.'),
    to: somebody,
    by: typedDay('by when'),
  }),
  command: ({ on, task, to, by }) => ({ do: 'reassign_task', on, task, to, by }),
  tells: command => ({ answers: typedOf(command) }),
  shows: (person, showing) => ({ tasks: tasksOf(person), workers: workersOn(person, showing) }),
});

const finishTask = caseForm({
  path: paths.personTaskDone,
  does: ['finish_task'],
  template: 'person/casework/task-done.njk',
  schema: withDay('on', 'the day it was done', { task: line('Choose the task.') }),
  command: ({ on, task }) => ({ do: 'finish_task', on, task }),
  tells: command => ({ answers: typedOf(command) }),
  shows: person => ({ tasks: tasksOf(person) }),
});

/** Whoever an entry names already can be chosen again, whether or not the case is their work still. */
function workersOn(person: Person, { here, today, again }: Showing) {
  const working = new Set(worksOnIt(person, here, today).map(one => one.user));
  return here.people
    .filter(({ user }) => working.has(user) || again?.named.includes(user))
    .map(one => ({ value: one.user, text: one.name }));
}

function tasksOf(person: Person) {
  return openTasks(person.state).map(one => ({
    value: one.id,
    text: `${taskKinds[one.kind]}, by ${sayDay(one.by)}`,
    hint: { text: person.staff[one.to] ?? 'Somebody who has left' },
  }));
}

const handOver = caseForm({
  path: paths.personHandOver,
  does: ['hand_over'],
  template: 'person/casework/hand-over.njk',
  schema: withDay('on', 'the day of the handover', {
    practitioner: orNobody,
    team: orNobody,
    talkBy: typedDay('by when you will have spoken'),
  }),
  command: ({ on, practitioner, team, talkBy }) => ({ do: 'hand_over', on, practitioner, team, talkBy }),
  tells: command => ({ answers: typedOf(command) }),
  // Whoever hands a case over may not see it any longer.
  leaves: true,
});

const holdHandover = caseForm({
  path: paths.personHandoverHeld,
  does: ['hold_handover'],
  template: 'person/casework/handover-held.njk',
  schema: withDay('on', 'the day you spoke', {}),
  command: ({ on }) => ({ do: 'hold_handover', on }),
});

const basis = caseForm({
  path: paths.personLawfulBasis,
  does: ['set_lawful_basis'],
  template: 'person/casework/lawful-basis.njk',
  schema: withDay('on', 'the day since when', {
    purpose: choice(keysOf(purposes), 'Choose what the data are used for.'),
    article6: choice(keysOf(article6), 'Choose the ground of article 6.'),
    article9: choice(['', ...keysOf(article9)], 'Choose the ground of article 9.').default(''),
    article10: choice(['', ...keysOf(article10)], 'Choose the condition.').default(''),
    source: line('Say where that is written down.'),
    reviewOn: typedDay('when it is looked at again'),
  }),
  command: ({ on, article9: health, article10: offences, ...rest }) => ({
    do: 'set_lawful_basis',
    on,
    basis: {
      purpose: rest.purpose,
      article6: rest.article6,
      article9: health === '' ? null : health,
      article10: offences === '' ? null : offences,
      source: rest.source,
      reviewOn: rest.reviewOn,
    },
  }),
  tells: ({ basis: set }) => ({ answers: typedOf(set) }),
  shows: person => ({
    purposes: options(purposes, name => name),
    article6: options(article6, name => name),
    article9: options(article9, name => name),
    article10: options(article10, name => name),
    warnings: consentWarnings(person.state),
  }),
});

const close = caseForm({
  path: paths.personClose,
  does: ['close'],
  template: 'person/casework/close.njk',
  schema: withDay('on', 'the day of closing', {
    reason: choice(keysOf(closingReasons), 'Choose why the case is closed.'),
    watchedBy: orNobody,
    to: choice(['', ...keysOf(receivingBodies)], 'Choose to whom.').default(''),
    receiptBy: optionalDay('by when they should have said that they have them'),
  }),
  command: ({ on, reason, watchedBy, to, receiptBy }) => ({
    do: 'close',
    on,
    reason,
    watchedBy,
    transfer: to !== '' && receiptBy !== null ? { to, receiptBy } : null,
  }),
  tells: ({ reason, watchedBy, transfer }) => ({
    answers: typedOf({ reason, watchedBy, ...transfer }),
  }),
  shows: (person, { today }) => ({
    reasons: options(closingReasons, name => name),
    bodies: options(receivingBodies, name => name),
    stillRuns: whatStillRuns(person.state, today),
  }),
});

const receipt = caseForm({
  path: paths.personReceipt,
  does: ['record_receipt'],
  template: 'person/casework/receipt.njk',
  schema: withDay('on', 'the day they said so', {}),
  command: ({ on }) => ({ do: 'record_receipt', on }),
});

const reopen = caseForm({
  path: paths.personReopen,
  does: ['reopen'],
  template: 'person/casework/reopen.njk',
  schema: withDay('on', 'the day', { practitioner: somebody, note: words }),
  command: ({ on, practitioner, note }) => ({ do: 'reopen', on, practitioner, note }),
  tells: command => ({ answers: typedOf(command) }),
});

/** Every form about the work with a person. */
export const caseworkForms = [
  welfare,
  expected,
  giveTask,
  reassignTask,
  finishTask,
  ...answerForms,
  handOver,
  holdHandover,
  basis,
  close,
  receipt,
  reopen,
];
