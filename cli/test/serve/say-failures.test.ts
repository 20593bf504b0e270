import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '@throughcare/records';
import { sayUndone } from '../../src/serve/say-failures.ts';

test('what runs by itself and failed is said once, and in words only where they are meant for people', () => {
  const said: string[] = [];
  const say = sayUndone(words => said.push(words));
  const meant = new Refused('The ledger of erasures does not fit.');
  const withName = Object.assign(new TypeError('“Tobin Ashgrove” is not a number'), { code: '22P02' });
  const both = new AggregateError([meant, withName], 'two');
  say(both);
  say(both);
  assert.equal(said.length, 1);
  assert.match(said[0], /The ledger of erasures does not fit\. It failed \(TypeError 22P02\)\./);
  assert.doesNotMatch(said[0], /Ashgrove/);
  say(meant);
  assert.equal(said.length, 2);
});
