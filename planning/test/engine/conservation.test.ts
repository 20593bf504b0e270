import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { simulate } from '../../src/engine/simulate.ts';
import { simulateMany } from '../../src/engine/simulate-many.ts';
import { waitBins } from '../../src/engine/wait-bins.ts';
import { anyNetwork } from './any-network.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

test('in any network everybody who came in, or was there, has left or is somewhere', () => {
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 0, max: 1000 }), (network, seed) => {
      const s = simulate(network, seed);
      const { stages } = s;
      assert.equal(s.stopped, null);
      assert.equal(s.came + s.startedWith, s.left + s.present);
      assert.equal(sum(s.leftInPeriod), s.left);
      assert.equal(sum(s.visits), s.left);
      assert.equal(sum(s.waitingAtEnd.subarray(stages)) + sum(s.insideAtEnd.subarray(stages)), s.present);
      network.stages.forEach((stage, i) => {
        const all = (counts: Float64Array): number => counts[i] + counts[stages + i];
        // Risk 1 leaves people where they are.
        const moved = [0, 2].map(risk => s.happened[i * 3 + risk] + s.happened[(stages + i) * 3 + risk]);
        const gone = all(s.completed) + all(s.expired) + all(s.refused) + sum(moved);
        const still = s.waitingAtEnd[stages + i] + s.insideAtEnd[stages + i];
        assert.equal(all(s.arrived) + (stage.startWaiting ?? 0) + (stage.startInside ?? 0), gone + still);
        const wayOut = (period: number): Float64Array =>
          s.moved.subarray((period * stages + i) * (stages + 1), (period * stages + i + 1) * (stages + 1));
        assert.equal(sum(wayOut(0)) + sum(wayOut(1)), gone);
      });
    }),
    { numRuns: 500 },
  );
});

test('in any network what is counted by an attribute comes to what is counted of all', () => {
  let counted = 0;
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 0, max: 1000 }), (network, seed) => {
      const s = simulate(network, seed);
      for (const { values, waitCounts, ...by } of s.by) {
        counted++;
        for (let cell = 0; cell < s.arrived.length; cell++) {
          const own = (counts: Float64Array): Float64Array =>
            counts.subarray(cell * values, (cell + 1) * values);
          for (const name of ['arrived', 'began', 'waitingAtEnd', 'insideAtEnd'] as const) {
            assert.equal(sum(own(by[name])), s[name][cell], name);
          }
          for (const name of ['waitSum', 'waitingTime', 'insideTime'] as const) {
            const all = s[name][cell];
            assert.ok(Math.abs(sum(own(by[name])) - all) <= 1e-9 * (1 + all), name);
          }
          for (let bin = 0; bin < waitBins; bin++) {
            const inBin = [0, 1].map(value => waitCounts[(cell * values + value) * waitBins + bin]);
            assert.equal(sum(inBin), s.waitCounts[cell * waitBins + bin]);
          }
        }
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(counted > 50);
});

test('counting by an attribute changes nothing else of a run', () => {
  fc.assert(
    fc.property(anyNetwork, network => {
      const { countBy: _, ...without } = network;
      const [one, other] = [
        simulate({ ...without, countBy: [{ attribute: 0, values: 2 }] }, 3),
        simulate(without, 3),
      ];
      assert.deepEqual({ ...one, by: [] }, { ...other, by: [] });
    }),
    { numRuns: 100 },
  );
});

test('in any network nobody waits beside a free place that they could take', () => {
  fc.assert(
    fc.property(anyNetwork, fc.integer({ min: 0, max: 1000 }), (network, seed) => {
      const s = simulate(network, seed);
      network.stages.forEach((stage, i) => {
        if (stage.groups || stage.needs || stage.building) return;
        const cell = s.stages + i;
        const free = stage.places[1].places - s.insideAtEnd[cell];
        assert.ok(s.waitingAtEnd[cell] === 0 || free <= 0, `${s.waitingAtEnd[cell]} wait beside ${free}`);
      });
    }),
    { numRuns: 300 },
  );
});

test('any network gives the same bytes from the same seed, on one worker or on two or three', () => {
  fc.assert(
    fc.property(anyNetwork, network => {
      const one = JSON.stringify(simulateMany(network, 4, 9, 1));
      for (const workers of [2, 3]) assert.equal(JSON.stringify(simulateMany(network, 4, 9, workers)), one);
    }),
    { numRuns: 5 },
  );
});

test('one run can be repeated alone', () => {
  fc.assert(
    fc.property(anyNetwork, network => {
      assert.deepEqual(simulate(network, 4, 3), simulateMany(network, 4, 5)[3]);
    }),
    { numRuns: 50 },
  );
});
