import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import type { Beside } from '../extract/open-beside.ts';
import type { Table } from '../extract/table.ts';
import type { Estimate, Withheld } from '../report/estimate.ts';
import type { NegativeControl } from '../report/report.ts';
import type { When } from '../report/when.ts';
import type { Cohort } from './cohort.ts';
import type { Outcome } from './outcome.ts';
import type { PairDesign } from './pair-design.ts';

/** What the detectors of traps may look at. */
export interface TrapContext {
  readonly protocol: Protocol;
  readonly tables: ReadonlyMap<string, Table>;
  readonly beside: Beside;
  readonly cohort: Cohort;
  readonly outcome: Outcome;
  readonly pair: PairDesign;
  /** People of the pair by arm, first and second: indices into the cohort. */
  readonly people: readonly [Int32Array, Int32Array];
  readonly naive: Estimate | Withheld;
  readonly headline: Estimate | Withheld;
  readonly control: NegativeControl | undefined;
  readonly effectiveShare: readonly [number, number];
  readonly when: When | undefined;
}

/** One arm of the pair: its name, its part of the protocol and its people. */
export interface Side {
  readonly arm: string;
  readonly spec: Protocol['arms'][string];
  readonly people: Int32Array;
}

export function sidesOf({ protocol, pair, people }: TrapContext): readonly [Side, Side] {
  const side = (arm: string, own: Int32Array): Side => ({ arm, spec: protocol.arms[arm], people: own });
  return [side(pair.first, people[0]), side(pair.second, people[1])];
}

/** Column tests of `where`, one for each time that a column is named, with the alternatives among them. */
export function testsIn(where: Where): { column: string; test: Where['all'][string]; isChoice: boolean }[] {
  const of = (part: Where['all'], isChoice: boolean) =>
    Object.entries(part).map(([column, test]) => ({ column, test, isChoice }));
  return [...of(where.all, false), ...(where.any ?? []).flatMap(part => of(part, true))];
}

/** The words that a test of a category asks for. */
export function wordsOf(test: Where['all'][string]): string[] {
  if (Array.isArray(test)) return test;
  return typeof test === 'string' ? [test] : [];
}

const number = (n: number): string => n.toLocaleString('en-GB');

/** "12 of 340 people, 3.5%". */
export function sayShare(count: number, of: number): string {
  return `${number(count)} of ${number(of)} people${of === 0 ? '' : `, ${((100 * count) / of).toFixed(1)}%`}`;
}

/** "12 of 340 people, on average 31 days each". */
export function sayDays(count: number, of: number, days: number): string {
  return `${number(count)} of ${number(of)} people, on average ${number(Math.round(days / count))} days each`;
}
