import { OF_INSIDE, OF_WAITING, countBeginning, countChange } from './by-attribute.ts';
import { atRisk } from './at-risk.ts';
import { holds } from './condition.ts';
import { scheduleDue } from './event-queue.ts';
import { kind } from './kind.ts';
import { makePatienceDue, makePatienceLeftDue, makeStayDue, makeStayLeftDue } from './length.ts';
import { personField } from './people.ts';
import { hold } from './room.ts';
import type { RunState } from './run-state.ts';
import { stay, stageField } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { beServing, beginServing } from './term.ts';
import { waitBin } from './wait-bins.ts';
import { joinList } from './waiting-list.ts';

const { FIELDS_REAL, FIELDS_WHOLE, IS_INSIDE, SINCE, STAY_EVENT } = personField;
const { kindBits, patienceEnds, stayEnds } = kind;
const { open } = stay;
const { BEGAN, BEGAN_AT_ONCE, INSIDE, WAITING, WAIT_SUM } = stageField;

/** Joins the list; the caller has settled the stage's person-time. */
export function wait(run: RunState, slot: number, stage: StageState): void {
  joinWaiting(run, slot, stage);
  if (stage.patience !== null) {
    makePatienceDue(run, slot, stage, stage.patience);
    plan(run, slot, patienceEnds);
  }
}

/** Was in the list before the run began, `waited` long by then. */
export function waitAlready(run: RunState, slot: number, stage: StageState, waited: number): void {
  joinWaiting(run, slot, stage);
  if (stage.patience !== null) {
    makePatienceLeftDue(run, slot, stage, stage.patience, waited);
    plan(run, slot, patienceEnds);
  }
}

function joinWaiting(run: RunState, slot: number, stage: StageState): void {
  const { people } = run;
  people.whole[slot * FIELDS_WHOLE + IS_INSIDE] = 0;
  people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  joinList(stage.list, people, slot, stage.classes === null ? 0 : classOf(run, slot, stage.classes));
  stage.live[WAITING]++;
  if (run.by !== null) countChange(run, slot, stage.index, OF_WAITING, 1);
  if (run.risks.length > 0) atRisk(run, slot, stage.index, 0);
}

/** Takes a place; the caller has settled the stage's person-time. */
export function begin(run: RunState, slot: number, stage: StageState): void {
  if (stage.needs !== null) hold(run, stage.needs);
  comeIn(run, slot, stage);
  if (stage.stay === open) return;
  makeStayDue(run, slot, stage);
  if (stage.terms !== null) beginServing(run, slot, stage.terms);
  plan(run, slot, stayEnds);
}

/** Was in a place before the run began. */
export function beginAlready(run: RunState, slot: number, stage: StageState): void {
  if (stage.needs !== null) hold(run, stage.needs);
  beInside(run, slot, stage);
  if (stage.stay === open) return;
  makeStayLeftDue(run, slot, stage);
  if (stage.terms !== null) beServing(run, slot, stage.terms, stage.duration!.a);
  plan(run, slot, stayEnds);
}

/** Comes from the list or from outside to be inside: counted, with the wait. */
export function comeIn(run: RunState, slot: number, stage: StageState): void {
  const { live } = stage;
  const waited = run.now - run.people.real[slot * FIELDS_REAL + SINCE];
  beInside(run, slot, stage);
  live[BEGAN]++;
  live[WAIT_SUM] += waited;
  if (waited === 0) live[BEGAN_AT_ONCE]++;
  stage.waitCounts[waitBin(waited)]++;
  if (run.by !== null) countBeginning(run, slot, stage.index, waited);
  if (stage.classes !== null) countByClass(run, stage, classOf(run, slot, stage.classes), waited);
}

/** Is inside from now on, and at the risks of inside. */
export function beInside(run: RunState, slot: number, stage: StageState): void {
  const { whole } = run.people;
  stage.live[INSIDE]++;
  whole[slot * FIELDS_WHOLE + IS_INSIDE] = 1;
  whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  if (run.by !== null) countChange(run, slot, stage.index, OF_INSIDE, 1);
  if (run.risks.length > 0) atRisk(run, slot, stage.index, 1);
}

function classOf(run: RunState, slot: number, classes: NonNullable<StageState['classes']>): number {
  const found = classes.findIndex(({ when }) => holds(run, slot, when));
  return found === -1 ? classes.length : found;
}

function countByClass(run: RunState, { index }: StageState, priorityClass: number, waited: number): void {
  const { classOffset, stages, beganOfClass, waitSumOfClass } = run.statistics;
  const cell = run.period * classOffset[stages] + classOffset[index] + priorityClass;
  beganOfClass[cell]++;
  waitSumOfClass[cell] += waited;
}

/** Schedules the end of a stay or of a patience that was made due, unless it lies beyond the end of the run. */
function plan({ queue, people, horizon }: RunState, slot: number, what: number): void {
  if (queue.due <= horizon) {
    people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = scheduleDue(queue, (slot << kindBits) | what);
  }
}
