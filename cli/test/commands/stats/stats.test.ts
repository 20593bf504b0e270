import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SUBCOMMANDS } from '../../../src/commands/stats/subcommands.ts';
import { call, fileOf, fixture, json } from './call.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

test('every example of every help runs, says something in words and in JSON, and never a number that is none', async () => {
  for (const { name, examples } of SUBCOMMANDS) {
    for (const example of examples) {
      const args = example
        .replace('throughcare stats ', '')
        .replaceAll('evidence/', `${root}/evidence/`)
        .split(' ');
      const text = await call(...args);
      assert.equal(text.status, 0, `${example}: ${text.err}`);
      assert.match(text.out, /Options: /, 'defaults are printed');
      const all = await json<{ statistic: string; options: object }>(...args);
      assert.equal(all.statistic, name);
      assert.doesNotMatch(text.out + JSON.stringify(all), /\bNaN\b|Infinity|undefined/);
    }
  }
});

test('help says the options, the method and its source, and the fields, of each statistic', async () => {
  for (const { name, fields } of SUBCOMMANDS) {
    const { status, out } = await call('help', name);
    assert.equal(status, 0);
    for (const [field] of fields) assert.ok(out.includes(field), `${name}: ${field}`);
    assert.match(out, /[Aa]s R: |Fleiss/);
  }
});

test('the order of rows changes no figure', async () => {
  const [header, ...rows] = readFileSync(fixture('veteran.csv'), 'utf8').trimEnd().split('\n');
  const turned = fileOf('turned.csv', `${[header, ...rows.toReversed()].join('\n')}\n`);
  const args = ['--time', 'time', '--event', 'status', '--covariates', 'trt,karno,cell', '--strata', 'prior'];
  interface Found {
    readonly coefficients: readonly { readonly coefficient: number; readonly standardError: number }[];
  }
  const [one, other] = await Promise.all(
    [fixture('veteran.csv'), turned].map(file => json<Found>('cox', '--data', file, ...args)),
  );
  one.coefficients.forEach(({ coefficient, standardError }, j) => {
    assert.ok(Math.abs(coefficient - other.coefficients[j].coefficient) < 1e-9);
    assert.ok(Math.abs(standardError - other.coefficients[j].standardError) < 1e-9);
  });
});

test('rows with a missing value in a column that is used are left out and told by line', async () => {
  const file = fileOf('gaps.csv', 'time,event,x\n5,1,1\n6,NA,2\n7,1,\n8,0,1\n9,1,3\n10,1,2\n');
  const { leftOut, used } = await json<{
    used: number;
    leftOut: { count: number; rows: { line: number; missing: string[] }[] };
  }>('cox', '--data', file, '--time', 'time', '--event', 'event', '--covariates', 'x');
  assert.equal(used, 4);
  assert.deepEqual(
    leftOut.rows.map(({ line, missing }) => `${line} ${missing.join()}`),
    ['3 event', '4 x'],
  );
});

const base = 'arm,time,event,x,y,word\n';
const rows = (text: string) => fileOf(`bad-${bad++}.csv`, base + text);
let bad = 0;
const good = Array.from(
  { length: 12 },
  (_, i) => `${i % 2},${i + 1},${i % 3 === 0 ? 1 : 0},${(i * 7) % 5},${i % 4 ? 0 : 1},${'ab'[i % 2]}`,
);

/** Each call that cannot be answered, and what the one sentence has to say. */
const refusals: readonly (readonly [what: string, args: () => string[], says: RegExp])[] = [
  [
    'no events',
    () => ['km', '--data', rows('0,1,0,1,0,a\n1,2,0,2,1,b\n'), '--time', 'time', '--event', 'event'],
    /Nobody had the event/,
  ],
  [
    'an empty arm',
    () => [
      'logrank',
      '--data',
      rows('0,1,1,1,0,a\n0,2,0,2,1,b\n'),
      '--time',
      'time',
      '--event',
      'event',
      '--by',
      'arm',
    ],
    /the other arm is empty/,
  ],
  [
    'all treated',
    () => ['weight', '--data', rows('1,1,1,1,0,a\n1,2,0,2,1,b\n'), '--treatment', 'arm', '--covariates', 'x'],
    /one arm is empty/,
  ],
  [
    'a constant covariate',
    () => [
      'cox',
      '--data',
      rows(good.map(r => r.replace(/^(.*?,.*?,.*?),\d/, '$1,3')).join('\n') + '\n'),
      '--time',
      'time',
      '--event',
      'event',
      '--covariates',
      'x',
    ],
    /without spread/,
  ],
  [
    'collinear covariates',
    () => [
      'cox',
      '--data',
      fileOf(
        'collinear.csv',
        `a,b,time,event\n${Array.from({ length: 9 }, (_, i) => `${i},${2 * i},${((i * 5) % 9) + 1},${i % 2}`).join('\n')}\n`,
      ),
      '--time',
      'time',
      '--event',
      'event',
      '--covariates',
      'a,b',
    ],
    /collinear/,
  ],
  [
    'an infinite value',
    () => [
      'cox',
      '--data',
      rows(`${good.join('\n')}\n0,13,1,Inf,0,a\n`),
      '--time',
      'time',
      '--event',
      'event',
      '--covariates',
      'x',
    ],
    /must be finite/,
  ],
  [
    'times of nothing or below',
    () => ['km', '--data', rows('0,0,1,1,0,a\n1,-2,0,2,1,b\n'), '--time', 'time', '--event', 'event'],
    /must be above 0/,
  ],
  [
    'a truncated file',
    () => ['km', '--data', rows(`${good.join('\n')}\n0,13`), '--time', 'time', '--event', 'event'],
    /cut off/,
  ],
  [
    'a column that is not there',
    () => ['km', '--data', rows(`${good.join('\n')}\n`), '--time', 'tme', '--event', 'event'],
    /Did you mean time\?/,
  ],
  [
    'a file that is not there',
    () => ['km', '--data', 'nowhere.csv', '--time', 'time', '--event', 'event'],
    /no file at nowhere\.csv/,
  ],
  [
    'another coding of events',
    () => ['km', '--data', fixture('lung.csv'), '--time', 'time', '--event', 'status'],
    /--event-is 2/,
  ],
  [
    'separation',
    () => [
      'logistic',
      '--data',
      rows(`${Array.from({ length: 12 }, (_, i) => `${i % 2},1,1,${i % 2 ? i + 9 : -i},0,a`).join('\n')}\n`),
      '--outcome',
      'arm',
      '--covariates',
      'x',
    ],
    /separation/,
  ],
];
for (const [what, args, says] of refusals) {
  test(`${what}: one clear sentence, status 1, and nothing on standard output`, async () => {
    const { status, out, err } = await call(...args());
    assert.equal(status, 1, err);
    assert.match(err, says);
    assert.equal(out, '');
    assert.match(err.trimEnd(), /[.?]$/);
  });
}

test('a wrong call has status 2: an option that is not used, one that is missing, one that is unknown', async () => {
  for (const [args, says] of [
    [['km', '--data', 'x', '--time', 't', '--event', 'e', '--caliper', '1'], /does not use --caliper/],
    [['cox', '--data', 'x', '--time', 't', '--event', 'e'], /needs --covariates/],
    [['km', '--dta', 'x'], /Did you mean data\?/],
    [['kmm'], /Did you mean km\?/],
  ] as const) {
    const { status, err, out } = await call(...args);
    assert.equal(status, 2);
    assert.match(err, says);
    assert.equal(out, '');
  }
});
