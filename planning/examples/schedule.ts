// Referrals that grow, places by schedule, and a building whose completion is uncertain: year by year for five years.
import { simulate } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const day = (year: number): number => year * 365;
const network: Network = {
  stages: [
    {
      name: 'programme',
      luck: 0,
      places: [
        { at: 0, places: 60 },
        { at: day(2), places: 50 },
      ],
      building: [{ ordered: day(1), takes: { kind: 'uniform', from: day(1), to: day(3) }, places: 40 }],
      stay: { kind: 'gamma', mean: 120, spread: 0.4 },
      next: [{ from: 0, to: [-1], share: [1] }],
      startWaiting: 20,
      startInside: 55,
    },
  ],
  sources: [
    {
      name: 'referred',
      luck: 0,
      to: 0,
      rate: 0.5,
      growth: Math.log(1.1) / 365,
      deterred: 0,
      deterredFrom: 0,
    },
  ],
  periodEnds: [1, 2, 3, 4, 5].map(day),
};
const runs = Array.from({ length: 400 }, (_, run) => simulate(network, 1, run));
const mean = (of: (run: (typeof runs)[number]) => number): string =>
  (runs.reduce((sum, run) => sum + of(run), 0) / runs.length).toFixed(1);
for (let year = 0; year < 5; year++) {
  console.log(
    `year ${year + 1}: referred ${mean(run => run.arrived[year])}, ` +
      `places ${mean(run => run.placeTime[year] / 365)}, waiting at its end ${mean(run => run.waitingAtEnd[year])}`,
  );
}
