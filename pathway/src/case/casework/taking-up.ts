import { accept, refuse, type Happened } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { carrying, event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { afterHandBack, type Handover } from './handover.ts';
import { lastOfTask, withOpenTask, type Task } from './task.ts';

/** What whoever was given a task or a case says to it: that they have it, or why it goes back. */
export type TakingUpEvent =
  | Happened<'task_taken_up', { task: string }>
  | Happened<'task_handed_back', { task: string }, { words: string }>
  | Happened<'case_taken_up', object>
  | Happened<'case_handed_back', object, { words: string }>;

export type TakingUpCommand =
  | { do: 'take_up_task'; on: Day; task: string }
  | { do: 'hand_back_task'; on: Day; task: string; words: string }
  | { do: 'take_up_case'; on: Day }
  | { do: 'hand_back_case'; on: Day; words: string };

export function decideTakingUp(state: CaseState, command: TakingUpCommand, actor: string): CaseDecision {
  const { on } = command;
  switch (command.do) {
    case 'take_up_task':
      return withOwnTask(state, command, actor, ({ id, stands }) =>
        stands === 'taken_up'
          ? refuse('already_taken_up', `You have taken this up already. ${unsaved}`, 'task')
          : accept(event('task_taken_up', on, { task: id })),
      );
    case 'hand_back_task':
      return withOwnTask(
        state,
        command,
        actor,
        ({ id }) =>
          needsWords(command.words) ??
          accept({
            ...event('task_handed_back', on, { task: id }),
            sealed: { words: command.words.trim() },
          }),
      );
    case 'take_up_case':
      return withOwnHandover(state, on, actor, ({ stands }) =>
        stands === 'taken_up'
          ? refuse('already_taken_up', `You have taken this case up already. ${unsaved}`)
          : accept(event('case_taken_up', on, {})),
      );
    case 'hand_back_case':
      return withOwnHandover(state, on, actor, () => handBackCase(state, command));
    default:
      return command satisfies never;
  }
}

/** It is nobody’s from then on, and waits for a lead: it does not go back to somebody who may not see it any longer. */
function handBackCase(state: CaseState, { on, words }: CommandOf<'hand_back_case'>): CaseDecision {
  if (state.status === 'closed') {
    return refuse(
      'needs_named_person',
      `What still runs after closing needs a named person. ${unsaved} Hand it to somebody else instead.`,
    );
  }
  return (
    needsWords(words) ?? accept({ ...event('case_handed_back', on, {}), sealed: { words: words.trim() } })
  );
}

function needsWords(words: string) {
  if (words.trim() !== '') return undefined;
  return refuse('empty', `Say why it goes back, so that somebody else can take it on. ${unsaved}`, 'words');
}

function withOwnTask(
  state: CaseState,
  command: CommandOf<'take_up_task' | 'hand_back_task'>,
  actor: string,
  decide: (task: Task) => CaseDecision,
): CaseDecision {
  return withOpenTask(state, command, task => {
    if (task.to !== actor) {
      return refuse(
        'not_yours',
        `This task was given to somebody else, who answers for it. ${unsaved}`,
        'task',
      );
    }
    if (task.stands === 'handed_back') {
      return refuse('already_back', `This task was handed back already. ${unsaved}`, 'task');
    }
    return refuseBefore(command.on, task.since, lastOfTask) ?? decide(task);
  });
}

function withOwnHandover(
  state: CaseState,
  on: Day,
  actor: string,
  decide: (handover: Handover) => CaseDecision,
): CaseDecision {
  const { handover, practitioner } = state;
  if (handover === null || handover.stands === 'handed_back' || handover.to !== practitioner) {
    return refuse('nothing_due', `No handover is waiting. ${unsaved}`);
  }
  if (practitioner !== actor) {
    return refuse(
      'not_yours',
      `This case was not handed to you by name. ${unsaved} Whoever has it, or a lead, can hand it on.`,
    );
  }
  return (
    refuseBefore(on, handover.since, 'the handover') ??
    refuseBefore(on, state.carriedSince, carrying) ??
    decide(handover)
  );
}

export function afterTakingUp(state: CaseState, event: TakingUpEvent): CaseState {
  const on = event.occurredOn;
  switch (event.type) {
    case 'task_taken_up':
    case 'task_handed_back': {
      const stands = event.type === 'task_taken_up' ? 'taken_up' : 'handed_back';
      const { task } = event.facts;
      const tasks = state.tasks.map(one =>
        one.id === task ? ({ ...one, stands, since: on } as const) : one,
      );
      return { ...state, tasks };
    }
    case 'case_taken_up':
      return {
        ...state,
        handover: state.handover && { ...state.handover, stands: 'taken_up', since: on },
      };
    case 'case_handed_back':
      return afterHandBack(state, on);
    default:
      return event satisfies never;
  }
}
