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

interface Cox {
  readonly coefficients: readonly (Readonly<Record<string, number>> & {
    readonly term: string;
    readonly column: string;
    readonly level?: string;
  })[];
  readonly covariance: readonly (readonly number[])[];
  readonly robustCovariance: readonly (readonly number[])[];
  readonly logLikelihood: { readonly null: number; readonly model: number };
  readonly tests: Readonly<Record<string, { readonly chiSquare: number }>>;
  readonly proportionalHazards: {
    readonly columns: readonly { chiSquare: number }[];
    readonly terms: readonly { chiSquare: number }[];
    readonly global: { chiSquare: number };
  };
  readonly concordance: number;
}

test('stats cox gives R’s coxph of Rossi’s men: race’s baseline is the first by the alphabet', async () => {
  const { cox } = fixtureJson('r-outputs.json') as {
    cox: Record<string, { coef: Record<string, number>; vcov: number[][]; loglik: number[]; score: number }>;
  };
  for (const ties of ['efron', 'breslow']) {
    const found = await json<Cox>(
      'cox --data',
      fixture('rossi.csv'),
      `--time week --event arrest --covariates fin,age,race,wexp,mar,paro,prio --ties ${ties}`,
    );
    const want = cox[`rossi_${ties}`];
    // R's fixture compares black with other and married with not, the other way round.
    const sign = [1, 1, -1, 1, -1, 1, 1];
    assertFigures(
      found.coefficients.map((row, j) => sign[j] * row.coefficient),
      Object.values(want.coef),
      ties,
    );
    assertFigures(
      found.coefficients.map(row => row.standardError ** 2),
      want.vcov.map((row, j) => row[j]),
      `${ties} variance`,
    );
    assertFigures(
      [found.logLikelihood.null, found.logLikelihood.model, found.tests.score.chiSquare],
      [...want.loglik, want.score],
      ties,
    );
    const robust = await json<Cox>(
      'cox --data',
      fixture('rossi.csv'),
      `--time week --event arrest --covariates fin,age,race,wexp,mar,paro,prio --ties ${ties} --robust`,
    );
    assertFigures(
      robust.coefficients.map(row => row.standardError ** 2),
      cox[`rossi_${ties}_robust`].vcov.map((row, j) => row[j]),
      `${ties} robust`,
    );
  }
  const { coefficients } = await json<Cox>(
    'cox --data',
    fixture('rossi.csv'),
    '--time week --event arrest --covariates race',
  );
  assert.deepEqual(
    [coefficients[0].term, coefficients[0].column, coefficients[0].level],
    ['race: other', 'race', 'other'],
  );
});

test('stats cox with start, stop, strata and cluster gives R’s figures, proportional-hazards test included', async () => {
  const r = fixtureJson('survival-r-outputs.json') as Record<
    string,
    {
      coef: number[];
      var: number[][];
      naive?: number[][];
      loglik: number[];
      score: number;
      wald: number;
      concordance: number;
      zph: Record<string, number[]>;
    }
  >;
  const heart = ['--data', fixture('heart.csv'), '--start start --stop stop --event event --covariates'];
  for (const transform of ['km', 'identity', 'log', 'rank']) {
    const found = await json<Cox>('cox', ...heart, `age,year,surgery,transplant --transform ${transform}`);
    const want = r.heart_efron;
    assertFigures(
      found.coefficients.map(row => row.coefficient),
      want.coef,
      'heart',
    );
    assertFigures(found.covariance.flat(), want.var.flat(), 'covariance', 1e-8, 1e-4);
    assertFigures(
      [...found.proportionalHazards.terms, found.proportionalHazards.global].map(row => row.chiSquare),
      want.zph[transform],
      transform,
      1e-8,
      1,
    );
    assertFigures([found.tests.wald.chiSquare], [want.wald], 'wald');
    assertFigures([found.concordance], [want.concordance], 'concordance');
  }
  const found = await json<Cox>(
    'cox --data',
    fixture('bladder2.csv'),
    '--start start --stop stop --event event --covariates rx,number,size --strata enum --cluster id',
  );
  const want = r.bladder_cluster_strata;
  assertFigures(
    found.coefficients.map(row => row.coefficient),
    want.coef,
    'bladder',
  );
  assertFigures(found.robustCovariance.flat(), want.var.flat(), 'robust covariance', 1e-8, 1e-3);
  assertFigures(found.covariance.flat(), want.naive?.flat() ?? [], 'covariance', 1e-8, 1e-3);
});

test('stats cif gives survfit’s shares and Gray’s test of cuminc; stats finegray gives crr', async () => {
  const r = fixtureJson('survival-r-outputs.json') as {
    melanoma_gray: number[];
    fine_gray_melanoma_mel: { coef: number[]; se: number[]; loglik: number; var: number[][] };
    fine_gray_melanoma_other: { coef: number[]; se: number[]; loglik: number; var: number[][] };
  };
  const melanoma = ['--data', fixture('melanoma.csv'), '--time time --event status --censored 2'];
  const { grayTest, groups } = await json<{
    grayTest: { chiSquare: number }[];
    groups: { causes: { at: { incidence: number; martingaleStandardError: number }[] }[] }[];
  }>('cif', ...melanoma, '--by ulcer --at 1000');
  assertFigures(
    grayTest.map(one => one.chiSquare),
    r.melanoma_gray,
    'Gray',
  );
  // cmprsk's timepoints at 1,000 days, of deaths from melanoma without and with an ulcer.
  assertFigures(
    groups.map(one => one.causes[0].at[0].incidence),
    [0.0350904193920739, 0.244444444444444],
    'incidence',
  );
  assertFigures(
    groups.map(one => one.causes[0].at[0].martingaleStandardError ** 2),
    [0.000299744922857933, 0.00207963989588803],
    'variance',
  );
  for (const [cause, want] of [
    ['1', r.fine_gray_melanoma_mel],
    ['3', r.fine_gray_melanoma_other],
  ] as const) {
    const found = await json<Cox>(
      'finegray',
      ...melanoma,
      `--cause ${cause} --covariates sex,age,thickness,ulcer`,
    );
    assertFigures(
      found.coefficients.map(row => row.coefficient),
      want.coef,
      `cause ${cause}`,
      1e-6,
    );
    assertFigures(
      found.coefficients.map(row => row.standardError),
      want.se,
      `cause ${cause} error`,
      1e-6,
    );
    assertFigures([found.logLikelihood.model], [want.loglik], 'log likelihood');
  }
});
