import { inForce } from './condition.ts';
import { exponentialAhead } from './draw-ahead.ts';
import { drawDuration, drawRemaining, isExponential } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { decision, purpose } from './luck.ts';
import { personField } from './people.ts';
import type { RunState } from './run-state.ts';
import type { StageState } from './stage-state.ts';

const { FIELDS_WHOLE, KEY, PASS } = personField;
const { duration, patience, stockDuration, stockPatience } = purpose;

/** Makes due the end of a stay as long as the stage, the day and the person's attributes make of their luck. */
export function makeStayDue(run: RunState, slot: number, stage: StageState): void {
  const draw = stage.otherDurations === null ? stage.duration! : drawInForce(run, slot, stage);
  const { whole } = run.people;
  if (isExponential(draw) && whole[slot * FIELDS_WHOLE + PASS] === 0) {
    const person = whole[slot * FIELDS_WHOLE + KEY];
    run.queue.due = run.now + draw.a * exponentialAhead(stage.exponentialStays, run.luck, person);
  } else run.queue.due = run.now + drawLength(run, slot, stage, draw, duration);
}

/** Makes due what is left of the stay of somebody who was inside before the run. */
export function makeStayLeftDue(run: RunState, slot: number, stage: StageState): void {
  const draw = drawInForce(run, slot, stage);
  run.queue.due = run.now + drawLengthLeft(run, slot, stage, draw, duration, stockDuration);
}

/** Makes due the end of their patience. */
export function makePatienceDue(run: RunState, slot: number, stage: StageState, draw: DurationDraw): void {
  run.queue.due = run.now + drawLength(run, slot, stage, draw, patience);
}

/** The same for somebody who had waited `waited` before the run. */
export function makePatienceLeftDue(
  run: RunState,
  slot: number,
  stage: StageState,
  draw: DurationDraw,
  waited: number,
): void {
  run.queue.due = run.now + patienceLeft(run, slot, stage, draw, waited);
}

/** What is left of a patience that has lasted `waited`: drawn anew until one is longer, in a number of tries. */
function patienceLeft(
  run: RunState,
  slot: number,
  stage: StageState,
  draw: DurationDraw,
  waited: number,
): number {
  if (waited === 0) return drawLengthLeft(run, slot, stage, draw, patience, stockPatience);
  const person = run.people.whole[slot * FIELDS_WHOLE + KEY];
  for (let attempt = 0; attempt < 1000; attempt++) {
    const own = decision(attempt, stage.luck, stockPatience);
    const length = drawDuration(draw, run.luck, person, own);
    if (length > waited) return length - waited;
  }
  return 0;
}

function drawInForce(
  run: RunState,
  slot: number,
  { duration: usual, otherDurations }: StageState,
): DurationDraw {
  const other = otherDurations === null ? undefined : inForce(run, slot, otherDurations);
  return other === undefined ? usual! : other.draw;
}

function drawLength(
  { people, luck }: RunState,
  slot: number,
  stage: StageState,
  draw: DurationDraw,
  about: number,
): number {
  const own = decision(people.whole[slot * FIELDS_WHOLE + PASS], stage.luck, about);
  return drawDuration(draw, luck, people.whole[slot * FIELDS_WHOLE + KEY], own);
}

function drawLengthLeft(
  { people, luck }: RunState,
  slot: number,
  stage: StageState,
  draw: DurationDraw,
  about: number,
  other: number,
): number {
  const own = decision(people.whole[slot * FIELDS_WHOLE + PASS], stage.luck, about);
  const person = people.whole[slot * FIELDS_WHOLE + KEY];
  return drawRemaining(draw, luck, person, own, decision(0, stage.luck, other));
}
