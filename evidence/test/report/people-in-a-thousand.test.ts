import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perThousand, sayDifference, sayRange } from '../../src/index.ts';

test('differences are said in whole people of a thousand, with the right word for one', () => {
  assert.equal(sayDifference(0.0214), 'about 21 more people in a thousand');
  assert.equal(sayDifference(-0.0149), 'about 15 fewer people in a thousand');
  assert.equal(sayDifference(0.001), 'about 1 more person in a thousand');
  assert.equal(sayDifference(-0.0004), 'about as many people in a thousand');
  assert.ok(Object.is(perThousand(-0.0004), 0), 'no minus before a nought');
});

test('ranges name their direction, also when they cross nought', () => {
  assert.equal(sayRange(0.011, 0.032), 'between 11 and 32 more');
  assert.equal(sayRange(-0.022, -0.008), 'between 8 and 22 fewer');
  assert.equal(sayRange(-0.004, 0.009), 'between 4 fewer and 9 more');
});
