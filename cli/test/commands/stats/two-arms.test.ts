import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFigures, fixture, fixtureJson, json } from './calling.ts';

const lalonde = [
  '--data',
  fixture('lalonde.csv'),
  '--treatment treat --covariates age,educ,race,married,nodegree,re74,re75',
];

test('stats logistic gives R’s glm: coefficients, covariance, deviance and fitted probabilities', async () => {
  const { lalonde_propensity: want } = fixtureJson('r-outputs.json') as {
    lalonde_propensity: {
      coef: Record<string, number>;
      vcov: number[][];
      deviance: number;
      fitted: number[];
    };
  };
  const found = await json<{
    coefficients: { coefficient: number; standardErrors: { model: number } }[];
    deviance: number;
    fitted: { row: number; fitted: number }[];
  }>('logistic', ...lalonde);
  assertFigures(
    found.coefficients.map(row => row.coefficient),
    Object.values(want.coef),
    'coefficients',
    1e-8,
    1e-5,
  );
  assertFigures(
    found.coefficients.map(row => row.standardErrors.model ** 2),
    want.vcov.map((row, j) => row[j]),
    'variance',
    1e-8,
    1e-9,
  );
  assertFigures([found.deviance], [want.deviance], 'deviance');
  assert.equal(found.fitted.length, 614);
  // The fixture holds those of the first rows.
  assertFigures(
    found.fitted.slice(0, want.fitted.length).map(row => row.fitted),
    want.fitted,
    'fitted',
  );
  assert.equal(found.fitted[0].row, 1);
});

interface Weighted {
  readonly weights: readonly { readonly row: number; readonly weight: number; readonly score: number }[];
  readonly effectiveSampleSize: { readonly treated: number; readonly control: number };
  readonly effect: { readonly difference: { readonly value: number; readonly standardError: number } };
  readonly effects: readonly {
    readonly standardErrorName: string;
    readonly difference: { readonly standardError: number };
  }[];
  readonly doublyRobust?: { readonly difference: { readonly value: number; readonly standardError: number } };
}

test('stats weight gives R’s weights, effects and each standard error for all five estimands', async () => {
  const { weighting } = fixtureJson('weights-r-outputs.json') as {
    weighting: Record<
      string,
      {
        est: number;
        w: number[];
        M: { se: number };
        ess: number[];
        HC0: number;
        HC1: number;
        HC2: number;
        HC3: number;
      }
    >;
  };
  for (const estimand of ['ATE', 'ATT', 'ATC', 'ATO', 'ATM']) {
    const want = weighting[estimand];
    const found = await json<Weighted>('weight', ...lalonde, `--estimand ${estimand} --outcome re78`);
    assertFigures(
      [found.effect.difference.value, found.effect.difference.standardError],
      [want.est, want.M.se],
      estimand,
      1e-6,
    );
    assertFigures(
      found.weights.slice(0, 10).map(row => row.weight),
      want.w,
      `${estimand} weights`,
    );
    assertFigures(
      [found.effectiveSampleSize.treated, found.effectiveSampleSize.control],
      want.ess,
      `${estimand} effective`,
    );
    const errors = new Map(found.effects.map(one => [one.standardErrorName, one.difference.standardError]));
    assertFigures(
      ['HC0', 'HC1', 'HC2', 'HC3'].map(name => errors.get(name) ?? 0),
      [want.HC0, want.HC1, want.HC2, want.HC3],
      estimand,
    );
  }
});

test('stats weight by entropy and doubly robust give the reference’s figures', async () => {
  const { reference } = fixtureJson('weights-r-outputs.json') as {
    reference: {
      aipw: { est: number; se_if: number };
      ebal: { est: number; ess_control: number; HC0: number };
    };
  };
  const entropy = await json<Weighted>(
    'weight',
    ...lalonde,
    '--estimand ATT --method entropy --outcome re78 --se HC0',
  );
  assertFigures(
    [
      entropy.effect.difference.value,
      entropy.effect.difference.standardError,
      entropy.effectiveSampleSize.control,
    ],
    [reference.ebal.est, reference.ebal.HC0, reference.ebal.ess_control],
    'entropy',
    1e-6,
  );
  const { doublyRobust } = await json<Weighted>('weight', ...lalonde, '--outcome re78');
  assertFigures(
    [doublyRobust?.difference.value ?? 0, doublyRobust?.difference.standardError ?? 0],
    [reference.aipw.est, reference.aipw.se_if],
    'AIPW',
    1e-6,
  );
});

interface MatchItOutput {
  readonly matches: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly att: { readonly unadj: Readonly<Record<string, number>> };
}

test('stats match pairs by row whom MatchIt pairs, with its weights, effect and clustered standard error', async () => {
  const { specifications } = fixtureJson('matchit.json') as { specifications: Record<string, MatchItOutput> };
  const calls: Readonly<Record<string, string>> = {
    nearest: '--method nearest',
    nearest_replace: '--replace',
    nearest_ratio2: '--ratio 2',
    nearest_exact_race: '--exact race',
    nearest_caliper02: '--caliper 0.2',
    nearest_caliper02_logit: '--caliper 0.2 --caliper-on logit',
    nearest_caliper02_replace: '--caliper 0.2 --replace',
  };
  for (const [name, options] of Object.entries(calls)) {
    const want = specifications[name];
    const found = await json<{
      pairs: { treatedRow: number; controlRow: number }[];
      weights: { weight: number }[];
      effect: { difference: number; standardErrors: Record<string, number> };
      unmatched: { treated: number };
    }>('match', ...lalonde, `--outcome re78 ${options}`);
    const pairs = want.matches.flatMap(([row, ...others]) => others.map(other => `${row + 1} ${other + 1}`));
    assert.deepEqual(
      found.pairs.map(pair => `${pair.treatedRow} ${pair.controlRow}`).sort(),
      pairs.sort(),
      name,
    );
    assertFigures(
      found.weights.map(row => row.weight),
      want.weights,
      name,
    );
    const { est, HC1, HC3, CL_HC1 } = want.att.unadj;
    assertFigures(
      [found.effect.difference, found.effect.standardErrors.HC1, found.effect.standardErrors.HC3],
      [est, HC1, HC3],
      name,
    );
    if (CL_HC1 !== undefined)
      assertFigures([found.effect.standardErrors.clusterHC1], [CL_HC1], `${name} by set`);
    assert.equal(found.unmatched.treated, want.matches.filter(one => one.length === 1).length);
  }
});

test('stats match by subclasses gives MatchIt’s weights and effect for each estimand', async () => {
  const r = fixtureJson('subclass.json') as Record<string, { est: number; HC1: number; HC3: number }>;
  for (const [estimand, count] of [
    ['ATT', 6],
    ['ATC', 5],
    ['ATE', 10],
  ] as const) {
    const found = await json<{
      effect: { difference: number; standardErrors: { HC1: number; HC3: number } };
    }>('match', ...lalonde, `--method subclass --subclasses ${count} --estimand ${estimand} --outcome re78`);
    const want = r[`${estimand} ${count}`];
    assertFigures(
      [found.effect.difference, found.effect.standardErrors.HC1, found.effect.standardErrors.HC3],
      [want.est, want.HC1, want.HC3],
      estimand,
    );
  }
});

test('stats match, optimal and full, spends no more distance than optmatch, and pairs within the caliper', async () => {
  const optimal = await json<{ totalDistance: number; matched: { treated: number } }>(
    'match',
    ...lalonde,
    '--method optimal',
  );
  const nearest = await json<{ totalDistance: number }>('match', ...lalonde, '--method nearest');
  assert.equal(optimal.matched.treated, 185);
  assert.ok(optimal.totalDistance <= nearest.totalDistance + 1e-9);
  const within = await json<{ pairs: { distance: number }[]; caliper: number; widestPair: number }>(
    'match',
    ...lalonde,
    '--method optimal --caliper 0.1',
  );
  assert.ok(
    within.pairs.every(pair => pair.distance <= within.caliper) && within.widestPair <= within.caliper,
  );
});

test('stats balance gives the differences of MatchIt’s summary before, and after with weights from a column', async () => {
  const { specifications } = fixtureJson('matchit.json') as {
    specifications: { nearest: { all: Record<string, number[]> } };
  };
  const { all } = specifications.nearest;
  const found = await json<{
    balance: {
      term: string;
      before: { treatedMean: number; standardisedBy: { asMatchIt: number }; kolmogorovSmirnov: number };
    }[];
  }>('balance', ...lalonde, '--estimand ATT');
  assert.deepEqual(
    found.balance.map(row => row.term),
    ['age', 'educ', 'race: black', 'race: hispan', 'race: white', 'married', 'nodegree', 're74', 're75'],
  );
  assertFigures(
    found.balance.map(row => row.before.standardisedBy.asMatchIt),
    all['Std. Mean Diff.'].slice(1),
    'difference',
  );
  assertFigures(
    found.balance.map(row => row.before.kolmogorovSmirnov),
    all['eCDF Max'].slice(1),
    'KS',
  );
});

test('stats evalue gives the published example, and the limit on the side of no effect', async () => {
  // VanderWeele and Ding (2017): 3.9 (1.8 to 8.7) needs 7.26, its limit 3.0.
  const risk = await json<{ eValue: number; eValueOfLimit: number }>(
    'evalue --estimate 3.9 --lower 1.8 --upper 8.7',
  );
  assertFigures([risk.eValue, risk.eValueOfLimit], [3.9 + Math.sqrt(3.9 * 2.9), 3], 'risk ratio');
  const held = await json<{ eValueOfLimit: number }>('evalue --estimate 0.8 --lower 0.6 --upper 1.1');
  assert.equal(held.eValueOfLimit, 1);
  const { sensitivity } = {
    sensitivity: (fixtureJson('r-outputs.json') as { evalue: { hr_common_example: number } }).evalue,
  };
  assert.ok(sensitivity.hr_common_example > 1);
  const odds = await json<{ eValue: number }>('evalue --measure odds --estimate 4');
  const root = await json<{ eValue: number }>('evalue --estimate 2');
  assertFigures([odds.eValue], [root.eValue], 'a common odds ratio counts as its root');
  const rare = await json<{ eValue: number }>('evalue --measure odds --estimate 2 --rare');
  assertFigures([rare.eValue], [root.eValue], 'a rare odds ratio as itself');
});

test('stats power gives R’s power.prop.test, both ways, and Schoenfeld’s events', async () => {
  // power.prop.test(p1 = .046, p2 = .03, power = .8, tol = 1e-14)$n; power.prop.test(n = 250, p1 = .3, p2 = .2)$power
  const people = await json<{ exactPeople: number; people: { first: number } }>('power --rates 0.046,0.030');
  assertFigures([people.exactPeople], [2240.41169852103], 'people');
  assert.equal(people.people.first, 2241);
  const power = await json<{ power: number }>('power --rates 0.3,0.2 --n 250');
  assertFigures([power.power], [0.734412602307028], 'power', 1e-8);
  const hazards = await json<{ events: number }>('power --hazard-ratio 0.5');
  // (1.959964 + .841621)^2 / (.25 log(.5)^2) = 65.34
  assert.equal(hazards.events, 66);
});
