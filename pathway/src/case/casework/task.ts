import { accept, refuse, type Happened } from '../../decider.ts';
import type { Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { mayCarry } from '../restriction.ts';
import type { CaseState } from '../case.ts';

export const taskKinds = {
  call: 'Call or message',
  letter: 'Letter',
  meeting: 'Meeting',
  form: 'Form or referral elsewhere',
  check: 'Something to check',
  other: 'Something else',
} as const;
export type TaskKind = keyof typeof taskKinds;

export type TaskEvent =
  | Happened<'task_given', { task: string; kind: TaskKind; to: string; by: Day }, { words: string }>
  | Happened<'task_reassigned', { task: string; to: string; by: Day }>
  | Happened<'task_done', { task: string }>;

export type TaskCommand =
  | { do: 'give_task'; on: Day; task: string; kind: TaskKind; to: string; by: Day; words: string }
  | { do: 'reassign_task'; on: Day; task: string; to: string; by: Day }
  | { do: 'finish_task'; on: Day; task: string };

/** Whether whoever was given something has said that they have it. */
export type Standing = 'waiting' | 'taken_up' | 'handed_back';

export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly to: string;
  readonly by: Day;
  readonly givenOn: Day;
  readonly stands: Standing;
  /** Since when it stands so. */
  readonly since: Day;
  readonly doneOn: Day | null;
}

export function openTasks({ tasks }: Pick<CaseState, 'tasks'>): readonly Task[] {
  return tasks.filter(one => one.doneOn === null);
}

/**
 * Open tasks that nobody does: whoever has them has left (`working` are the accounts that still work here), handed
 * them back, or may not see the case any longer. They stay, and are shown as not covered, until somebody takes them.
 */
export function uncoveredTasks(state: CaseState, working: ReadonlySet<string>): readonly Task[] {
  return openTasks(state).filter(
    one => one.stands === 'handed_back' || !working.has(one.to) || !mayCarry(state, one.to),
  );
}

export function giveTask(state: CaseState, command: CommandOf<'give_task'>): CaseDecision {
  const { on, task, kind, to, by, words } = command;
  if (state.tasks.some(one => one.id === task)) {
    return refuse('already_given', `This task is already here. ${unsaved}`);
  }
  return (
    refuseTask(state, on, to, by) ??
    accept({ ...event('task_given', on, { task, kind, to, by }), sealed: { words: words.trim() } })
  );
}

export function reassignTask(state: CaseState, command: CommandOf<'reassign_task'>): CaseDecision {
  const { on, to, by } = command;
  return withOpenTask(
    state,
    command,
    ({ id, since }) =>
      refuseBefore(on, since, lastOfTask) ??
      refuseTask(state, on, to, by) ??
      accept(event('task_reassigned', on, { task: id, to, by })),
  );
}

export function finishTask(state: CaseState, command: CommandOf<'finish_task'>): CaseDecision {
  return withOpenTask(state, command, ({ id }) => accept(event('task_done', command.on, { task: id })));
}

/**
 * In the same words whatever keeps somebody from the case, their work alone too: whoever gives a task learns neither of
 * an exclusion nor that somebody stepped away.
 */
export const cannotBeGiven = refuse(
  'cannot_carry',
  `They cannot be given this: a task goes to somebody who works on the case. ${unsaved} Choose whoever carries it, somebody of its team, or a lead.`,
  'to',
);

function refuseTask(state: CaseState, on: Day, to: string, by: Day) {
  if (!mayCarry(state, to)) {
    return cannotBeGiven;
  }
  return by < on
    ? refuse('ends_before_it_begins', `It would be due before it was given. ${unsaved}`, 'by')
    : undefined;
}

/** In words, what was last said of who has it. */
export const lastOfTask = 'what was last said of the task';

/** Decides about a task that is still to be done; says so where there is none. */
export function withOpenTask(
  state: CaseState,
  { on, task }: { on: Day; task: string },
  decide: (open: Task) => CaseDecision,
): CaseDecision {
  const open = openTasks(state).find(one => one.id === task);
  if (!open) return refuse('no_such_task', `There is no such task to do in this case. ${unsaved}`, 'task');
  return refuseBefore(on, open.givenOn, 'the day it was given') ?? decide(open);
}

export function afterTask(tasks: readonly Task[], event: TaskEvent): readonly Task[] {
  const change = (next: Partial<Task>) =>
    tasks.map(one => (one.id === event.facts.task ? { ...one, ...next } : one));
  switch (event.type) {
    case 'task_given': {
      const { task: id, kind, to, by } = event.facts;
      const on = event.occurredOn;
      return [...tasks, { id, kind, to, by, givenOn: on, stands: 'waiting', since: on, doneOn: null }];
    }
    case 'task_reassigned':
      return change({
        to: event.facts.to,
        by: event.facts.by,
        stands: 'waiting',
        since: event.occurredOn,
      });
    case 'task_done':
      return change({ doneOn: event.occurredOn });
    default:
      return event satisfies never;
  }
}
