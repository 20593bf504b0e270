import { peopleASource, personKey } from './arrivals.ts';
import { drawDuration, durationDraw } from './duration-draw.ts';
import { decision, purpose } from './luck.ts';
import type { Luck } from './luck.ts';
import type { Places, Stage } from './network.ts';
import { mostSources } from './limits.ts';

/** The schedule of a stage together with what is built, each building ready when its own luck says. */
export function timetableOf(stage: Stage, luck: Luck): readonly Places[] {
  const { places, building = [] } = stage;
  if (building.length === 0) return places;
  const ready = building.map(({ ordered, takes, places: built }, i) => {
    // Keys from the top of the stage's own, which people found there use from the bottom.
    const key = personKey(mostSources + stage.luck, peopleASource - 1 - i);
    const own = decision(0, stage.luck, purpose.building);
    return { at: ordered + drawDuration(durationDraw(takes), luck, key, own), places: built };
  });
  const times = [...new Set([...places, ...ready].map(({ at }) => at))].sort((a, b) => a - b);
  return times.map(at => ({
    at,
    places:
      places.findLast(row => row.at <= at)!.places +
      ready.reduce((sum, built) => (built.at <= at ? sum + built.places : sum), 0),
  }));
}
