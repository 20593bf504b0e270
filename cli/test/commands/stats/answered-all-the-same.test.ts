import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFigures, fixture, json, say } from './calling.ts';
import { data, survival, usual } from './made-up-table.ts';

test('rows that miss a value are left out, counted, and named by line', async () => {
  const file = data(([time, event, group, x, arm], i) => [
    time,
    event,
    group,
    i === 4 ? 'NA' : i === 6 ? '' : x,
    arm,
  ]);
  const found = await json<{ rows: number; used: number; leftOut: unknown }>(
    'cox',
    '--data',
    file,
    `${survival} --covariates x`,
  );
  assert.deepEqual([found.rows, found.used], [40, 38]);
  assert.deepEqual(found.leftOut, {
    count: 2,
    rows: [
      { row: 5, line: 6, missing: ['x'] },
      { row: 7, line: 8, missing: ['x'] },
    ],
  });
  const { out } = await say('cox', '--data', file, `${survival} --covariates x`);
  assert.match(out, /40 rows, 38 used, 2 left out \(a value is missing in lines 6 and 8\)/);
});

test('an event may be 0 and 1, FALSE and TRUE, or a value that is named', async () => {
  const events = async (coding: readonly [string, string], more = '') => {
    const file = data(([time, event, ...rest]) => [time, coding[Number(event)], ...rest]);
    return (await json<{ events: number }>('km', '--data', file, `${survival}${more}`)).events;
  };
  const expected = usual.filter(([, event]) => event === 1).length;
  assert.equal(await events(['0', '1']), expected);
  assert.equal(await events(['FALSE', 'TRUE']), expected);
  assert.equal(await events(['1', '2'], ' --event-is 2'), expected);
  assert.equal(await events(['alive', 'dead'], ' --event-is dead'), expected);
});

test('a competing-risks column without a 0 is answered with a loud caution', async () => {
  const { status, err } = await say('cif', '--data', fixture('melanoma.csv'), '--time time --event status');
  assert.equal(status, 0);
  assert.match(err, /Caution: No row has 0 in status.*--censored VALUE/);
});

test('a covariate far from 0 costs the hazard at 0 with a caution, and nothing else', async () => {
  const far = (by: number) =>
    data(([time, event, group, x, arm]) => [time, event, group, Number(x) + by, arm]);
  type Fit = { coefficients: { coefficient: number }[]; baselineHazard?: unknown; cautions: string[] };
  const near = await json<Fit>('cox', '--data', far(0), `${survival} --covariates x`);
  const away = await json<Fit>('cox', '--data', far(2 ** 40), `${survival} --covariates x`);
  assertFigures([away.coefficients[0].coefficient], [near.coefficients[0].coefficient], 'coefficient');
  assert.ok(near.baselineHazard !== undefined);
  assert.equal(away.baselineHazard, undefined);
  assert.match(away.cautions.join(' '), /hazard at covariates of 0 is left out/);
});
