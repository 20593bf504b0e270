// Assessment with two priorities, then seven in ten go on to a programme whose list people leave when their order ends.
import { LEAVES, meanWaitOfClass, priorityWaitsOfPlaces, simulate } from '@throughcare/planning';
import type { Network } from '@throughcare/planning';

const urgent = 0.8;
const others = 1.6;
const network: Network = {
  attributes: ['urgent'],
  stages: [
    {
      name: 'assessment',
      luck: 0,
      places: [{ at: 0, places: 3 }],
      stay: { kind: 'exponential', mean: 1 },
      priority: [{ when: [{ of: 'attribute', index: 0, atLeast: 1 }], base: 1, perTimeWaited: 0 }],
      next: [{ from: 0, to: [1, LEAVES], share: [0.7, 0.3] }],
      startWaiting: 0,
      startInside: 0,
    },
    {
      name: 'programme',
      luck: 1,
      places: [{ at: 0, places: 3 }],
      stay: { kind: 'exponential', mean: 2 },
      patience: { length: { kind: 'exponential', mean: 4 }, to: LEAVES },
      next: [{ from: 0, to: [LEAVES], share: [1] }],
      startWaiting: 0,
      startInside: 0,
    },
  ],
  sources: [
    {
      name: 'referred',
      luck: 0,
      to: 0,
      rate: urgent + others,
      growth: 0,
      deterred: 0,
      deterredFrom: 0,
      strata: [
        { share: urgent / (urgent + others), values: [1] },
        { share: others / (urgent + others), values: [0] },
      ],
    },
  ],
  periodEnds: [1_000, 61_000],
};
const statistics = simulate(network, 1);
const [first, second] = priorityWaitsOfPlaces(3, [urgent, others], 1);
console.log('wait of the urgent, by formula:', first.toFixed(4));
console.log('wait of the urgent, simulated:', meanWaitOfClass(statistics, 1, 0, 0).toFixed(4));
console.log('wait of the others, by formula:', second.toFixed(4));
console.log('wait of the others, simulated:', meanWaitOfClass(statistics, 1, 0, 1).toFixed(4));
// The second period's second stage is the fourth of the table.
console.log(
  'share whose order ends while they wait:',
  (statistics.expired[3] / statistics.arrived[3]).toFixed(4),
);
