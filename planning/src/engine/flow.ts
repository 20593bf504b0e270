import { begin, wait } from './begin.ts';
import { OF_INSIDE, OF_WAITING, countBeginning, countChange, countComing } from './by-attribute.ts';
import { inForce } from './condition.ts';
import { fill, fillNeeded } from './fill.ts';
import { leaveGroup } from './groups.ts';
import { decision, mostPasses, purpose, uniformOf } from './luck.ts';
import { LEAVES } from './network.ts';
import { release, personField } from './people.ts';
import { hasRoom, letGo, settle } from './room.ts';
import type { RunState } from './run-state.ts';
import { stay, stageField } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { serveAnew, stopServing } from './term.ts';
import { waitBin, waitBins } from './wait-bins.ts';
import { leaveList } from './waiting-list.ts';

const { CAME, FIELDS_REAL, FIELDS_WHOLE, KEY, PASS, IS_INSIDE, SINCE, STAGE, VISITS } = personField;
const { instant } = stay;
const { ARRIVED, BEGAN, BEGAN_AT_ONCE, COMPLETED, INSIDE, MOST_WAITING, REFUSED, WAITING } = stageField;

/** Moves somebody out of `from` (null: from outside) to `to`, and through any forks at once. */
export function send(run: RunState, slot: number, from: StageState | null, to: number): void {
  for (let forks = 0; forks < mostPasses; forks++) {
    if (from !== null) {
      from.moved[to + 1]++;
      if (to !== LEAVES && to <= from.index) goRound(run, slot);
    }
    if (to === LEAVES) {
      leave(run, slot);
      return;
    }
    const stage = run.stages[to];
    const { live } = stage;
    live[ARRIVED]++;
    if (run.by !== null) countComing(run, slot, to);
    if (stage.stay === instant) {
      passThrough(run, slot, stage);
      from = stage;
      to = choose(run, slot, stage);
      continue;
    }
    if (enter(run, slot, stage)) return;
    live[REFUSED]++;
    from = stage;
    to = stage.fullTo;
  }
  run.stopping = 'Forks send people round without any time passing. Give one stage of the loop a duration.';
}

/** Takes a place at a stage, or joins its list; false when the list is full. */
function enter(run: RunState, slot: number, stage: StageState): boolean {
  const { people } = run;
  const { live } = stage;
  people.whole[slot * FIELDS_WHOLE + STAGE] = stage.index;
  people.whole[slot * FIELDS_WHOLE + VISITS]++;
  people.real[slot * FIELDS_REAL + SINCE] = run.now;
  const atOnce = stage.groupAtLeast === 0 && hasRoom(run, stage);
  if (!atOnce && live[WAITING] >= live[MOST_WAITING]) return false;
  settle(run, stage);
  if (atOnce) begin(run, slot, stage);
  else {
    wait(run, slot, stage);
    if (stage.groupAtLeast > 0) fill(run, stage);
  }
  return true;
}

/** At a fork: there and done at once. */
function passThrough(run: RunState, slot: number, stage: StageState): void {
  const { live } = stage;
  live[BEGAN]++;
  live[BEGAN_AT_ONCE]++;
  stage.waitCounts[0]++;
  if (run.by !== null) countBeginning(run, slot, stage.index, 0);
  complete(run, slot, stage);
}

function leave(run: RunState, slot: number): void {
  const { statistics, people } = run;
  const visits = people.whole[slot * FIELDS_WHOLE + VISITS];
  statistics.left++;
  statistics.leftInPeriod[run.period]++;
  statistics.timeInFlowSum[run.period] += run.now - people.real[slot * FIELDS_REAL + CAME];
  if (statistics.timeInFlowCounts !== null) countTimeInFlow(run, slot, statistics.timeInFlowCounts);
  statistics.visits[Math.min(visits, statistics.visits.length - 1)]++;
  release(people, slot);
}

/** Only where the network asks: it is not on the way of every event. */
function countTimeInFlow({ people, now, period }: RunState, slot: number, counts: Uint32Array): void {
  counts[period * waitBins + waitBin(now - people.real[slot * FIELDS_REAL + CAME])]++;
}

/** Stayed to the end: what that makes of them. */
export function complete(run: RunState, slot: number, { live, sets, terms }: StageState): void {
  const { people } = run;
  live[COMPLETED]++;
  if (terms !== null) serveAnew(run, slot, terms);
  if (sets) {
    for (const { attribute, value } of sets) {
      people.attributes[slot * people.attributeCount + attribute] = value;
    }
  }
}

/** Gives up a place or a position in the list; a freed place goes to the next before the person moves on. */
export function giveUp(run: RunState, slot: number, stage: StageState): void {
  const { people } = run;
  const { live, needs } = stage;
  settle(run, stage);
  if (people.whole[slot * FIELDS_WHOLE + IS_INSIDE] === 0) {
    leaveList(stage.list, people, slot);
    live[WAITING]--;
    if (run.by !== null) countChange(run, slot, stage.index, OF_WAITING, -1);
    return;
  }
  live[INSIDE]--;
  if (stage.terms !== null) stopServing(run, slot);
  if (run.by !== null) countChange(run, slot, stage.index, OF_INSIDE, -1);
  if (stage.groupAtLeast > 0) {
    leaveGroup(run.groups, people, slot);
    return;
  }
  if (needs === null) {
    if (live[WAITING] > 0) fill(run, stage);
  } else {
    letGo(run, needs);
    fillNeeded(run, needs);
  }
}

/** Where the routes of the day send this person: one uniform against the running sum of the shares. */
export function choose(run: RunState, slot: number, stage: StageState): number {
  const { routes } = stage;
  if (stage.oneWay) return routes[0].to[0];
  const { to, share } =
    routes.length === 1 && routes[0].when === undefined
      ? routes[0]
      : (inForce(run, slot, routes) ?? routes[0]);
  const last = to.length - 1;
  if (last === 0) return to[0];
  const { people } = run;
  const key = decision(people.whole[slot * FIELDS_WHOLE + PASS], stage.luck, purpose.route);
  let left = uniformOf(run.luck, people.whole[slot * FIELDS_WHOLE + KEY], key);
  for (let i = 0; i < last; i++) {
    left -= share[i];
    if (left < 0) return to[i];
  }
  return to[last];
}

/** A new time round, so that no draw is ever used twice. */
export function goRound(run: RunState, slot: number): void {
  const passes = ++run.people.whole[slot * FIELDS_WHOLE + PASS];
  if (passes >= mostPasses) {
    run.stopping =
      `Somebody has gone round ${mostPasses} times. The flow has a loop in which almost no time passes; ` +
      `give one of its stages a duration.`;
  }
}
