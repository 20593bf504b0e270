import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fixture, json, near } from './call.ts';

// What R says; versions under `source` of each file.
const read = (name: string): unknown => JSON.parse(readFileSync(fixture(name), 'utf8'));
interface CoxOutput {
  readonly coef: readonly number[];
  readonly var: readonly (readonly number[])[];
  readonly wald: number;
  readonly concordance: number;
  readonly zph: { readonly km: readonly number[] };
}
const survival = read('survival-r-outputs.json') as {
  readonly heart_cluster_weights: CoxOutput;
  readonly heart_efron: CoxOutput;
  readonly bladder_cluster_strata: CoxOutput;
  readonly veteran_logrank_strata: { readonly chisq: number };
  readonly veteran_peto_cell: { readonly chisq: number; readonly obs: readonly number[] };
  readonly fine_gray_melanoma_mel: {
    readonly coef: readonly number[];
    readonly var: readonly (readonly number[])[];
  };
  readonly melanoma_gray: readonly number[];
};
const weighting = read<{
  readonly weighting: Readonly<
    Record<
      'ATE' | 'ATT' | 'ATC' | 'ATO' | 'ATM',
      {
        readonly est: number;
        readonly HC0: number;
        readonly HC3: number;
        readonly M: { readonly se: number };
        readonly ess: readonly [number, number];
      }
    >
  >;
  readonly entropy: { readonly ATT: { readonly est: number; readonly HC0: number } };
  readonly logistic: { readonly coef: readonly number[]; readonly HC3: readonly number[] };
}>('weights-r-outputs.json');

interface Coefficients {
  readonly coefficients: readonly { readonly coefficient: number; readonly standardError: number }[];
}
interface Cox extends Coefficients {
  readonly tests: { readonly wald: { readonly chiSquare: number } };
  readonly concordance: number;
  readonly proportionalHazards: {
    readonly terms: readonly { readonly chiSquare: number }[];
    readonly global: { readonly chiSquare: number };
  };
}

function assertCox(found: Cox, r: CoxOutput): void {
  found.coefficients.forEach(({ coefficient, standardError }, j) => {
    near(coefficient, r.coef[j], `coefficient ${j}`);
    near(standardError, Math.sqrt(r.var[j][j]), `standard error ${j}`);
  });
  near(found.tests.wald.chiSquare, r.wald, 'Wald');
  near(found.concordance, r.concordance, 'concordance', 1e-3);
}

const heart = ['--data', fixture('heart.csv'), '--start', 'start', '--stop', 'stop', '--event', 'event'];

test('stats cox with delayed entry, and by cluster with strata, is R’s coxph and cox.zph', async () => {
  const plain = await json<Cox>('cox', ...heart, '--covariates', 'age,year,surgery,transplant');
  assertCox(plain, survival.heart_efron);
  const { terms, global } = plain.proportionalHazards;
  [...terms, global].forEach((term, k) => near(term.chiSquare, survival.heart_efron.zph.km[k], `zph ${k}`));
  const bladder = await json<Cox>(
    'cox',
    '--data',
    fixture('bladder2.csv'),
    '--start',
    'start',
    '--stop',
    'stop',
    '--event',
    'event',
    '--covariates',
    'rx,number,size',
    '--strata',
    'enum',
    '--cluster',
    'id',
  );
  assertCox(bladder, survival.bladder_cluster_strata);
});

test('stats logrank, by strata and with Peto’s weights, is R’s survdiff; texts are groups by the alphabet', async () => {
  const veteran = ['logrank', '--data', fixture('veteran.csv'), '--time', 'time', '--event', 'status'];
  const strata = await json<{ chiSquare: number }>(...veteran, '--by', 'trt', '--strata', 'cell');
  near(strata.chiSquare, survival.veteran_logrank_strata.chisq);
  const peto = await json<{ chiSquare: number; groups: { group: string; observed: number }[] }>(
    ...veteran,
    '--by',
    'cell',
    '--rho',
    '1',
  );
  near(peto.chiSquare, survival.veteran_peto_cell.chisq);
  assert.deepEqual(
    peto.groups.map(({ group }) => group),
    ['adeno', 'large', 'smallcell', 'squamous'],
  );
  peto.groups.forEach(({ observed }, k) => near(observed, survival.veteran_peto_cell.obs[k]));
});

test('stats finegray and cif are R’s crr and cuminc', async () => {
  const melanoma = [
    '--data',
    fixture('melanoma.csv'),
    '--time',
    'time',
    '--event',
    'status',
    '--censored',
    '2',
  ];
  const fit = await json<Coefficients>(
    'finegray',
    ...melanoma,
    '--cause',
    '1',
    '--covariates',
    'sex,age,thickness,ulcer',
  );
  const r = survival.fine_gray_melanoma_mel;
  fit.coefficients.forEach(({ coefficient, standardError }, j) => {
    near(coefficient, r.coef[j]);
    near(standardError, Math.sqrt(r.var[j][j]));
  });
  const { gray } = await json<{ gray: { cause: string; chiSquare: number }[] }>(
    'cif',
    ...melanoma,
    '--by',
    'ulcer',
  );
  gray.forEach(({ chiSquare }, k) => near(chiSquare, survival.melanoma_gray[k]));
});

test('stats weight is R’s glm and sandwich for every estimand, and entropy balancing', async () => {
  const lalonde = [
    'weight',
    '--data',
    fixture('lalonde.csv'),
    '--treatment',
    'treat',
    '--outcome',
    're78',
    '--covariates',
    'age,educ,race,married,nodegree,re74,re75',
  ];
  interface Weighted {
    readonly effect: {
      readonly difference: number;
      readonly standardErrors: Readonly<Record<string, number>>;
    };
    readonly effectiveSampleSizes: { readonly treated: number; readonly control: number };
  }
  for (const estimand of ['ATE', 'ATT', 'ATC', 'ATO', 'ATM'] as const) {
    const { effect, effectiveSampleSizes } = await json<Weighted>(...lalonde, '--estimand', estimand);
    const r = weighting.weighting[estimand];
    near(effect.difference, r.est, estimand);
    near(effect.standardErrors['HC0'], r.HC0, `${estimand} HC0`);
    near(effect.standardErrors['HC3'], r.HC3, `${estimand} HC3`);
    near(effect.standardErrors['M-estimation'], r.M.se, `${estimand} M`, 1e-6);
    near(effectiveSampleSizes.treated, r.ess[0]);
    near(effectiveSampleSizes.control, r.ess[1]);
  }
  const entropy = await json<Weighted>(...lalonde, '--estimand', 'ATT', '--method', 'entropy');
  near(entropy.effect.difference, weighting.entropy.ATT.est, 'entropy', 1e-6);
});

test('stats logistic is R’s glm, text columns as factors with the first level as baseline', async () => {
  const found = await json<Coefficients & { standardErrors: { HC3: number[] } }>(
    'logistic',
    '--data',
    fixture('rossi.csv'),
    '--outcome',
    'arrest',
    '--covariates',
    'fin,age,race,wexp,mar,paro,prio',
  );
  found.coefficients.forEach(({ coefficient }, j) =>
    near(coefficient, weighting.logistic.coef[j], `coefficient ${j}`),
  );
  found.standardErrors.HC3.forEach((value, j) => near(value, weighting.logistic.HC3[j], `HC3 ${j}`));
});

test('stats evalue and power give published figures', async () => {
  const { eValue, eValueOfLimit } = await json<{ eValue: number; eValueOfLimit: number }>(
    'evalue',
    '--estimate',
    '3.9',
    '--lower',
    '1.8',
    '--upper',
    '8.7',
  );
  near(eValue, 7.26303434416005); // VanderWeele and Ding 2017
  near(eValueOfLimit, 3);
  const hazard = await json<{ eValue: number }>('evalue', '--measure', 'hazard', '--estimate', '0.8');
  near(hazard.eValue, 1.60889134837784);
  const { needed } = await json<{ needed: { first: number } }>('power', '--rates', '0.046,0.03');
  near(needed.first, 2240.41169898102, 'power.prop.test', 1e-4);
});
