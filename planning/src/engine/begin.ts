import { OF_INSIDE, OF_WAITING, countBeginning, countChange } from './by-attribute.ts';
import { atRisk } from './at-risk.ts';
import { holds, inForce } from './condition.ts';
import { exponentialAhead } from './draw-ahead.ts';
import { EXPONENTIAL, drawDuration, drawRemaining } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { schedule } from './event-queue.ts';
import { kind, kindBits } from './kind.ts';
import { decision, purpose } from './luck.ts';
import { FIELDS_REAL, FIELDS_WHOLE, KEY, PASS, INSIDE as IS_INSIDE, SINCE, STAY_EVENT } from './people.ts';
import { hold, settle } from './room.ts';
import type { RunState } from './run-state.ts';
import { BEGAN, BEGAN_AT_ONCE, INSIDE, WAITING, WAIT_SUM, stay } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { waitBin } from './wait-bins.ts';
import { joinList } from './waiting-list.ts';

/** Joins the list; `already` when the person was in it before the run began, `waited` how long by then. */
export function wait(run: RunState, slot: number, stage: StageState, already: boolean, waited = 0): void {
  const { people } = run;
  settle(run, stage);
  people.whole[slot * FIELDS_WHOLE + IS_INSIDE] = 0;
  joinList(stage.list, people, slot, stage.classes === null ? 0 : classOf(run, slot, stage.classes));
  stage.live[WAITING]++;
  if (run.by !== null) countChange(run, slot, stage.index, OF_WAITING, 1);
  if (run.risks.length > 0) atRisk(run, slot, stage.index, 0);
  const { patience } = stage;
  if (patience !== null) {
    const length =
      waited > 0
        ? patienceBeyond(run, slot, stage, patience, waited)
        : drawLength(run, slot, stage, patience, purpose.patience, already);
    plan(run, run.now + length, slot, kind.patienceEnds);
  } else people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
}

/** Takes a place; the caller has settled the stage's person-time. `already`: was inside before the run. */
export function begin(run: RunState, slot: number, stage: StageState, already = false): void {
  const { needs } = stage;
  if (needs !== null) hold(run, needs);
  comeIn(run, slot, stage, already);
  if (stage.stay === stay.open) run.people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  else plan(run, run.now + lengthOfStay(run, slot, stage, already), slot, kind.stayEnds);
}

/** Is inside from now on: counted, and at the risks of inside. */
export function comeIn(run: RunState, slot: number, stage: StageState, already: boolean): void {
  const { people } = run;
  const { live } = stage;
  live[INSIDE]++;
  people.whole[slot * FIELDS_WHOLE + IS_INSIDE] = 1;
  if (run.by !== null) countChange(run, slot, stage.index, OF_INSIDE, 1);
  if (!already) {
    const waited = run.now - people.real[slot * FIELDS_REAL + SINCE];
    live[BEGAN]++;
    if (waited > 0) {
      live[WAIT_SUM] += waited;
      stage.waitCounts[waitBin(waited)]++;
    } else {
      live[BEGAN_AT_ONCE]++;
      stage.waitCounts[0]++;
    }
    if (run.by !== null) countBeginning(run, slot, stage.index, waited);
    if (stage.classes !== null) countByClass(run, stage, classOf(run, slot, stage.classes), waited);
  }
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

/** The length that the stage, the day and the person's attributes make of their luck. */
export function lengthOfStay(run: RunState, slot: number, stage: StageState, already: boolean): number {
  const { otherDurations } = stage;
  const other = otherDurations === null ? undefined : inForce(run, slot, otherDurations);
  const draw = other === undefined ? stage.duration! : other.draw;
  if (draw.kind === EXPONENTIAL && !already) {
    const { whole } = run.people;
    if (whole[slot * FIELDS_WHOLE + PASS] === 0) {
      const person = whole[slot * FIELDS_WHOLE + KEY];
      return draw.a * exponentialAhead(stage.exponentialStays, run.luck, person);
    }
  }
  return drawLength(run, slot, stage, draw, purpose.duration, already);
}

function drawLength(
  run: RunState,
  slot: number,
  { luck: number }: StageState,
  draw: DurationDraw,
  about: number,
  already: boolean,
): number {
  const { people, luck } = run;
  const own = decision(people.whole[slot * FIELDS_WHOLE + PASS], number, about);
  const person = people.whole[slot * FIELDS_WHOLE + KEY];
  if (!already) return drawDuration(draw, luck, person, own);
  const other = about === purpose.duration ? purpose.stockDuration : purpose.stockPatience;
  return drawRemaining(draw, luck, person, own, decision(0, number, other));
}

/** What is left of a patience that has lasted `waited`: drawn anew until one is longer, in a number of tries. */
function patienceBeyond(
  run: RunState,
  slot: number,
  stage: StageState,
  draw: DurationDraw,
  waited: number,
): number {
  const person = run.people.whole[slot * FIELDS_WHOLE + KEY];
  for (let attempt = 0; attempt < 1000; attempt++) {
    const own = decision(attempt, stage.luck, purpose.stockPatience);
    const length = drawDuration(draw, run.luck, person, own);
    if (length > waited) return length - waited;
  }
  return 0;
}

function plan(run: RunState, time: number, slot: number, what: number): void {
  run.people.whole[slot * FIELDS_WHOLE + STAY_EVENT] =
    time <= run.horizon ? schedule(run.queue, time, (slot << kindBits) | what) : -1;
}
