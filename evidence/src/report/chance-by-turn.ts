import type { ChanceEffect } from '../chance/chance-effect.ts';
import { steppedRollOut } from '../chance/stepped-roll-out.ts';
import { waitingList } from '../chance/waiting-list.ts';
import { cellMeans } from '../study/chance-cells.ts';
import type { SteppedGround, WaitingGround } from '../study/chance-ground.ts';
import type { ChancePeople } from '../study/chance-people.ts';
import { sharesOf, sharp } from './chance-shape.ts';
import type { ChanceFigure, ChanceOutcome } from './chance-shape.ts';

/** The estimator counts events a thousand person-years; an estimate, a person-year. */
const THOUSAND = 1000;

/** The rate with a place against the rate while waiting, at the same time since joining. */
export function waitingFigure(
  bandDays: number,
  { startedAfter, stratum }: WaitingGround,
  { checked }: ChancePeople,
  { event, time }: ChanceOutcome,
  level: number,
): ChanceFigure {
  if (time === undefined) throw new RangeError('A waiting list needs the day of each event.');
  // A place after the event, or after the end of follow-up, comes too late to count.
  const inTime = startedAfter.map((day, i) => (day > time[i] ? Number.NaN : day));
  const data = { startedAfter: inTime, followedFor: time, event, stratum, covariates: checked };
  const found = waitingList({ ...data, bandDays });
  const ofPersons = ({ method, ...effect }: ChanceEffect): ChanceEffect => ({
    method,
    value: effect.value / THOUSAND,
    standardError: effect.standardError / THOUSAND,
    interval: {
      ...effect.interval,
      lower: effect.interval.lower / THOUSAND,
      upper: effect.interval.upper / THOUSAND,
    },
  });
  const difference = ofPersons(found.rateDifference);
  const { waiting, withPlace, logRateRatio } = found;
  const waitingRate = waiting.years > 0 ? waiting.events / waiting.years : 0;
  return {
    ...sharp(difference, level),
    measure: 'rate difference',
    means: [waitingRate + difference.value, waitingRate],
    effects: [
      { name: 'difference of rates, a person and year', effect: difference },
      ...(logRateRatio === undefined ? [] : [{ name: 'logarithm of the rate ratio', effect: logRateRatio }]),
    ],
    others: [Math.ceil(bandDays / 2), bandDays * 2].map(days => ({
      name: `compared in bands of ${days} days`,
      effect: ofPersons(waitingList({ ...data, bandDays: days }).rateDifference),
    })),
    checks: found.checks,
    turns: [withPlace, waiting],
  };
}

/** The change in regions that had it, against those that did not have it yet. */
export function steppedFigure(
  ground: SteppedGround,
  { treated }: ChancePeople,
  { event }: ChanceOutcome,
  level: number,
): ChanceFigure {
  const { regions, starts, startsAt } = ground;
  const data = { regions: regions.length, periods: starts.length, startsAt, ...cellMeans(ground, event) };
  const found = steppedRollOut(data);
  const [withIt] = sharesOf(event, treated);
  const without = regions.flatMap((name, left) => {
    const effect = leavingOut(data, left);
    return effect === undefined ? [] : [{ name: `without ${name}`, effect }];
  });
  return {
    ...sharp(found.effect, level),
    means: [withIt, withIt - found.effect.value],
    effects: [{ name: 'change in regions that had it', effect: found.effect }],
    others: without,
    checks: found.checks,
  };
}

/** The figure without one region; undefined where too few would be left. */
function leavingOut(data: Parameters<typeof steppedRollOut>[0], left: number): ChanceEffect | undefined {
  const { periods, regions, mean, people, startsAt } = data;
  const keep = (values: ArrayLike<number>, width: number): number[] =>
    Array.from(values).filter((_, k) => Math.floor(k / width) !== left);
  const starting = Array.from(startsAt).filter((at, r) => r !== left && at > 0 && at < periods).length;
  if (starting < 4) return undefined;
  try {
    return steppedRollOut({
      regions: regions - 1,
      periods,
      mean: keep(mean, periods),
      people: keep(people, periods),
      startsAt: keep(startsAt, 1),
    }).effect;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
