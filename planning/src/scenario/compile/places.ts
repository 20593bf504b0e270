import type { Places } from '../../engine/network.ts';
import { daysBetween } from '../day.ts';
import type { PlacesText } from '../stage-schema.ts';
import { daysAYear } from '../unit.ts';
import type { Values } from './values.ts';

/** One batch of places that opens, with what each of them costs to build. */
export interface Opening {
  readonly at: number;
  readonly places: number;
  readonly costPerPlace: number;
}

/** What a plan's places are counted from and up to, in days. */
export interface Span {
  /** The day on which the plan begins. */
  readonly begins: string;
  readonly end: number;
}

/** When batches open before the end; what is dated before the plan begins lies below 0. */
export function openingsOf(places: PlacesText | null | undefined, values: Values, span: Span): Opening[] {
  return (places?.openings ?? []).flatMap(opening =>
    timesOf(opening, values, span).map(at => ({
      at,
      places: Math.round(values[opening.places]),
      costPerPlace: opening.costPerPlace ? values[opening.costPerPlace] : 0,
    })),
  );
}

function timesOf(
  { on, after, every, times = 1 }: NonNullable<PlacesText['closings']>[number],
  values: Values,
  { begins, end }: Span,
): number[] {
  const first = on === undefined ? values[after!] : daysBetween(begins, on);
  return Array.from({ length: times }, (_, i) => first + i * (every ? values[every] : 0)).filter(
    at => at <= end,
  );
}

/** Start, growth in quarter-year steps, openings and closings, as one schedule; never below none. */
export function placesOf(places: PlacesText | null | undefined, values: Values, span: Span): Places[] {
  if (!places) return [{ at: 0, places: Infinity }];
  const start = values[places.start];
  const growth = places.growth ? values[places.growth] : 0;
  const changes = [
    ...openingsOf(places, values, span),
    ...(places.closings ?? []).flatMap(closing =>
      timesOf(closing, values, span).map(at => ({ at, places: -Math.round(values[closing.places]) })),
    ),
  ];
  const quarter = daysAYear / 4;
  const steps =
    growth === 0 ? [] : Array.from({ length: Math.floor(span.end / quarter) }, (_, i) => (i + 1) * quarter);
  // What changed before the plan begins has changed on its first day.
  const times = [...new Set([0, ...steps, ...changes.map(({ at }) => Math.max(0, at))])].sort(
    (a, b) => a - b,
  );
  return times.map(at => {
    const grown = Math.round(start * (1 + growth) ** ((Math.floor(at / quarter) * quarter) / daysAYear));
    const changed = changes.reduce((sum, change) => (change.at <= at ? sum + change.places : sum), 0);
    return { at, places: Math.max(0, grown + changed) };
  });
}
