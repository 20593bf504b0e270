import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertFigures, fixture, fixtureJson, json } from './calling.ts';

interface Survival {
  readonly groups: readonly {
    readonly group: string;
    readonly median: Readonly<Record<'time' | 'lower' | 'upper', number | string>>;
    readonly table: readonly (Readonly<Record<string, number>> & {
      readonly intervals: Readonly<Record<string, { readonly lower: number; readonly upper: number }>>;
    })[];
  }[];
}

const rows = readFileSync(fixture('km.csv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => line.split(','));

/** What R's survfit says of one stratum: a column of km.csv. */
function survfit(data: string, stratum: string, name: string): number[] {
  const at = rows[0].indexOf(name);
  return rows
    .filter(row => row[0] === data && row[1] === stratum)
    .map(row => (row[at] === 'NA' ? Number.NaN : Number(row[at])));
}

test('stats km gives the curve, its standard error and all three intervals of R’s survfit', async () => {
  const strata = [...new Set(rows.slice(1).map(row => `${row[0]}|${row[1]}`))];
  const calls: Readonly<Record<string, readonly string[]>> = {
    rossi_all: ['--data', fixture('rossi.csv'), '--time week --event arrest'],
    rossi_fin: ['--data', fixture('rossi.csv'), '--time week --event arrest --by fin'],
    lung_sex: ['--data', fixture('lung.csv'), '--time time --event status --event-is 2 --by sex'],
  };
  let compared = 0;
  for (const key of strata) {
    const [data, stratum] = key.split('|');
    if (!Object.hasOwn(calls, data)) continue;
    const found = await json<Survival>('km', ...calls[data]);
    const group = found.groups.find(one => stratum === 'all' || stratum.endsWith(one.group));
    assert.ok(group, key);
    const survival = survfit(data, stratum, 'survival');
    // At a survival of 0 R has no interval.
    const alive = survival.filter(value => value > 0).length;
    const column = (name: string) => group.table.slice(0, alive).map(row => row[name]);
    const want = (name: string) => survfit(data, stratum, name).slice(0, alive);
    for (const [own, theirs] of [
      ['time', 'time'],
      ['atRisk', 'n_risk'],
      ['events', 'n_event'],
      ['censored', 'n_censor'],
      ['survival', 'survival'],
      ['standardError', 'std_err'],
    ])
      assertFigures(column(own), want(theirs), `${key} ${own}`);
    for (const [kind, prefix] of [
      ['plain', 'plain'],
      ['log', 'log'],
      ['log-log', 'loglog'],
    ])
      for (const side of ['lower', 'upper'] as const)
        assertFigures(
          group.table.slice(0, alive).map(row => row.intervals[kind][side]),
          want(`${prefix}_${side}`),
          `${key} ${kind} ${side}`,
        );
    compared++;
  }
  assert.ok(compared >= 4, `${compared} strata`);
});

test('stats km gives the medians of R’s table, and says in a word where there are none', async () => {
  const lung = await json<Survival>(
    'km --data',
    fixture('lung.csv'),
    '--time time --event status --event-is 2 --by sex',
  );
  assert.deepEqual(
    lung.groups.map(({ median }) => median),
    [
      { time: 270, lower: 212, upper: 310 },
      { time: 426, lower: 348, upper: 550 },
    ],
  );
  const rossi = await json<Survival>('km --data', fixture('rossi.csv'), '--time week --event arrest');
  assert.deepEqual(rossi.groups[0].median, {
    time: 'not reached',
    lower: 'not reached',
    upper: 'not reached',
  });
});

test('stats logrank gives observed, expected, chi-square and p of R’s survdiff, also stratified and of Peto', async () => {
  const r = fixtureJson('survival-r-outputs.json') as Record<
    string,
    { obs: number[]; exp: number[]; chisq: number }
  >;
  const veteran = ['--data', fixture('veteran.csv'), '--time time --event status'];
  const compare = async (name: string, ...options: string[]) => {
    const found = await json<{
      groups: { observed: number; expected: number }[];
      chiSquare: number;
      peto: { chiSquare: number };
    }>('logrank', ...veteran, ...options);
    const { obs, exp, chisq } = r[name];
    // The fixture orders cell types as R's factor has them.
    const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
    assertFigures(sorted(found.groups.map(one => one.observed)), sorted(obs), `${name} observed`);
    assertFigures(sorted(found.groups.map(one => one.expected)), sorted(exp), `${name} expected`);
    assertFigures([found.chiSquare], [chisq], name);
    return found;
  };
  const header = readFileSync(fixture('veteran.csv'), 'utf8').split('\n')[0];
  const cell = header.split(',').find(name => name.startsWith('cell')) ?? '';
  const plain = await compare('veteran_logrank_cell', `--by ${cell}`);
  assertFigures([plain.peto.chiSquare], [r.veteran_peto_cell.chisq], 'peto');
  await compare('veteran_peto_cell', `--by ${cell} --rho 1`);
  await compare('veteran_logrank_strata', `--by trt --strata ${cell}`);
});

test('stats rmst gives the means of survRM2 with differences and p', async () => {
  const { groups, differences } = await json<{
    groups: { mean: number; standardError: number }[];
    differences: {
      difference: number;
      standardError: number;
      lower: number;
      upper: number;
      p: number;
      ratio: { value: number };
    }[];
  }>('rmst --data', fixture('rossi.csv'), '--time week --event arrest --by fin --tau 52');
  // survRM2 of Rossi's men at 52 weeks.
  assertFigures(
    groups.flatMap(one => [one.mean, one.standardError]),
    [44.8333333333333, 0.917671540498792, 46.875, 0.793324895885726],
    'means',
  );
  const [one] = differences;
  assertFigures(
    [one.difference, one.standardError, one.lower, one.upper, one.p, one.ratio.value],
    [
      2.04166666666666, 1.21304799850357, -0.335863721918743, 4.41919705525206, 0.0923580353046186,
      1.04553903345725,
    ],
    'difference',
  );
});
