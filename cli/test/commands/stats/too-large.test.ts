import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileOf, say } from './calling.ts';
import { data, survival } from './made-up-table.ts';

const large = data(
  ([time, event, group, x, arm], i) => [
    i === 3 ? '1e300' : time,
    event,
    group,
    x,
    arm,
    i === 3 ? '1e300' : 1,
    i === 3 ? '1e300' : 2 * Number(time),
  ],
  'time,event,group,x,arm,w,y',
);
const last = data(([time, , ...rest], i) => [i === 0 ? 99 : time, i === 0 ? 1 : 0, ...rest]);
const commas = data(([time, event, group, x, arm], i) => [time, event, group, `"${Number(x)},${i}"`, arm]);
const wide = fileOf(
  `time,event,level\n${Array.from({ length: 4000 }, (_, i) => `${1 + (i % 97)},${i % 2},${i % 1500}`).join('\n')}\n`,
);

describe('what no number can be computed from is refused by the column', () => {
  const calls: readonly (readonly [string, string, string, string, RegExp])[] = [
    ['a time of 1e300', large, 'km', survival, /time runs from 1 to 1e\+300, which is too large/],
    [
      'a weight of 1e300',
      large,
      'logistic',
      '--outcome event --covariates x --weights w',
      /w runs from 1 to 1e\+300/,
    ],
    [
      'an outcome of 1e300',
      large,
      'weight',
      '--treatment arm --covariates x --outcome y',
      /y runs from 2 to 1e\+300/,
    ],
    [
      'one event, when nobody else was left',
      last,
      'cox',
      `${survival} --covariates x`,
      /The events say nothing about x/,
    ],
    ['decimal commas', commas, 'cox', `${survival} --covariates x`, /x is written with decimal commas, as "/],
    [
      'a factor of 1500 levels',
      wide,
      'cox',
      `${survival} --covariates level --factor level`,
      /a model of 1500 terms, .*level alone has 1499/,
    ],
  ];
  for (const [what, file, statistic, options, sentence] of calls) {
    test(what, async () => {
      const { status, out, err } = await say(statistic, '--data', file, options);
      assert.deepEqual([status, out], [1, '']);
      assert.match(err, sentence);
    });
  }
});
