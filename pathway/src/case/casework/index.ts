import type { ToldEvent } from '../../told.ts';
import type { CaseDecision } from '../answer.ts';
import type { CaseCommand, CaseState } from '../case.ts';
import { importBand, takeMeasure } from '../measures/take.ts';
import type { MeasureCommand, MeasureEvent } from '../measures/measure.ts';
import {
  afterClosing,
  close,
  recordReceipt,
  reopen,
  type ClosingCommand,
  type ClosingEvent,
} from './closing.ts';
import {
  afterHandover,
  handOver,
  holdHandover,
  type HandoverCommand,
  type HandoverEvent,
} from './handover.ts';
import {
  afterLawfulBasis,
  setLawfulBasis,
  type LawfulBasisCommand,
  type LawfulBasisEvent,
} from './lawful-basis.ts';
import { afterMeasure } from '../measures/measure.ts';
import { afterTask, finishTask, giveTask, reassignTask, type TaskCommand, type TaskEvent } from './task.ts';
import { afterTakingUp, decideTakingUp, type TakingUpCommand, type TakingUpEvent } from './taking-up.ts';
import { afterWelfare, askWelfare, expectDate, type WelfareCommand, type WelfareEvent } from './welfare.ts';

/** The work with a person beside law and programmes. */
export type CaseworkEvent =
  TaskEvent | TakingUpEvent | HandoverEvent | LawfulBasisEvent | WelfareEvent | MeasureEvent | ClosingEvent;
export type CaseworkCommand =
  | TaskCommand
  | TakingUpCommand
  | HandoverCommand
  | LawfulBasisCommand
  | WelfareCommand
  | MeasureCommand
  | ClosingCommand;

/** Each command, and whether it is taken in a closed case too: what still runs there has to be seen to. */
const whenClosed = {
  give_task: false,
  reassign_task: true,
  finish_task: true,
  take_up_task: true,
  hand_back_task: true,
  take_up_case: true,
  hand_back_case: true,
  hand_over: true,
  hold_handover: true,
  set_lawful_basis: true,
  ask_welfare: true,
  expect_date: true,
  take_measure: false,
  import_band: false,
  close: false,
  record_receipt: true,
  reopen: true,
} as const satisfies Record<CaseworkCommand['do'], boolean>;

export function isCasework(command: CaseCommand): command is CaseworkCommand {
  return Object.hasOwn(whenClosed, command.do);
}

export function isTakenWhenClosed(command: CaseworkCommand): boolean {
  return whenClosed[command.do];
}

export function decideCasework(state: CaseState, command: CaseworkCommand, actor: string): CaseDecision {
  switch (command.do) {
    case 'give_task':
      return giveTask(state, command);
    case 'reassign_task':
      return reassignTask(state, command);
    case 'finish_task':
      return finishTask(state, command);
    case 'take_up_task':
    case 'hand_back_task':
    case 'take_up_case':
    case 'hand_back_case':
      return decideTakingUp(state, command, actor);
    case 'hand_over':
      return handOver(state, command);
    case 'hold_handover':
      return holdHandover(state, command);
    case 'set_lawful_basis':
      return setLawfulBasis(state, command);
    case 'ask_welfare':
      return askWelfare(state, command);
    case 'expect_date':
      return expectDate(state, command);
    case 'take_measure':
      return takeMeasure(state, command);
    case 'import_band':
      return importBand(state, command);
    case 'close':
      return close(state, command);
    case 'record_receipt':
      return recordReceipt(state, command);
    case 'reopen':
      return reopen(state, command);
    default:
      return command satisfies never;
  }
}

export function afterCasework(state: CaseState, event: ToldEvent<CaseworkEvent>): CaseState {
  switch (event.type) {
    case 'task_given':
    case 'task_reassigned':
    case 'task_done':
      return { ...state, tasks: afterTask(state.tasks, event) };
    case 'task_taken_up':
    case 'task_handed_back':
    case 'case_taken_up':
    case 'case_handed_back':
      return afterTakingUp(state, event);
    case 'handed_over':
    case 'handover_held':
      return afterHandover(state, event);
    case 'lawful_basis_set':
      return { ...state, lawfulBases: afterLawfulBasis(state.lawfulBases, event) };
    case 'welfare_asked':
    case 'date_expected':
      return afterWelfare(state, event);
    case 'measure_taken':
    case 'band_imported':
      return afterMeasure(state, event);
    case 'closed':
    case 'receipt_given':
    case 'reopened':
      return afterClosing(state, event);
    default:
      return event satisfies never;
  }
}

const types = {
  task_given: true,
  task_reassigned: true,
  task_done: true,
  task_taken_up: true,
  task_handed_back: true,
  case_taken_up: true,
  case_handed_back: true,
  handed_over: true,
  handover_held: true,
  lawful_basis_set: true,
  welfare_asked: true,
  date_expected: true,
  measure_taken: true,
  band_imported: true,
  closed: true,
  receipt_given: true,
  reopened: true,
} as const satisfies Record<CaseworkEvent['type'], true>;

export function isCaseworkEvent(event: { readonly type: string }): event is CaseworkEvent {
  return Object.hasOwn(types, event.type);
}

export * from './closing.ts';
export * from './lawful-basis.ts';
export * from './task.ts';
export type { TakingUpCommand, TakingUpEvent } from './taking-up.ts';
export * from './welfare.ts';
export * from './welfare-board.ts';
export type { Handover, HandoverCommand, HandoverEvent } from './handover.ts';
