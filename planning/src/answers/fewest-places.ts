import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { daysAYear } from '../scenario/unit.ts';
import { estimate } from './estimate.ts';
import type { Estimate } from './plan-result.ts';
import { stageYearOf } from './stage-year.ts';
import type { StageYear } from './stage-year.ts';

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
 */
export function fewestPlaces(
  scenario: Scenario,
  {
    days,
    most,
    seed,
    runs,
  }: { readonly days: number; readonly most: number; readonly seed: number; readonly runs: number },
): FewestPlaces {
  const { stages, place, drawnYear } = scenario;
  const asked: Scenario = {
    ...scenario,
    years: drawnYear,
    stages: { ...stages, [place]: { ...stages[place], places: { start: tried } } },
  };
  const luck = luckNumbers([asked]);
  const order = stageOrder(asked);
  const { cost, groups } = stages[place];
  const found = Array.from({ length: runs }, (_, run) => {
    const values = drawValues(asked, seed, run);
    const ofYear = new Map<number, StageYear | null>();
    const kept = (places: number): boolean => {
      const year = stageYearOf(asked, order, { ...values, [tried]: places }, luck, { seed, run, days });
      ofYear.set(places, year);
      return year !== null && year.settled > 0 && year.beganInTime >= wantedShare * year.settled;
    };
    const places = search(kept, most);
    const year = ofYear.get(places ?? most) ?? null;
    return { places, year, cost: places === null || year === null ? Infinity : costOf(places, year, values) };
  });
  const years = found.flatMap(({ year }) => (year === null || year.settled === 0 ? [] : year));
  const share = (of: keyof StageYear): Estimate =>
    estimate(
      `share.${of}`,
      years.map(year => year[of] / year.settled),
    );
  return {
    days,
    places: atMost(
      'fewestPlaces',
      found.map(({ places }) => places ?? Infinity),
    ),
    costAYear: cost
      ? atMost(
          'costAYear',
          found.map(each => each.cost),
        )
      : null,
    notEnough: found.filter(({ places }) => places === null).length,
    shares: {
      beganInTime: share('beganInTime'),
      began: share('began'),
      left: share('left'),
      refused: share('refused'),
      waitsLonger: share('waitsLonger'),
    },
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
