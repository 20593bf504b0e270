// How many places so that 9 in 10 wait under eight weeks? Tried one by one, on the same people and the same luck.
import { erlangC, simulate, waitQuantile } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const weeks = 8;
const rate = 5;
const stay = 26;
const withPlaces = (places: number): Network => ({
  stages: [
    {
      name: 'programme',
      luck: 0,
      places: [{ at: 0, places }],
      stay: { kind: 'exponential', mean: stay },
      next: [{ from: 0, to: [-1], share: [1] }],
      startWaiting: 0,
      startInside: places,
    },
  ],
  sources: [{ name: 'referred', luck: 0, to: 0, rate, growth: 0, deterred: 0, deterredFrom: 0 }],
  periodEnds: [2_000, 52_000],
});
const simulated = (places: number): number => waitQuantile(simulate(withPlaces(places), 1), 1, 0, 0.9);
// P(wait > t) = C exp(-(places / stay - rate) t) for exponential stays.
const longer = (places: number): number =>
  erlangC(places, rate * stay) * Math.exp(-(places / stay - rate) * weeks);
let places = Math.ceil(rate * stay) + 1;
while (simulated(places) > weeks) places++;
let exact = Math.ceil(rate * stay) + 1;
while (longer(exact) > 0.1) exact++;
console.log('fewest places, simulated:', places);
console.log('fewest places, by formula:', exact);
