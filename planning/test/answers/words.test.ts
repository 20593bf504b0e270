import { test } from 'node:test';
import assert from 'node:assert/strict';
import { conclude, estimate } from '../../src/answers/estimate.ts';
import { differenceInWords, intervalInWords, signedInWords } from '../../src/answers/words.ts';

test('a difference is told as people would tell it', () => {
  assert.equal(signedInWords('days', 183), '6 months longer');
  assert.equal(signedInWords('days', -20), '3 weeks shorter');
  assert.equal(signedInWords('days', 1000), '2.7 years longer');
  assert.equal(signedInWords('days', 1), '1 day longer');
  assert.equal(signedInWords('£', 1.93e9), '£1.9 billion more');
  assert.equal(signedInWords('£', -4.2e6), '£4.2 million less');
  assert.equal(signedInWords('detected reoffences', -410), '410 fewer');
  assert.equal(signedInWords('detected reoffences', 0), 'no difference');
  assert.equal(intervalInWords('detected reoffences', -410, 760), 'from 410 fewer to 760 more');
});

test('E13: an interval that holds nought is "We cannot tell yet", never "no effect"', () => {
  assert.equal(conclude({ low: -1, high: 2 }), 'cannot tell yet');
  assert.equal(conclude({ low: 0, high: 0 }), 'cannot tell yet');
  assert.equal(conclude({ low: 0.1, high: 2 }), 'higher');
  assert.equal(conclude({ low: -2, high: -0.1 }), 'lower');
  assert.equal(differenceInWords('days', 3, 'cannot tell yet'), 'We cannot tell yet');
});

test('the middle is the median and the interval holds 95%, by linear interpolation', () => {
  // 0 to 40: the 2.5% point lies at order statistic 1, the 97.5% point at 39.
  const values = Array.from({ length: 41 }, (_, i) => (i * 17) % 41);
  assert.deepEqual(estimate('x', values), { id: 'x', middle: 20, low: 1, high: 39 });
});
