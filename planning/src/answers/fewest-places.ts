import { refuseNoNumber, refuseNoWhole } from '../engine/refuse/argument.ts';
import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { daysAYear } from '../scenario/unit.ts';
import { usedParameters } from '../scenario/assumptions.ts';
import { drawsOf, ordersOf } from './draws.ts';
import { estimate } from './estimate.ts';
import type { Estimate } from './plan-result.ts';
import { stageYearOf } from './stage-year.ts';
import type { StageYear } from './stage-year.ts';
import { whatDecides } from './what-decides.ts';
import type { WhatDecides } from './what-decides.ts';

/** The fewest places at which 9 in 10 of those who wanted a place had one within the limit. */
export interface FewestPlaces {
  readonly days: number;
  /**
   * Over the runs; each finds its own fewest, so the interval holds what we don't know and chance. Null where more places
   * than were tried are needed: the middle in half of the runs, an end in those that lie there.
   */
  readonly places: AtMost;
  /**
   * What the stage costs in the drawn year with so many places, in pounds: every place taken all year at its cost a year,
   * and whoever comes and begins at theirs. Null where the scenario says no cost; its figures are as those of the places.
   */
  readonly costAYear: AtMost | null;
  /** Runs in which even `most` were too few. */
  readonly notEnough: number;
  /**
   * What became of those who wanted a place in the year, with so many: shares of those who began, left the list, were
   * refused, or wait for longer than the limit. Where even `most` were too few, with those.
   */
  readonly shares: {
    readonly beganInTime: Estimate;
    readonly began: Estimate;
    readonly left: Estimate;
    readonly refused: Estimate;
    readonly waitsLonger: Estimate;
  };
  /**
   * Why one place fewer is not enough (where even `most` were too few, why those are not): in how many runs what became of most
   * of those who had none in time. Runs in which one place is enough bind nothing.
   */
  readonly binds: readonly { readonly what: Binds; readonly runs: number }[];
  /** Which assumption decides how many it takes. */
  readonly decides: WhatDecides;
}

/** What became of whoever had no place in time. */
export type Binds = 'begin too late' | 'leave the list' | 'are refused' | 'wait longer still';

/** What one run finds. */
export interface FewestOfRun {
  /** Null where more than `most` are needed. */
  readonly places: number | null;
  /** The drawn year with so many, or with `most`; null when it was stopped. */
  readonly year: StageYear | null;
  readonly cost: number;
  readonly binds: Binds | null;
}

/** What is looked for. */
export interface FewestAsked {
  readonly days: number;
  readonly most: number;
  readonly seed: number;
}

/** An estimate whose ends may lie beyond what was tried: null. */
export interface AtMost {
  readonly id: string;
  readonly middle: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A name that no file can give a parameter. */
const tried = ' places tried';
const wantedShare = 0.9;

/**
 * Searches by halving, on the same luck for every number of places that is tried, for the scenario's place in its
 * drawn year. Places are there from the first day; growth and openings are set aside. Whoever left the list, was refused,
 * or waits for longer by the end of the year had no place in time, as much as whoever began late: else a service that
 * nearly everybody gives up would need one place. Whoever waits within the limit when the year ends is not counted.
 *
 * @param asked `days` to be kept, `most` places to be tried, `seed`, and `runs` of which each finds its own
 * @throws RangeError naming what of these cannot be
 */
export function fewestPlaces(
  scenario: Scenario,
  { runs, ...asked }: FewestAsked & { readonly runs: number },
): FewestPlaces {
  refuseNoWhole('runs', runs, 2);
  const one = fewestOfRun(scenario, asked);
  return fewestOfRuns(
    scenario,
    asked,
    Array.from({ length: runs }, (_, run) => one(run)),
  );
}

/** What runs 0 on found, as one answer. */
export function fewestOfRuns(
  scenario: Scenario,
  { days, seed }: FewestAsked,
  found: readonly FewestOfRun[],
): FewestPlaces {
  const years = found.flatMap(({ year }) => (year === null || year.settled === 0 ? [] : year));
  const share = (of: keyof StageYear): Estimate =>
    estimate(
      `share.${of}`,
      years.map(year => year[of] / year.settled),
    );
  const places = found.map(each => each.places ?? Infinity);
  const draws = drawsOf(
    [scenario],
    [usedParameters(scenario)],
    found.map((_, run) => ({ values: [drawValues(scenario, seed, run)] })),
  );
  const bound = Object.groupBy(found, ({ binds }) => binds ?? 'nothing');
  return {
    days,
    places: atMost('fewestPlaces', places),
    costAYear: scenario.stages[scenario.place].cost
      ? atMost(
          'costAYear',
          found.map(each => each.cost),
        )
      : null,
    notEnough: found.filter(each => each.places === null).length,
    shares: {
      beganInTime: share('beganInTime'),
      began: share('began'),
      left: share('left'),
      refused: share('refused'),
      waitsLonger: share('waitsLonger'),
    },
    binds: bindings
      .flatMap(({ what }) => (bound[what] ? [{ what, runs: bound[what].length }] : []))
      .sort((one, other) => other.runs - one.runs),
    decides: whatDecides(ordersOf(draws), places),
  };
}

const bindings: readonly { readonly what: Binds; readonly of: (year: StageYear) => number }[] = [
  { what: 'begin too late', of: ({ began, beganInTime }) => began - beganInTime },
  { what: 'leave the list', of: ({ left }) => left },
  { what: 'are refused', of: ({ refused }) => refused },
  { what: 'wait longer still', of: ({ waitsLonger }) => waitsLonger },
];

/** What became of most of those who had no place in time. */
function bindsIn(year: StageYear): Binds {
  return bindings.reduce((most, each) => (each.of(year) > most.of(year) ? each : most)).what;
}

/** Finds the fewest of one run; the same on any thread. */
export function fewestOfRun(
  scenario: Scenario,
  { days, most, seed }: FewestAsked,
): (run: number) => FewestOfRun {
  refuseNoNumber('days', days, 0);
  refuseNoWhole('most', most, 1);
  const { stages, place, drawnYear } = scenario;
  const asked: Scenario = {
    ...scenario,
    years: drawnYear,
    stages: { ...stages, [place]: { ...stages[place], places: { start: tried } } },
  };
  const luck = luckNumbers([asked]);
  const order = stageOrder(asked);
  const { cost, groups } = stages[place];
  return run => {
    const values = drawValues(asked, seed, run);
    const ofYear = new Map<number, StageYear | null>();
    const kept = (places: number): boolean => {
      const year = stageYearOf(asked, order, { ...values, [tried]: places }, luck, { seed, run, days });
      ofYear.set(places, year);
      return year !== null && year.settled > 0 && year.beganInTime >= wantedShare * year.settled;
    };
    const places = search(kept, most);
    const year = ofYear.get(places ?? most) ?? null;
    // The search tried one fewer, or it would not know that it has the fewest.
    const tooFew = ofYear.get(places === null ? most : places - 1) ?? null;
    return {
      places,
      year,
      cost: places === null || year === null ? Infinity : costOf(places, year, values),
      binds: tooFew === null ? null : bindsIn(tooFew),
    };
  };

  function costOf(places: number, { came, began }: StageYear, values: Values): number {
    const of = (name: string | undefined): number => (name === undefined ? 0 : values[name]);
    // A room holds a whole group.
    const people = places * (groups ? Math.round(values[groups.atMost]) : 1);
    return (
      people * of(cost?.perYearInside) * daysAYear + began * of(cost?.perStart) + came * of(cost?.perArrival)
    );
  }
}

/** The fewest from 1 to `most` that are kept; null when even the most are not. */
function search(kept: (places: number) => boolean, most: number): number | null {
  if (!kept(most)) return null;
  let [tooFew, enough] = [0, most];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (kept(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function atMost(id: string, values: readonly number[]): AtMost {
  const { middle, low, high } = estimate(id, values);
  const orNone = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { id, middle: orNone(middle), low: orNone(low), high: orNone(high) };
}
