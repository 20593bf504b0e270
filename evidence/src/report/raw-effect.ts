import { poolByRubin } from '../missing/rubin.ts';
import type { Pooled } from '../missing/rubin.ts';
import type { MakeEstimate } from './further-effects.ts';
import { intervalOf } from './interval-of.ts';
import { isRatio } from './estimate.ts';
import type { Estimate, Measure } from './estimate.ts';

/** A further measure of one set of people, before it is pooled and written down. */
export interface RawEffect {
  readonly measure: Measure;
  /** How, in a word or two, where several figures have this measure. */
  readonly by?: string;
  /** Of a ratio, its natural logarithm. */
  readonly value: number;
  readonly standardError: number;
  readonly means: readonly [number, number];
  /** With the name of its standard error. */
  readonly method: string;
  readonly assumes?: readonly string[];
}

export interface NotMade {
  readonly measure: string;
  readonly why: string;
}

export interface RawEffects {
  readonly made: readonly RawEffect[];
  readonly notMade: readonly NotMade[];
}

/** Makes each measure by itself; one that cannot be made is left out with the sentence in which it was refused. */
export function makeEach(
  measures: readonly (readonly [measure: string, make: () => RawEffect | NotMade])[],
): RawEffects {
  const made: RawEffect[] = [];
  const notMade: NotMade[] = [];
  for (const [measure, make] of measures) {
    try {
      const effect = make();
      if ('why' in effect) notMade.push(effect);
      else if (
        Number.isFinite(effect.value) &&
        effect.standardError > 0 &&
        Number.isFinite(effect.standardError)
      )
        made.push(effect);
      else notMade.push({ measure, why: 'Too few people speak of it: it has no standard error.' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      notMade.push({ measure, why: error.message });
    }
  }
  return { made, notMade };
}

/**
 * Effects of several imputations as one each by Rubin's rules; those of one set of people as they are. A measure that
 * some imputation could not make is not made.
 */
export function pooledEffects(
  [own, ...others]: readonly [RawEffects, ...RawEffects[]],
  people: number,
  level: number,
  make: MakeEstimate,
): { readonly effects: readonly Estimate[]; readonly notMade: readonly NotMade[] } {
  const notMade = [...own.notMade];
  const effects = own.made.flatMap((effect): Estimate[] => {
    const all = others.flatMap(({ made }) => made.filter(other => isSame(other, effect)));
    if (others.length === 0) return [written(effect, level, make)];
    if (all.length < others.length) {
      notMade.push({
        measure: named(effect),
        why: 'It could not be made of every imputation of the covariates.',
      });
      return [];
    }
    const every = [effect, ...all];
    const pooled = poolOrWhy(every, people);
    if (typeof pooled === 'string') {
      notMade.push({ measure: named(effect), why: pooled });
      return [];
    }
    const { estimate: value, standardError, degreesOfFreedom } = pooled;
    const method = `${effect.method}; pooled over ${every.length} imputations by Rubin's rules`;
    return [written({ ...effect, value, standardError, method }, level, make, degreesOfFreedom)];
  });
  return { effects, notMade };
}

/** @returns why not, in a sentence, where so much is missing that nothing can be pooled */
function poolOrWhy(every: readonly RawEffect[], people: number): Pooled | string {
  try {
    return poolByRubin(
      every.map(({ value }) => value),
      every.map(({ standardError }) => standardError ** 2),
      people - 2,
    );
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function isSame(one: RawEffect, other: RawEffect): boolean {
  return one.measure === other.measure && one.by === other.by;
}

export function named({ measure, by }: Pick<RawEffect, 'measure' | 'by'>): string {
  return by === undefined ? measure : `${measure} (${by})`;
}

function written(
  { value, standardError, measure, ...rest }: RawEffect,
  level: number,
  make: MakeEstimate,
  degreesOfFreedom?: number,
): Estimate {
  const { lower, upper } = intervalOf(value, standardError, level, degreesOfFreedom);
  const scaled = isRatio(measure) ? Math.exp : (x: number) => x;
  return make({
    ...rest,
    measure,
    value: scaled(value),
    lower: scaled(lower),
    upper: scaled(upper),
    standardError,
    ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
  });
}
