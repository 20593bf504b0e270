import { openTasks, sayDay, taskKinds } from '@throughcare/pathway';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';

const answers = { take_up: 'I take it up', hand_back: 'I hand it back' } as const;
const answer = choice(keysOf(answers), 'Say whether you take it up or hand it back.');

const taskAnswer = caseForm({
  path: paths.personTaskAnswer,
  does: ['take_up_task', 'hand_back_task'],
  template: 'person/casework/task-answer.njk',
  schema: withDay('on', 'the day you answered', { task: line('Choose the task.'), answer, words }),
  command: ({ on, task, answer, words }) =>
    answer === 'take_up' ? { do: 'take_up_task', on, task } : { do: 'hand_back_task', on, task, words },
  // Nobody answers for somebody else.
  shows: (person, { user }) => ({
    answers: options(answers, name => name),
    tasks: openTasks(person.state)
      .filter(one => one.to === user && one.stands !== 'handed_back')
      .map(one => ({ value: one.id, text: `${taskKinds[one.kind]}, by ${sayDay(one.by)}` })),
  }),
});

const handoverAnswer = caseForm({
  path: paths.personHandoverAnswer,
  does: ['take_up_case', 'hand_back_case'],
  template: 'person/casework/handover-answer.njk',
  schema: withDay('on', 'the day you answered', { answer, words }),
  command: ({ on, answer, words }) =>
    answer === 'take_up' ? { do: 'take_up_case', on } : { do: 'hand_back_case', on, words },
  shows: () => ({ answers: options(answers, name => name) }),
  // Whoever hands a case back may not see it any longer.
  leaves: true,
});

/** What somebody says to a task or a case that was given to them. */
export const answerForms = [taskAnswer, handoverAnswer];
