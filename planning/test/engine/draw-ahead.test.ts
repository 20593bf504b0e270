import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawAhead, exponentialAhead } from '../../src/engine/draw-ahead.ts';
import { decision, exponentialOf, luck, purpose } from '../../src/engine/luck.ts';

test('a draw made ahead is to the last bit the draw made alone, in whatever order people ask for theirs', () => {
  const own = decision(0, 3, purpose.duration);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 - 400 }),
      fc.array(fc.integer({ min: -3, max: 40 }), { minLength: 50, maxLength: 200 }),
      (first, steps) => {
        const mine = luck(7, 9);
        const ahead = drawAhead(own);
        let person = first;
        // In line with few gaps, then as it falls: blocks are made, left, and asked for again.
        for (let i = 0; i < 200; i++) ask(person++);
        for (const step of steps) ask((person = Math.max(0, person + step)));
        ask(first);
        function ask(key: number): void {
          assert.equal(exponentialAhead(ahead, mine, key), exponentialOf(mine, key, own));
        }
      },
    ),
  );
});

test('people who come in line have their draws made together from the second block on', () => {
  const ahead = drawAhead(decision(0, 0, purpose.duration));
  const mine = luck(1, 1);
  for (let person = 0; person < 64; person++) exponentialAhead(ahead, mine, person);
  assert.equal(ahead.made, false);
  exponentialAhead(ahead, mine, 64);
  assert.equal(ahead.made, true);
});
