// Four places and people who come three a day and stay a day: the wait by simulation and by Erlang's formula.
import { erlangC, erlangCWait, meanWait, simulate } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const network: Network = {
  stages: [
    {
      name: 'programme',
      luck: 0,
      places: [{ at: 0, places: 4 }],
      stay: { kind: 'exponential', mean: 1 },
      next: [{ from: 0, to: [-1], share: [1] }],
      startWaiting: 0,
      startInside: 0,
    },
  ],
  sources: [{ name: 'referred', luck: 0, to: 0, rate: 3, growth: 0, deterred: 0, deterredFrom: 0 }],
  periodEnds: [2_000, 202_000],
};
const statistics = simulate(network, 1);
console.log('share who wait, by formula:', erlangC(4, 3).toFixed(4));
console.log('mean wait in days, by formula:', erlangCWait(4, 3, 1).toFixed(4));
console.log('mean wait in days, simulated:', meanWait(statistics, 1, 0).toFixed(4));
