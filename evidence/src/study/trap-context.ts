import type { Protocol } from '../protocol/read.ts';
import type { Table } from '../extract/table.ts';
import type { Estimate, Withheld } from '../report/estimate.ts';
import type { NegativeControl } from '../report/report.ts';
import type { Cohort } from './cohort.ts';
import type { Outcome } from './outcome.ts';
import type { PairDesign } from './pair-design.ts';

/** What the detectors of traps may look at. */
export interface TrapContext {
  readonly protocol: Protocol;
  readonly tables: ReadonlyMap<string, Table>;
  readonly cohort: Cohort;
  readonly outcome: Outcome;
  readonly pair: PairDesign;
  /** People of the pair by arm, first and second: indices into the cohort. */
  readonly people: readonly [Int32Array, Int32Array];
  readonly naive: Estimate | Withheld;
  readonly headline: Estimate | Withheld;
  readonly control: NegativeControl | undefined;
  readonly effectiveShare: readonly [number, number];
}

/** The arms of a pair: their names, their part of the protocol and their people. */
export function sidesOf({ protocol, pair, people }: TrapContext) {
  return [pair.first, pair.second].map((arm, side) => ({
    arm,
    spec: protocol.arms[arm],
    people: people[side],
  }));
}

/** "12 of 340 people, 4%". */
export function sayShare(count: number, of: number): string {
  return `${count.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} people${of === 0 ? '' : `, ${((100 * count) / of).toFixed(1)}%`}`;
}
