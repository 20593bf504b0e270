import { test } from 'node:test';
import assert from 'node:assert/strict';
import { linkQuality, precisionBy, share } from '../src/index.ts';

test('shares carry Wilson intervals', () => {
  // Wilson 95% for 24 of 660: 2.5 to 5.4 in a hundred (Newcombe 1998, method 3).
  const { lower, upper } = share(24, 660);
  assert.ok(Math.abs(lower - 0.0246) < 0.0001 && Math.abs(upper - 0.0535) < 0.0001, `${lower} ${upper}`);
  assert.equal(share(0, 20).lower, 0);
});

test('a link whose truth is not known is judged neither right nor wrong', () => {
  const links = [
    { left: 'a', person: 'p' },
    { left: 'b', person: 'q' },
    { left: 'unknown', person: 'r' },
  ];
  const quality = linkQuality(links, [
    { left: 'a', person: 'p', groups: {} },
    { left: 'b', person: null, groups: {} },
  ]);
  assert.deepEqual([quality.precision.count, quality.precision.of], [1, 2]);
  assert.deepEqual([quality.falselyLinked.count, quality.falselyLinked.of], [1, 1]);
});

test('precision and recall are counted by group, each with its interval', () => {
  const truth = [
    { left: 'a', person: 'p', groups: { basis: 'required' } },
    { left: 'b', person: 'q', groups: { basis: 'choice' } },
    { left: 'c', person: 'r', groups: { basis: 'choice' } },
    { left: 'd', person: null, groups: { basis: 'none' } },
  ];
  const links = [
    { left: 'a', person: 'p' },
    { left: 'b', person: 'x' },
    { left: 'd', person: 'y' },
  ];
  const { recallBy } = linkQuality(links, truth);
  assert.deepEqual([recallBy['basis']['choice'].count, recallBy['basis']['choice'].of], [0, 2]);
  assert.equal(recallBy['basis']['none'], undefined);
  const precision = precisionBy(links, truth)['basis'];
  const counted = Object.entries(precision).map(([value, { count, of }]) => [value, count, of]);
  assert.deepEqual(counted, [
    ['choice', 0, 1],
    ['none', 0, 1],
    ['required', 1, 1],
  ]);
  assert.ok(precision['required'].lower > 0.2 && precision['required'].upper === 1);
});
