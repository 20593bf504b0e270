import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aipw, designMatrix } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { lalondeDesign, lalondeEarnings, lalondeTreated } from '../lalonde.ts';
import { fromR, rossi, rossiDesign } from '../weights-fixture.ts';

const earnings = lalondeEarnings();
const lalonde = { design: lalondeDesign(), treated: lalondeTreated() };

test('AIPW agrees with the reference to 1e-8', () => {
  const { difference } = aipw({ ...lalonde, outcome: earnings, estimand: 'ATE', model: 'linear' });
  assertNear(difference.value, fromR.reference.aipw.est);
  assertNear(difference.standardError, fromR.reference.aipw.se_if);
  assert.equal(difference.standardErrorName, 'influence function');
});

test('AIPW for ATT and ATC, with linear, logistic and Poisson outcomes, agrees with R to 1e-8', () => {
  const men = { design: rossiDesign('fin'), treated: rossi('fin', 'yes') };
  const cases = [
    [{ ...lalonde, outcome: earnings, estimand: 'ATT', model: 'linear' }, fromR.aipw.ATT_linear],
    [{ ...men, outcome: rossi('arrest'), estimand: 'ATC', model: 'logistic' }, fromR.aipw.ATC_logistic],
    [{ ...men, outcome: rossi('prio'), estimand: 'ATE', model: 'poisson' }, fromR.aipw.ATE_poisson],
  ] as const;
  for (const [input, wanted] of cases) {
    const found = aipw(input);
    const scale = Math.sqrt(input.treated.length / (input.treated.length - 1));
    assertNear(found.means[0].value, wanted.m1);
    assertNear(found.means[1].value, wanted.m0);
    assertNear(found.difference.standardError, wanted.se * scale);
    assert.ok(found.ratio);
    assertNear(found.ratio.standardError, wanted.logratio_se * scale);
  }
});

test('when the outcome is a straight line in the covariates AIPW finds its shift exactly', () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const treated = [0, 1, 0, 0, 1, 0, 1, 1];
  const outcome = x.map((value, i) => 3 + 2 * value + 10 * treated[i]);
  for (const estimand of ['ATE', 'ATT', 'ATC'] as const) {
    const { difference } = aipw({ design: designMatrix({ x }), treated, outcome, estimand, model: 'linear' });
    assertNear(difference.value, 10, 1e-10);
    assert.ok(difference.standardError < 1e-10);
  }
});

test('AIPW refuses estimands without people and arms that the covariates tell apart', () => {
  const design = designMatrix({ x: [1, 2, 3, 4] });
  const input = { design, outcome: [1, 0, 1, 0], model: 'linear' } as const;
  assert.throws(() => aipw({ ...input, treated: [0, 1, 0, 1], estimand: 'ATM' }), /ATM; .*ATE, ATT or ATC/);
  assert.throws(
    () => aipw({ ...input, treated: [0, 0, 1, 1], estimand: 'ATE' }),
    /x: the covariates tell the arms apart/,
  );
});
