import { begin, wait } from './begin.ts';
import { OF_INSIDE, OF_WAITING, countBeginning, countChange, countComing } from './by-attribute.ts';
import { inForce } from './condition.ts';
import { fill, fillNeeded } from './fill.ts';
import { leaveGroup } from './groups.ts';
import { decision, mostPasses, purpose, uniformOf } from './luck.ts';
import { LEAVES } from './network.ts';
import {
  CAME,
  FIELDS_REAL,
  FIELDS_WHOLE,
  KEY,
  PASS,
  INSIDE as IS_INSIDE,
  SINCE,
  STAGE,
  VISITS,
  release,
} from './people.ts';
import { hasRoom, letGo, settle } from './room.ts';
import type { RunState } from './run-state.ts';
import {
  ARRIVED,
  BEGAN,
  BEGAN_AT_ONCE,
  COMPLETED,
  INSIDE,
  MOST_WAITING,
  REFUSED,
  WAITING,
  stay,
} from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { visitBins } from './statistics.ts';
import { leaveList } from './waiting-list.ts';

/** Moves somebody out of `from` (null: from outside) to `to`, and through any forks at once. */
export function send(run: RunState, slot: number, from: StageState | null, to: number): void {
  const { people } = run;
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
    if (stage.stay === stay.instant) {
      live[BEGAN]++;
      live[BEGAN_AT_ONCE]++;
      stage.waitCounts[0]++;
      if (run.by !== null) countBeginning(run, slot, to, 0);
      complete(run, slot, stage);
      from = stage;
      to = choose(run, slot, stage);
      continue;
    }
    people.whole[slot * FIELDS_WHOLE + STAGE] = to;
    people.whole[slot * FIELDS_WHOLE + VISITS]++;
    people.real[slot * FIELDS_REAL + SINCE] = run.now;
    const forGroups = stage.groupAtLeast > 0;
    if (!forGroups && hasRoom(run, stage)) {
      settle(run, stage);
      begin(run, slot, stage);
      return;
    }
    if (live[WAITING] < live[MOST_WAITING]) {
      wait(run, slot, stage, false);
      if (forGroups) fill(run, stage);
      return;
    }
    live[REFUSED]++;
    from = stage;
    to = stage.fullTo;
  }
  run.stopping = 'Forks send people round without any time passing. Give one stage of the loop a duration.';
}

function leave(run: RunState, slot: number): void {
  const { statistics, people } = run;
  const visits = people.whole[slot * FIELDS_WHOLE + VISITS];
  statistics.left++;
  statistics.leftInPeriod[run.period]++;
  statistics.timeInFlowSum[run.period] += run.now - people.real[slot * FIELDS_REAL + CAME];
  statistics.visits[visits < visitBins ? visits : visitBins - 1]++;
  release(people, slot);
}

/** Stayed to the end: what that makes of them. */
export function complete({ people }: RunState, slot: number, { live, sets }: StageState): void {
  live[COMPLETED]++;
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
