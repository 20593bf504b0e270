import { luckNumbers, stageOrder } from '../scenario/compile.ts';
import { drawValues } from '../scenario/compile/values.ts';
import type { Values } from '../scenario/compile/values.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { daysAYear } from '../scenario/unit.ts';
import { estimate } from './estimate.ts';
import { outcomeOf } from './outcome.ts';
import type { StageOutcome } from './outcome.ts';
import type { Estimate } from './plan-result.ts';

/** The fewest places at which 9 in 10 of those who begin have waited no longer than the limit. */
export interface FewestPlaces {
  readonly days: number;
  /** Over the runs; each finds its own fewest, so the interval holds what we don't know and chance. */
  readonly places: Estimate;
  /**
   * What the stage costs in the drawn year with so many places, in pounds: every place taken all year at its cost a year,
   * and whoever comes and begins at theirs. Null where the scenario says no cost.
   */
  readonly costAYear: Estimate | null;
  /** Runs in which even `most` were too few: they count as `most`, so the upper end is then too low. */
  readonly notEnough: number;
}

/** A name that no file can give a parameter. */
const tried = ' places tried';

/**
 * Searches by halving, on the same luck for every number of places that is tried, for the scenario's place in its
 * drawn year. Places are there from the first day; growth and openings are set aside. Nobody who begins in the
 * year is a failure too: no wait was kept.
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
  const at = order.indexOf(place);
  const { cost, groups } = stages[place];
  const costs: number[] = [];
  let notEnough = 0;
  const found = Array.from({ length: runs }, (_, run) => {
    const values = drawValues(asked, seed, run);
    const ofYear = new Map<number, StageOutcome>();
    const kept = (places: number): boolean => {
      const outcome = outcomeOf(asked, order, { ...values, [tried]: places }, luck, seed, run);
      ofYear.set(places, outcome.stages[at]);
      return outcome.stopped === null && outcome.stages[at].ninthDecileWait <= days;
    };
    const places = search(kept);
    costs.push(costOf(places, ofYear.get(places)!, values));
    return places;
  });
  return {
    days,
    places: estimate('fewestPlaces', found),
    costAYear: cost ? estimate('costAYear', costs) : null,
    notEnough,
  };

  function costOf(places: number, { came, began }: StageOutcome, values: Values): number {
    const of = (name: string | undefined): number => (name === undefined ? 0 : values[name]);
    // A room holds a whole group.
    const people = places * (groups ? Math.round(values[groups.atMost]) : 1);
    return (
      people * of(cost?.perYearInside) * daysAYear + began * of(cost?.perStart) + came * of(cost?.perArrival)
    );
  }

  function search(kept: (places: number) => boolean): number {
    if (!kept(most)) {
      notEnough++;
      return most;
    }
    let [tooFew, enough] = [0, most];
    while (enough - tooFew > 1) {
      const middle = Math.floor((tooFew + enough) / 2);
      if (kept(middle)) enough = middle;
      else tooFew = middle;
    }
    return enough;
  }
}
