import { peopleASource, personKey } from './arrivals.ts';
import { schedule } from './event-queue.ts';
import { fill, fillNeeded } from './fill.ts';
import { kind } from './kind.ts';
import { drawDuration, durationDraw } from './duration-draw.ts';
import { decision, purpose } from './luck.ts';
import type { Luck } from './luck.ts';
import type { Places, Stage } from './network.ts';
import { mostSources } from './limits.ts';
import { settle, settleUnits } from './room.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';

const { PLACES } = stageField;

/** How many there are of something from when on, and how many of the rows have come into force. */
export interface Timetable {
  readonly rows: readonly Places[];
  next: number;
}

export function timetable(rows: readonly Places[]): Timetable {
  return { rows, next: 1 };
}

/** The schedule of a stage together with what is built, each building ready when its own luck says. */
export function placesOf(stage: Stage, luck: Luck): readonly Places[] {
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

/** Schedules when the places of a stage next change. */
export function planPlaces(run: RunState, stage: number): void {
  planRow(run, run.placesAt[stage], (stage << kind.kindBits) | kind.places);
}

/** Schedules when the units of a resource next change. */
export function planUnits(run: RunState, resource: number): void {
  planRow(run, run.unitsAt[resource], (resource << kind.kindBits) | kind.units);
}

function planRow(run: RunState, { rows, next }: Timetable, what: number): void {
  const row = rows.at(next);
  if (row !== undefined && row.at <= run.horizon) schedule(run.queue, row.at, what);
}

/** The stage has from now on as many places as the row says that has come. */
export function changePlaces(run: RunState, index: number): void {
  const stage = run.stages[index];
  const table = run.placesAt[index];
  settle(run, stage);
  stage.live[PLACES] = table.rows[table.next++].places;
  fill(run, stage);
  planPlaces(run, index);
}

/** As `changePlaces`, of a resource. */
export function changeUnits(run: RunState, resource: number): void {
  const table = run.unitsAt[resource];
  settleUnits(run, resource);
  run.units[resource] = table.rows[table.next++].places;
  fillNeeded(run, [{ resource }]);
  planUnits(run, resource);
}
