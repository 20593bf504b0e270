// A stay that is two in a hundred shorter: how much less do people wait? The same people with the same luck come to both, so the difference is known far better.
import { erlangCWait, meanWait, simulate } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const withStay = (mean: number): Network => ({
  stages: [
    {
      name: 'programme',
      luck: 0,
      places: [{ at: 0, places: 4 }],
      stay: { kind: 'exponential', mean },
      next: [{ from: 0, to: [-1], share: [1] }],
      startWaiting: 0,
      startInside: 0,
    },
  ],
  sources: [{ name: 'referred', luck: 0, to: 0, rate: 3.2, growth: 0, deterred: 0, deterredFrom: 0 }],
  periodEnds: [200, 1_200],
});
const wait = (stay: number, run: number): number => meanWait(simulate(withStay(stay), 1, run), 1, 0);
const runs = Array.from({ length: 200 }, (_, run) => run);
const told = (differences: readonly number[]): { mean: number; half: number } => {
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (differences.length - 1);
  return { mean, half: 1.96 * Math.sqrt(variance / differences.length) };
};
const same = told(runs.map(run => wait(1, run) - wait(0.98, run)));
const other = told(runs.map(run => wait(1, run) - wait(0.98, 3_000 + run)));
console.log('by formula:', (erlangCWait(4, 3.2, 1) - erlangCWait(4, 3.2, 0.98)).toFixed(4));
console.log(`same luck: ${same.mean.toFixed(4)} within ${same.half.toFixed(4)}`);
console.log(`other luck: ${other.mean.toFixed(4)} within ${other.half.toFixed(4)}`);
