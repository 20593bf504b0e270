import { atLevel } from '../chance/chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from '../chance/chance-effect.ts';
import type { InstrumentedEffect } from '../chance/instrumented-effect.ts';
import type { Interval } from '../effect/proportion.ts';
import type { Measure } from './estimate.ts';

/** What happened to the people of a pair; one value for each. */
export interface ChanceOutcome {
  readonly event: Uint8Array;
  /** Days to the event or the end of follow-up; a waiting list needs them. */
  readonly time: Float64Array | undefined;
}

export interface NamedEffect {
  readonly name: string;
  readonly effect: ChanceEffect;
}

/** A design's figure, first arm less second. */
export interface ChanceFigure {
  readonly measure: Measure;
  readonly value: number;
  readonly standardError: number;
  /** Undefined where the instrument is so weak that no interval bounds the effect. */
  readonly interval: Interval | undefined;
  /** Level in the first arm and in the second, as the design has them. */
  readonly means: readonly [number, number];
  readonly method: string;
  readonly effects: readonly NamedEffect[];
  /** The same figure in other ways. */
  readonly others: readonly NamedEffect[];
  readonly checks: readonly AssumptionCheck[];
  /** People with an event and days at risk by arm, where people are in both arms in turn. */
  readonly turns?: readonly [Turn, Turn];
}

export interface Turn {
  readonly people: number;
  readonly events: number;
  readonly years: number;
}

/** A figure that is an effect as it stands. */
export function sharp(effect: ChanceEffect, level: number) {
  const { value, standardError, method } = effect;
  return {
    measure: 'risk difference' as Measure,
    value,
    standardError,
    interval: atLevel(effect, level).interval,
    method,
  };
}

/** A figure by an instrument, with the interval that is right however weak it is. */
export function instrumented({ effect, andersonRubin }: InstrumentedEffect, level: number) {
  const interval =
    andersonRubin.kind === 'interval'
      ? // The set holds the estimate; rounding may leave it a hair outside.
        {
          lower: Math.min(andersonRubin.lower, effect.value),
          upper: Math.max(andersonRubin.upper, effect.value),
          level,
        }
      : undefined;
  return {
    measure: 'risk difference' as Measure,
    value: effect.value,
    standardError: effect.standardError,
    interval,
    method: `${effect.method}; interval by Anderson and Rubin (1949), right however weak the instrument`,
  };
}

/** Shares with an event in the first and in the second arm, as they come. */
export function sharesOf(event: Uint8Array, treated: Uint8Array): readonly [number, number] {
  const people = [0, 0];
  const events = [0, 0];
  event.forEach((own, i) => {
    people[treated[i]]++;
    events[treated[i]] += own;
  });
  return [events[1] / Math.max(1, people[1]), events[0] / Math.max(1, people[0])];
}
