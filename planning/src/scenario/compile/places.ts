import type { Places } from '../../engine/network.ts';
import type { PlacesText } from '../stage-schema.ts';
import { daysAYear } from '../unit.ts';
import type { Values } from './values.ts';

/** One batch of places that opens, with what each of them costs to build. */
export interface Opening {
  readonly at: number;
  readonly places: number;
  readonly costPerPlace: number;
}

/** When batches open before `end`, in order. */
export function openingsOf(places: PlacesText | null | undefined, values: Values, end: number): Opening[] {
  return (places?.openings ?? [])
    .flatMap(opening =>
      Array.from({ length: opening.times ?? 1 }, (_, i) => ({
        at: values[opening.after] + i * (opening.every ? values[opening.every] : 0),
        places: Math.round(values[opening.places]),
        costPerPlace: opening.costPerPlace ? values[opening.costPerPlace] : 0,
      })),
    )
    .filter(opening => opening.at <= end)
    .sort((a, b) => a.at - b.at);
}

/** Start, growth in quarter-year steps, and openings, as one schedule. */
export function placesOf(places: PlacesText | null | undefined, values: Values, end: number): Places[] {
  if (!places) return [{ at: 0, places: Infinity }];
  const start = values[places.start];
  const growth = places.growth ? values[places.growth] : 0;
  const openings = openingsOf(places, values, end);
  const quarter = daysAYear / 4;
  const steps =
    growth === 0 ? [] : Array.from({ length: Math.floor(end / quarter) }, (_, i) => (i + 1) * quarter);
  const times = [...new Set([0, ...steps, ...openings.map(opening => opening.at)])].sort((a, b) => a - b);
  return times.map(at => {
    const grown = Math.round(start * (1 + growth) ** ((Math.floor(at / quarter) * quarter) / daysAYear));
    const opened = openings.filter(opening => opening.at <= at);
    return { at, places: grown + opened.reduce((sum, opening) => sum + opening.places, 0) };
  });
}
