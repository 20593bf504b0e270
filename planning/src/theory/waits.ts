import { erlangC } from './erlang.ts';

/**
 * The mean wait for one place with Poisson arrivals and any stay (Pollaczek and Khinchine). `spread` is the stay's
 * standard deviation over its mean; Infinity when the load can't be carried.
 */
export function pollaczekKhinchineWait(rate: number, meanStay: number, spread: number): number {
  const load = rate * meanStay;
  return load >= 1 ? Infinity : (load * meanStay * (1 + spread ** 2)) / (2 * (1 - load));
}

/**
 * Mean waits by class, the first going before the next, for one place that nobody is put out of (Cobham 1954).
 * All classes have the same stay.
 */
export function priorityWaits(rates: readonly number[], meanStay: number, spread: number): number[] {
  const left = (rates.reduce((sum, rate) => sum + rate, 0) * meanStay ** 2 * (1 + spread ** 2)) / 2;
  return byClass(
    left,
    rates.map(rate => rate * meanStay),
  );
}

/** As `priorityWaits`, for several places and exponential stays (Kella and Yechiali 1985). */
export function priorityWaitsOfPlaces(places: number, rates: readonly number[], meanStay: number): number[] {
  const load = rates.reduce((sum, rate) => sum + rate, 0) * meanStay;
  return byClass(
    (erlangC(places, load) * meanStay) / places,
    rates.map(rate => (rate * meanStay) / places),
  );
}

/** `left`: the mean time until a place is free for somebody who comes when all are taken, times that chance. */
function byClass(left: number, loads: readonly number[]): number[] {
  let before = 0;
  return loads.map(load => {
    const after = before + load;
    const wait = after >= 1 ? Infinity : left / ((1 - before) * (1 - after));
    before = after;
    return wait;
  });
}
