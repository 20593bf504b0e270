import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, type Fault } from './fault.ts';
import { runRounds } from './rounds.ts';

const names = Object.keys(faults) as Fault[];

// The short form; `npm run faults` goes on for hundreds of rounds.
test('whatever is killed or filled while several write: what was acknowledged is there, nothing is half there, all is whole', async t => {
  const seed = Math.floor(Math.random() * 2 ** 30);
  t.diagnostic(`seed ${seed}`);
  const tally = await runRounds({ seed, rounds: names.length, fault: round => names[round] });
  assert.equal(tally.rounds, names.length);
  assert.ok(tally.acknowledged > 0);
});
