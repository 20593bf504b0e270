import { cumulativeIncidence } from '../effect/cumulative-incidence.ts';
import { kaplanMeier } from '../effect/kaplan-meier.ts';
import { peopleCompared } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { takeBytes, takeNumbers } from '../take.ts';

/** Days and ends of the people of one arm who are in the comparison. */
export interface ArmTimes {
  readonly time: Float64Array;
  readonly event: Uint8Array;
  /** 1 where something else came first, for an outcome with a competing end. */
  readonly competing: Uint8Array | undefined;
  readonly weights: Float64Array;
}

/** The share not detected at each distinct day, with the ends of its log-log band. */
export interface ArmCurve {
  readonly time: Float64Array;
  readonly events: Float64Array;
  readonly undetected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly standardError: Float64Array;
}

/**
 * By Kaplan and Meier (1958); where something else can come first, one less the share detected by Aalen and Johansen
 * (1978), because whoever has died is not somebody who may still be detected.
 */
export function armCurve({ competing, ...data }: ArmTimes): ArmCurve {
  if (competing === undefined) {
    const { survival: undetected, ...curve } = kaplanMeier(data);
    return { ...curve, undetected };
  }
  const cause = data.event.map((event, i) => (event === 1 ? 1 : competing[i] === 1 ? 2 : 0));
  const incidence = cumulativeIncidence({ time: data.time, cause, weights: data.weights }, 'log-log');
  const { time } = incidence;
  const detected = incidence.causes.find(one => one.cause === 1);
  if (detected === undefined) {
    const ones = new Float64Array(time.length).fill(1);
    const none = new Float64Array(time.length);
    return { time, events: none, undetected: ones, lower: ones, upper: ones, standardError: none };
  }
  const left = (share: Float64Array): Float64Array => share.map(own => 1 - own);
  const { events, share, lower, upper, standardError } = detected;
  return {
    time,
    events,
    undetected: left(share),
    lower: left(upper),
    upper: left(lower),
    standardError,
  };
}

/** Times, ends and weights of the people of one arm who are in the comparison. */
export function armTimes(data: PairData, arm: 0 | 1): ArmTimes {
  const { weights, time, event, competing } = data;
  if (time === undefined) throw new Error('this outcome has no times');
  const own = peopleCompared(data, arm);
  return {
    time: takeNumbers(time, own),
    event: takeBytes(event, own),
    competing: competing && takeBytes(competing, own),
    weights: takeNumbers(weights, own),
  };
}
