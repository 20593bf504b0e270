import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileOf, fixture, say } from './calling.ts';
import { data, survival } from './made-up-table.ts';

const noEvents = data(([time, , ...rest]) => [time, 0, ...rest]);
const oneArm = data(([time, event, , x]) => [time, event, 'a', x, 1]);
const constant = data(([time, event, group, , arm]) => [time, event, group, 5, arm]);
const collinear = data(row => [...row, 2 * Number(row[3]) + 1], 'time,event,group,x,arm,y');
const infinite = data(([time, event, group, x, arm], i) => [time, event, group, i === 7 ? 'Inf' : x, arm]);
const withText = data(([time, event, group, x, arm], i) => [time, event, group, i === 7 ? 'abc' : x, arm]);
const zero = data(([time, ...rest], i) => [i === 3 ? 0 : i === 9 ? -2 : time, ...rest]);
const separated = data(([time, event, group, x]) => [time, event, group, x, Number(x) > 0 ? 1 : 0]);

const hostile: readonly (readonly [
  what: string,
  file: string,
  statistic: string,
  options: string,
  sentence: RegExp,
])[] = [
  ['a file that is not there', 'nowhere/none.csv', 'km', survival, /There is no file at nowhere\/none\.csv/],
  ['an empty file', fileOf(''), 'km', survival, /is empty: it has no header/],
  ['a header alone', fileOf('time,event\n'), 'km', survival, /a header and no rows/],
  ['a truncated file', fileOf('time,event\n1,0\n2,1\n3'), 'km', survival, /cut off/],
  [
    'a quotation mark that never ends',
    fileOf('time,event\n1,"0\n2,1\n'),
    'km',
    survival,
    /cut off|quotation/,
  ],
  [
    'a column that is not there',
    fixture('lung.csv'),
    'km',
    '--time tim --event status',
    /has no column tim\. Did you mean time\?/,
  ],
  [
    'an event in 1 and 2',
    fixture('lung.csv'),
    'km',
    '--time time --event status',
    /status holds 1 and 2; .*--event-is 2/,
  ],
  [
    'an event value that never occurs',
    fixture('lung.csv'),
    'km',
    '--time time --event status --event-is 3',
    /status is never 3: it holds 1 and 2/,
  ],
  ['no events (km)', noEvents, 'km', survival, /Nobody had the event: event is 0/],
  ['no events (logrank)', noEvents, 'logrank', `${survival} --by group`, /Nobody had the event/],
  ['no events (rmst)', noEvents, 'rmst', `${survival} --by group`, /Nobody had the event/],
  ['no events (cox)', noEvents, 'cox', `${survival} --covariates x`, /Nobody had the event/],
  ['no events (cif)', noEvents, 'cif', survival, /Nobody had an event/],
  ['no events (finegray)', noEvents, 'finegray', `${survival} --covariates x`, /Nobody had an event/],
  [
    'no events (logistic)',
    noEvents,
    'logistic',
    '--outcome event --covariates x',
    /event is 0 in every row.*needs both/,
  ],
  [
    'an empty arm (logrank)',
    oneArm,
    'logrank',
    `${survival} --by group`,
    /group is a in every row.*nothing to compare/,
  ],
  ['an empty arm (rmst)', oneArm, 'rmst', `${survival} --by group`, /nothing to compare/],
  ['an empty arm (cif)', oneArm, 'cif', `${survival} --by group`, /nothing to compare/],
  [
    'all treated (weight)',
    oneArm,
    'weight',
    '--treatment arm --covariates x',
    /arm is 1 in every row.*one arm is empty/,
  ],
  ['all treated (match)', oneArm, 'match', '--treatment arm --covariates x', /one arm is empty/],
  ['all treated (balance)', oneArm, 'balance', '--treatment arm --covariates x', /one arm is empty/],
  ['all treated (logistic)', oneArm, 'logistic', '--treatment arm --covariates x', /one arm is empty/],
  ['a constant covariate (cox)', constant, 'cox', `${survival} --covariates x`, /x is 5 in every row/],
  [
    'a constant covariate (logistic)',
    constant,
    'logistic',
    '--outcome event --covariates x',
    /x is 5 in every row/,
  ],
  [
    'a constant covariate (weight)',
    constant,
    'weight',
    '--treatment arm --covariates x',
    /x is 5 in every row/,
  ],
  [
    'collinear covariates (cox)',
    collinear,
    'cox',
    `${survival} --covariates x,y`,
    /y follows from the other covariates/,
  ],
  [
    'collinear covariates (finegray)',
    collinear,
    'finegray',
    `${survival} --covariates x,y`,
    /y follows from the other covariates/,
  ],
  [
    'collinear covariates (logistic)',
    collinear,
    'logistic',
    '--outcome event --covariates x,y',
    /y follows from the other covariates/,
  ],
  [
    'collinear covariates (match)',
    collinear,
    'match',
    '--treatment arm --covariates x,y',
    /y follows from the other covariates/,
  ],
  ['an infinite value', infinite, 'cox', `${survival} --covariates x`, /line 9.*finite/],
  [
    'a text among numbers',
    withText,
    'cox',
    `${survival} --covariates x`,
    /x holds numbers, but a text in line 9.*--missing/,
  ],
  [
    'times of zero and below',
    zero,
    'cox',
    `${survival} --covariates x`,
    /time is 0 in lines 5 and 11; .*above 0/,
  ],
  [
    'an interval that stops before it starts',
    data(([time, ...rest]) => [time, ...rest, 50], 'time,event,group,x,arm,from'),
    'cox',
    '--start from --stop time --event event --covariates x',
    /must stop after it starts/,
  ],
  [
    'separation (weight)',
    separated,
    'weight',
    '--treatment arm --covariates x',
    /x tells some people’s arm without error/,
  ],
  ['separation (logistic)', separated, 'logistic', '--outcome arm --covariates x', /x.*separation/],
  [
    'a group without events (cox)',
    data(([time, event, group, ...rest]) => [time, group === 'a' ? 0 : event, group, ...rest]),
    'cox',
    `${survival} --covariates group`,
    /ran off to 0 or infinity \(group: b\)/,
  ],
  [
    'values too large to square',
    data(([time, event, group, x, arm]) => [time, event, group, `${x}e300`, arm]),
    'cox',
    `${survival} --covariates x`,
    /another unit/,
  ],
  [
    'a tau beyond the follow-up',
    data(([time, , ...rest]) => [time, time === 4 ? 1 : 0, ...rest]),
    'rmst',
    `${survival} --tau 500`,
    /nobody of the data is followed beyond 23/,
  ],
  [
    'a cause that nobody had',
    fixture('melanoma.csv'),
    'finegray',
    '--time time --event status --censored 2 --cause 5 --covariates age',
    /There is no cause 5 in status: the causes are 1 and 3/,
  ],
  [
    'a negative weight',
    data(([time, event, group, x, arm], i) => [time, event, group, i === 0 ? -1 : x, arm]),
    'km',
    `${survival} --weights x`,
    /x is -\d+ in .*0 or more/,
  ],
  [
    'an arm of three levels',
    data(([time, event, group, x, arm], i) => [time, event, i < 2 ? 'c' : group, x, arm]),
    'weight',
    '--treatment group --covariates x',
    /group has 3 levels \(a, b and c\).*--treatment-is/,
  ],
  [
    'a slip in an arm',
    data(([time, event, group, x, arm], i) => [time, event, i === 0 ? 'slip' : group, x, arm]),
    'weight',
    '--treatment group --covariates x',
    /group has 3 levels \(a, b and another text in line 2\).*--treatment-is b/,
  ],
  [
    'a person in two rows',
    data(row => [...row, 7], 'time,event,group,x,arm,who'),
    'match',
    '--treatment arm --covariates x --id who',
    /who is 7 in lines 2 and 3/,
  ],
  [
    'a caliper that nobody meets',
    fileOf('arm,x\n1,1.5\n0,5\n1,9\n0,30\n1,10\n0,2\n0,8\n0,22\n'),
    'match',
    '--treatment arm --covariates x --caliper 0.0000001',
    /nobody to compare/,
  ],
];

describe('what cannot be answered is said in one sentence, with status 1 and nothing on standard output', () => {
  for (const [what, file, statistic, options, sentence] of hostile) {
    test(what, async () => {
      for (const format of ['--json', '']) {
        const { status, out, err } = await say(
          statistic,
          '--data',
          file,
          ...options.split(' '),
          ...(format ? [format] : []),
        );
        assert.equal(status, 1, err);
        assert.equal(out, '');
        assert.match(err, sentence);
        assert.doesNotMatch(err, /NaN|undefined|Error|\bat .*\.ts/);
        assert.equal(err.trimEnd().split('\n').length, 1);
      }
    });
  }
});
