import { holds } from './condition.ts';
import { schedule } from './event-queue.ts';
import { hazardBetween, hazardReaches } from './hazard.ts';
import { kind } from './kind.ts';
import { decision, exponentialOf, mostPasses, purpose } from './luck.ts';
import { personField } from './people.ts';
import type { RunState } from './run-state.ts';

const { FIELDS_WHOLE, KEY } = personField;
const { firstRisk, kindBits } = kind;

/**
 * Sets every risk of somebody who begins to wait or to be inside at a stage. What their ratio depends on is
 * looked up now, and stands until they next move.
 */
export function atRisk(run: RunState, slot: number, stage: number, inside: number): void {
  const { risks, stageRatio } = run;
  const count = risks.length;
  for (let risk = 0; risk < count; risk++) {
    let ratio = stageRatio[(stage * count + risk) * 2 + inside];
    const { ratios } = risks[risk];
    if (ratio > 0 && ratios !== undefined) {
      for (const row of ratios) if (holds(run, slot, row.when)) ratio *= row.ratio;
    }
    setRatio(run, slot, risk, ratio);
  }
}

/** Changes the ratio of a risk from now on; what was used up of the latent exponential stays used up. */
function setRatio(run: RunState, slot: number, risk: number, ratio: number): void {
  const { people, now } = run;
  const clocks = people.risks;
  const own = slot * people.riskCount + risk;
  const before = clocks.ratio[own];
  if (ratio === before) return;
  if (before > 0) {
    const from = clocks.countsFrom[own];
    const used = hazardBetween(run.hazards[risk], clocks.settledAt[own] - from, now - from);
    clocks.left[own] = Math.max(0, clocks.left[own] - before * used);
  } else clocks.countsFrom[own] = run.risks[risk].clock === 'date' ? 0 : now;
  clocks.ratio[own] = ratio;
  clocks.settledAt[own] = now;
  clocks.event[own] = -1;
  if (ratio > 0) scheduleRisk(run, slot, risk);
}

/** Schedules what will happen if nothing changes before. */
export function scheduleRisk(run: RunState, slot: number, risk: number): void {
  const { people, now } = run;
  const clocks = people.risks;
  const own = slot * people.riskCount + risk;
  if (Number.isNaN(clocks.left[own])) {
    if (clocks.drawn[own] === mostPasses) {
      run.stopping =
        `Risk ${run.risks[risk].name} has come to pass ${mostPasses} times for one person, in almost no time. ` +
        `Lower its hazard.`;
      return;
    }
    const key = decision(clocks.drawn[own]++, run.risks[risk].luck, purpose.risk);
    clocks.left[own] = exponentialOf(run.luck, people.whole[slot * FIELDS_WHOLE + KEY], key);
  }
  const from = clocks.countsFrom[own];
  const time = from + hazardReaches(run.hazards[risk], now - from, clocks.left[own] / clocks.ratio[own]);
  // What lies beyond the end is never scheduled: the queue holds only what can still happen.
  clocks.event[own] =
    time <= run.horizon
      ? schedule(run.queue, Math.max(now, time), (slot << kindBits) | (firstRisk + risk))
      : -1;
}

/** After it happened: the next time has a latent exponential of its own, and counts from now. */
export function forgetRisk(run: RunState, slot: number, risk: number): void {
  const clocks = run.people.risks;
  const own = slot * run.people.riskCount + risk;
  clocks.left[own] = Number.NaN;
  clocks.settledAt[own] = run.now;
  clocks.event[own] = -1;
}
