import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventQueue, schedule, take } from '../../src/engine/event-queue.ts';

test('whatever is scheduled comes out by time, and by order of scheduling within an instant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 200 }), times => {
      const queue = eventQueue(1);
      times.forEach((time, i) => schedule(queue, time, i));
      const expected = times.map((time, i) => ({ time, i })).sort((a, b) => a.time - b.time || a.i - b.i);
      for (const { time, i } of expected) {
        assert.ok(take(queue));
        assert.equal(queue.takenTime, time);
        assert.equal(queue.takenCode, i);
      }
      assert.equal(take(queue), false);
    }),
  );
});

test('taking and scheduling by turns keeps the same order as a sorted list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 300 }), steps => {
      const queue = eventQueue(2);
      const list: { time: number; i: number }[] = [];
      steps.forEach((step, i) => {
        if (step === 0) {
          list.sort((a, b) => a.time - b.time || a.i - b.i);
          const expected = list.shift();
          assert.equal(take(queue), expected !== undefined);
          if (expected) assert.deepEqual([queue.takenTime, queue.takenCode], [expected.time, expected.i]);
        } else {
          schedule(queue, queue.takenTime + step, i);
          list.push({ time: queue.takenTime + step, i });
        }
      });
    }),
  );
});

test('a hundred thousand events of one instant come out in the order in which they went in', () => {
  const queue = eventQueue();
  for (let i = 0; i < 100_000; i++) assert.equal(schedule(queue, 7, i), i);
  for (let i = 0; i < 100_000; i++) {
    take(queue);
    assert.equal(queue.takenSequence, i);
  }
});

test('an event before the present, or at no time, is refused', () => {
  const queue = eventQueue();
  schedule(queue, 5, 0);
  take(queue);
  assert.throws(() => schedule(queue, 4, 0), /time was 4; an event can only be scheduled at 5 or later/);
  assert.throws(() => schedule(queue, Number.NaN, 0), /time was NaN/);
});
