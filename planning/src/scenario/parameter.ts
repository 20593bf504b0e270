import { gammaOf, luck, uniformOf } from '../engine/luck.ts';
import { betaQuantile, normalQuantile, quantileSorted } from '@throughcare/numerics';
import type { ParameterText } from './parameter-schema.ts';
import { units } from './unit.ts';

/** Keys of the last group of people, which nobody has: the luck of parameters. */
const drawOf = 0xffffffff;
const zeroOf = 0xfffffffe;
const otherDrawOf = 0xfffffffd;

/**
 * The number of a parameter in its own unit for replication `run`. The draw is keyed by the parameter's name:
 * scenarios that share a parameter share its value, ones that disagree about it take the same quantile of
 * their own distributions, and a new parameter moves no other. Only `counted` needs two draws.
 */
export function drawParameter(name: string, parameter: ParameterText, seed: number, run: number): number {
  const mine = luck(seed, run);
  const key = nameKey(name);
  if (parameter.orZero !== undefined && uniformOf(mine, zeroOf, key) < parameter.orZero) return 0;
  if (parameter.counted) {
    // Jeffreys' prior with the count gives a Beta(yes + 1/2, no + 1/2).
    const { yes, of } = parameter.counted;
    const first = gammaOf(mine, drawOf, key, yes + 0.5);
    const drawn = (first / (first + gammaOf(mine, otherDrawOf, key, of - yes + 0.5))) * 100;
    const [low, high] = endsOfCount(parameter);
    return Math.min(high, Math.max(low, drawn));
  }
  if (parameter.drawn) {
    const { together, values } = parameter.drawn;
    return values[Math.floor(uniformOf(mine, drawOf, nameKey(together)) * values.length)];
  }
  return quantileOf(parameter, uniformOf(mine, drawOf, key));
}

/** Where run `run` stands on the scale of a parameter (`valueAtShare`), from 0 to 1. */
export function shareDrawn(name: string, seed: number, run: number): number {
  return uniformOf(luck(seed, run), drawOf, nameKey(name));
}

/** In the units that a run works in: days, pounds, shares from 0 to 1. */
export function inRunUnits(parameter: ParameterText, value: number): number {
  return value * units[parameter.unit].size;
}

/**
 * The value that a share `p` of all draws lies below, in the parameter's own unit: `orZero` is the lowest of them.
 * A calibration moves every parameter along this one scale, from 0 to 1.
 */
export function valueAtShare(parameter: ParameterText, p: number): number {
  const { orZero = 0 } = parameter;
  return p < orZero ? 0 : quantileOf(parameter, (p - orZero) / (1 - orZero));
}

/**
 * One draw in a million would pass this end of what has none: there the end stands. A plan is checked at its ends, so none
 * that passed is refused by a draw that lies where nobody looked.
 */
const hardlyEver = 1e-6;
const within = (p: number): number => Math.min(1 - hardlyEver, Math.max(hardlyEver, p));

const countEnds = new WeakMap<ParameterText, readonly [low: number, high: number]>();

/** The ends of a counted share, worked out once. */
function endsOfCount(parameter: ParameterText): readonly [low: number, high: number] {
  let ends = countEnds.get(parameter);
  if (ends === undefined) {
    ends = [quantileOf(parameter, 0), quantileOf(parameter, 1)];
    countEnds.set(parameter, ends);
  }
  return ends;
}

/** The value that a share `p` of draws lies below, `orZero` left out. */
function quantileOf(parameter: ParameterText, p: number): number {
  if (parameter.value !== undefined) return parameter.value;
  if (parameter.drawn) return quantileSorted(Float64Array.from(parameter.drawn.values).sort(), p, 6);
  if (parameter.counted) {
    // Jeffreys' prior with the count.
    const { yes, of } = parameter.counted;
    return 100 * betaQuantile(within(p), yes + 0.5, of - yes + 0.5);
  }
  if (parameter.uniform) return parameter.uniform[0] + p * (parameter.uniform[1] - parameter.uniform[0]);
  if (parameter.triangular) {
    const [low, mode, high] = parameter.triangular;
    const split = (mode - low) / (high - low);
    return p < split
      ? low + Math.sqrt(p * (high - low) * (mode - low))
      : high - Math.sqrt((1 - p) * (high - low) * (high - mode));
  }
  const { median, sigma } = parameter.lognormal!;
  return median * Math.exp(sigma * normalQuantile(within(p)));
}

/** The least and the greatest value that can be drawn, in the parameter's own unit. */
export function boundsOf(parameter: ParameterText): [low: number, high: number] {
  const { value, uniform, triangular, counted, drawn } = parameter;
  const [low, high]: [number, number] =
    value !== undefined
      ? [value, value]
      : drawn
        ? [Math.min(...drawn.values), Math.max(...drawn.values)]
        : uniform
          ? uniform
          : triangular
            ? [triangular[0], triangular[2]]
            : counted
              ? [0, 100]
              : [0, Infinity];
  return [parameter.orZero === undefined ? low : Math.min(0, low), high];
}

/** Whether exactly 0 can be drawn. */
export function canBeNothing({ value, drawn, orZero }: ParameterText): boolean {
  return value === 0 || orZero !== undefined || (drawn?.values.includes(0) ?? false);
}

/** As `boundsOf`, but of what has no bounds the ends beyond which nothing is drawn. */
export function hardlyBeyond(parameter: ParameterText): [low: number, high: number] {
  const [low, high] = boundsOf(parameter);
  if (parameter.lognormal === undefined) return [low, high];
  return [parameter.orZero === undefined ? quantileOf(parameter, 0) : 0, quantileOf(parameter, 1)];
}

/**
 * Middle and ends of what a parameter is taken to be, in its own unit: nineteen in twenty draws lie between the ends, or
 * all of them where it has bounds. `orZero` is left out of the middle and is the low end.
 */
export function rangeOf(parameter: ParameterText): { low: number; middle: number; high: number } {
  const { counted, lognormal, drawn, orZero } = parameter;
  const at = (p: number): number => quantileOf(parameter, p);
  const [low, high] = counted || lognormal || drawn ? [at(0.025), at(0.975)] : boundsOf(parameter);
  return { low: orZero === undefined ? low : Math.min(0, low), middle: at(0.5), high };
}

/** The number and its uncertainty in words: "4 to 8 years". */
export function inWords(parameter: ParameterText): string {
  const { value, uniform, triangular, lognormal, counted, drawn, unit, orZero } = parameter;
  const number = (n: number): string => n.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  const amount = (text: string): string =>
    unit.startsWith('£')
      ? `£${text}${unit.slice(1)}`
      : unit === 'hazard ratio'
        ? `${text} times the hazard`
        : `${text} ${unit}`;
  const body = counted
    ? `${counted.yes.toLocaleString('en-GB')} of ${counted.of.toLocaleString('en-GB')} people`
    : value !== undefined
      ? amount(value.toLocaleString('en-GB'))
      : uniform
        ? amount(`${number(uniform[0])} to ${number(uniform[1])}`)
        : triangular
          ? amount(
              `${number(triangular[0])} to ${number(triangular[2])}, most likely ${number(triangular[1])}`,
            )
          : drawn
            ? amount(
                `${number(quantileOf(parameter, 0.5))}, 95 in 100 from ${number(quantileOf(parameter, 0.025))} to ${number(quantileOf(parameter, 0.975))}, as calibrated`,
              )
            : amount(
                `${number(lognormal!.median)}, 95 in 100 from ${number(lognormal!.median * Math.exp(-1.96 * lognormal!.sigma))} to ${number(lognormal!.median * Math.exp(1.96 * lognormal!.sigma))}`,
              );
  return orZero === undefined ? body : `${body}; exactly none with probability ${orZero}`;
}

/** FNV-1a, 32 bits: a fixed number for a name. Two names of one scenario with the same number are refused. */
export function nameKey(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
