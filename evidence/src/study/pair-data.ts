import type { WeightedPair } from '../compare.ts';
import type { ComparablePair } from './pair-design.ts';
import type { Outcome } from './outcome.ts';

/** The people of one pair with their outcome; arrays have one value for each, in the order of `members`. */
export interface PairData {
  readonly members: Int32Array;
  readonly weighted: WeightedPair;
  readonly treated: Uint8Array;
  /** 0 for people whom the design left out, and for those without a day at risk where days at risk matter. */
  readonly weights: Float64Array;
  /** Matched sets, for standard errors by set. */
  readonly cluster: Int32Array | undefined;
  /** Whether the weights are those of matching or of classes. */
  readonly isMatched: boolean;
  readonly event: Uint8Array;
  readonly time: Float64Array | undefined;
  readonly competing: Uint8Array | undefined;
  readonly count: Float64Array | undefined;
  /** Days at risk. */
  readonly exposure: Float64Array | undefined;
}

export function pairData({ members, weighted, matched }: ComparablePair, outcome: Outcome): PairData {
  const { weights } = weighted.balancing;
  const exposure = picked(outcome.exposure, members);
  return {
    members,
    weighted,
    treated: weighted.treated,
    weights: exposure?.includes(0) ? weights.map((weight, i) => (exposure[i] > 0 ? weight : 0)) : weights,
    isMatched: matched !== undefined,
    cluster: matched?.sets?.map(set => Math.max(0, set)),
    event: picked(outcome.event, members),
    time: picked(outcome.time, members),
    competing: picked(outcome.competing, members),
    count: picked(outcome.count, members),
    exposure,
  };
}

/** Places of the people who are in the comparison: of both arms, or of one. */
export function peopleCompared({ weights, treated }: PairData, arm?: 0 | 1): Int32Array {
  const places = new Int32Array(weights.length);
  let count = 0;
  for (let i = 0; i < places.length; i++)
    if (weights[i] > 0 && (arm === undefined || treated[i] === arm)) places[count++] = i;
  return places.subarray(0, count);
}

/** The same people as they come, each counting once: what a naive comparison sees. */
export function unweighted(data: PairData): PairData {
  return {
    ...data,
    weights: data.weights.map((_, i) => (data.exposure === undefined || data.exposure[i] > 0 ? 1 : 0)),
    cluster: undefined,
    isMatched: false,
  };
}

type Values = Uint8Array | Float64Array;

export function picked<T extends Values>(values: T, members: Int32Array): T;
export function picked<T extends Values>(values: T | undefined, members: Int32Array): T | undefined;
export function picked<T extends Values>(values: T | undefined, members: Int32Array): T | undefined {
  if (values === undefined) return undefined;
  const own = (
    values instanceof Uint8Array ? new Uint8Array(members.length) : new Float64Array(members.length)
  ) as T;
  for (let i = 0; i < members.length; i++) own[i] = values[members[i]];
  return own;
}

/** Events among the people of each arm who are in the comparison, and how many these are. */
export function countArms(data: PairData): readonly [ArmCount, ArmCount] {
  const counts: [Counting, Counting] = [
    { n: 0, events: 0, people: 0, days: 0 },
    { n: 0, events: 0, people: 0, days: 0 },
  ];
  for (let i = 0; i < data.treated.length; i++) {
    if (data.weights[i] === 0) continue;
    const own = counts[data.treated[i] === 1 ? 0 : 1];
    own.n++;
    own.people += data.event[i];
    own.events += data.count === undefined ? data.event[i] : data.count[i];
    if (data.exposure !== undefined) own.days += data.exposure[i];
  }
  return counts;
}

export interface ArmCount {
  readonly n: number;
  /** Events: people with one, or offences where the outcome is a count. */
  readonly events: number;
  /** People with an event. */
  readonly people: number;
  readonly days: number;
}

type Counting = { -readonly [Key in keyof ArmCount]: ArmCount[Key] };
