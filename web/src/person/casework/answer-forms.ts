import { openTasks, sayDay, taskKinds } from '@throughcare/pathway';
import { choice, line, withDay, words } from '../../frame/fields.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';

const answers = { take_up: 'I take it up', hand_back: 'I hand it back' } as const;
const answeredBy = {
  take_up_task: 'take_up',
  take_up_case: 'take_up',
  hand_back_task: 'hand_back',
  hand_back_case: 'hand_back',
} as const;
const answer = choice(keysOf(answers), 'Say whether you take it up or hand it back.');

const taskAnswer = caseForm({
  path: paths.personTaskAnswer,
  does: ['take_up_task', 'hand_back_task'],
  template: 'person/casework/task-answer.njk',
  schema: withDay('on', 'the day you answered', { task: line('Choose the task.'), answer, words }),
  command: ({ on, task, answer, words }) =>
    answer === 'take_up' ? { do: 'take_up_task', on, task } : { do: 'hand_back_task', on, task, words },
  tells: command => ({ answers: { ...typedOf(command), answer: answeredBy[command.do] } }),
  // Nobody answers for somebody else; an entry that is put right keeps its task.
  shows: (person, { user, again }) => ({
    answers: options(answers, name => name),
    tasks: openTasks(person.state)
      .filter(one =>
        again === undefined ? one.to === user && one.stands !== 'handed_back' : again.named.includes(one.id),
      )
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
  tells: command => ({ answers: { ...typedOf(command), answer: answeredBy[command.do] } }),
  shows: () => ({ answers: options(answers, name => name) }),
  // Whoever hands a case back may not see it any longer.
  leaves: true,
});

/** What somebody says to a task or a case that was given to them. */
export const answerForms = [taskAnswer, handoverAnswer];
