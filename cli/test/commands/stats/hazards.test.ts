import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFigures, fixture, fixtureJson, json } from './calling.ts';

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
