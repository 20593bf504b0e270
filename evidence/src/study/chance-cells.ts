import type { SeriesGround, SteppedGround } from './chance-ground.ts';

interface Means {
  readonly mean: Float64Array;
  readonly people: Float64Array;
}

/** The mean of `values` in every period, and how many people that is. */
export function seriesMeans({ period, periods }: SeriesGround, values: ArrayLike<number>): Means {
  return meansBy(period, periods, values);
}

/** The same in every region and period, region after region. */
export function cellMeans(
  { region, regions, period, starts }: SteppedGround,
  values: ArrayLike<number>,
): Means {
  const cell = period.map((own, i) => region[i] * starts.length + own);
  return meansBy(cell, regions.length * starts.length, values);
}

function meansBy(codes: Int32Array, count: number, values: ArrayLike<number>): Means {
  const mean = new Float64Array(count);
  const people = new Float64Array(count);
  for (let i = 0; i < codes.length; i++) {
    mean[codes[i]] += values[i];
    people[codes[i]]++;
  }
  return { mean: mean.map((sum, k) => sum / people[k]), people };
}
