import { test } from 'node:test';
import assert from 'node:assert/strict';
import { justiceWorld } from '../../src/simulated/world.ts';
import { simulatedCohort } from '../../src/simulated/simulated-cohort.ts';
import { eligibleRows } from '../../src/simulated/eligible.ts';
import { proven } from '../../src/simulated/future.ts';

test('a person is the same whether drawn alone, in a chunk or with all', () => {
  const all = justiceWorld(7, 300);
  const late = justiceWorld(7, 120, 180);
  const early = justiceWorld(7, 180);
  const column = (pick: (world: typeof all) => ArrayLike<number>, per = 1) => {
    const joined = [...Array.from(pick(early)), ...Array.from(pick(late))];
    assert.equal(joined.length, 300 * per);
    assert.deepEqual(joined, Array.from(pick(all)));
  };
  column(world => world.people.age);
  column(world => world.people.motivation);
  column(world => world.sentences.arm);
  column(world => world.sentences.term);
  column(world => world.died);
  column(world => world.conviction, 4);
  column(world => world.earlier.conviction);
  column(world => world.programmeCompleted);
});

test('another seed is another world', () => {
  assert.notDeepEqual(justiceWorld(7, 300).people.age, justiceWorld(8, 300).people.age);
});

test('the cohort in memory holds the same people and outcomes as the world that is written', () => {
  const world = justiceWorld(3, 2000);
  const cohort = simulatedCohort(3, 2000);
  const rows = eligibleRows(3, world.people, world.sentences, 365);
  assert.equal(cohort.count, rows.length);
  rows.forEach((i, row) => {
    assert.equal(cohort.arm[row], world.sentences.arm[i]);
    const future = {
      offence: Float64Array.from([0, 1, 2, 3], k => world.offence[4 * i + k] - world.zero[i]),
      conviction: Float64Array.from([0, 1, 2, 3], k => world.conviction[4 * i + k] - world.zero[i]),
      death: Infinity,
      recall: Infinity,
    };
    assert.equal(cohort.outcome[row], proven(future, 365) ? 1 : 0);
    assert.equal(cohort.design[row * cohort.columns + 1], (world.people.age[i] - 45) / 10);
  });
});
