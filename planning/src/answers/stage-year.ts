import { compile } from '../scenario/compile.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { runNetwork } from '../engine/run-network.ts';
import { countUpTo } from '../engine/wait-bins.ts';

/** What became, in the last year of a run, of the people who wanted a place at one stage. */
export interface StageYear {
  readonly came: number;
  readonly began: number;
  /** Of them, after so many days or sooner. */
  readonly beganInTime: number;
  /** Left the list before they had a place, for whatever reason. */
  readonly left: number;
  readonly refused: number;
  /** Wait at the end of the year, and have waited for longer than so many days. */
  readonly waitsLonger: number;
  /** All of these: who still waits within so many days is not among them. */
  readonly settled: number;
}

/** Runs it once under these values and the luck of (seed, run); null when the run was stopped. */
export function stageYearOf(
  scenario: Scenario,
  order: readonly string[],
  values: Values,
  luck: ReadonlyMap<string, number>,
  { seed, run, days }: { readonly seed: number; readonly run: number; readonly days: number },
): StageYear | null {
  const network = compile(scenario, order, values, luck);
  const s = runNetwork(network, seed, run);
  if (s.stopped !== null) return null;
  const stage = order.indexOf(scenario.place);
  const cell = (scenario.years - 1) * s.stages + stage;
  const waitedBefore =
    scenario.years === 1 ? (network.stages[stage].startWaiting ?? 0) : s.waitingAtEnd[cell - s.stages];
  const [came, began, refused, waiting] = [s.arrived, s.began, s.refused, s.waitingAtEnd].map(
    counts => counts[cell],
  );
  // Whoever waited or came, and neither began nor was refused nor waits, has left: patience, an order, a risk.
  const left = waitedBefore + came - refused - began - waiting;
  const waitsLonger = waiting - countUpTo(s.waitedAtEnd, stage, days);
  return {
    came,
    began,
    beganInTime: countUpTo(s.waitCounts, cell, days),
    left,
    refused,
    waitsLonger,
    settled: began + left + refused + waitsLonger,
  };
}
