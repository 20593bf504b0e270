import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conclude } from '../../src/index.ts';
import type { Estimate } from '../../src/index.ts';
import { whole } from './whole-estimate.ts';

type Findings = Parameters<typeof conclude>[0];

const between = (value: number, lower: number, upper: number): Estimate => ({
  ...whole,
  value,
  interval: { lower, upper, level: 0.95 },
});

const findings: Findings = {
  detected: 'any detected reoffending',
  windowDays: 365,
  estimand: 'ATO',
  arms: [
    { label: 'people on the programme', programme: ['required'] },
    { label: 'people on a community order alone', programme: [] },
  ],
  events: [30, 45],
  adjusted: whole,
  worstImbalance: 0.01,
  effectiveShare: [0.9, 0.95],
  negativeControl: undefined,
  changedAfterOutcomes: false,
  when: undefined,
};

test('E13: an interval below 0 says lower, in people of a thousand', () => {
  assert.deepEqual(conclude(findings), {
    verdict: 'lower',
    because: 'the interval leaves no difference out',
    sentences: [
      'Among people who could well have been in either group, any detected reoffending within one year was lower for people on the programme than for people on a community order alone: about 15 fewer people in a thousand (95% interval: between 5 and 25 fewer).',
    ],
    cautions: [],
  });
});

test('E13: an interval above 0 says higher, and names whom the estimand is about', () => {
  const { verdict, sentences } = conclude({
    ...findings,
    estimand: 'ATT',
    adjusted: between(0.021, 0.011, 0.032),
  });
  assert.equal(verdict, 'higher');
  assert.match(
    sentences[0],
    /^Among people like people on the programme, .* was higher .*: about 21 more people in a thousand \(95% interval: between 11 and 32 more\)\.$/,
  );
  assert.match(
    conclude({ ...findings, estimand: 'ATE' }).sentences[0],
    /^Among people of both groups together/,
  );
});

test('E13: an interval that holds 0, ends included, says cannot tell yet, and never that there is no difference', () => {
  for (const adjusted of [
    between(0.003, -0.004, 0.009),
    between(0.005, 0, 0.01),
    between(-0.005, -0.01, 0),
  ]) {
    const { verdict, because, sentences } = conclude({ ...findings, adjusted });
    assert.equal(verdict, 'cannot tell yet');
    assert.equal(because, 'the interval holds no difference');
    assert.equal(sentences[1], 'This does not mean that there is no difference.');
    assert.doesNotMatch(sentences[0], /no effect|no difference|does not work/);
  }
  assert.match(
    conclude({ ...findings, adjusted: between(0.003, -0.004, 0.009) }).sentences[0],
    /the difference lies between 4 fewer and 9 more people in a thousand\.$/,
  );
});

test('E13: fewer than ten events in an arm is said first, however clear the interval looks', () => {
  const few = conclude({ ...findings, events: [9, 45] });
  assert.equal(few.verdict, 'cannot tell yet');
  assert.equal(
    few.sentences[0],
    'Fewer than ten people had any detected reoffending within one year among people on the programme. That is too few to compare, so we cannot tell yet.',
  );
  assert.equal(conclude({ ...findings, events: [10, 45] }).verdict, 'lower');
  assert.equal(conclude({ ...findings, events: [45, 9] }).because, 'few events');
  assert.equal(conclude({ ...findings, events: ['fewer than 10', 45] }).because, 'few events');
});

test('E13: no events at all, in one arm or in both, says cannot tell yet', () => {
  const withheld = { withheld: 'Nobody in one of the groups was detected.' };
  const none = conclude({ ...findings, events: [0, 0], adjusted: withheld });
  assert.equal(none.verdict, 'cannot tell yet');
  assert.match(
    none.sentences[0],
    /^Fewer than ten people had any detected reoffending within one year in either group/,
  );
});

test('E13: arms that cannot be compared, or that weighting leaves unlike, say cannot tell yet and why', () => {
  const none = conclude({ ...findings, events: undefined, adjusted: { withheld: 'They are never alike.' } });
  assert.deepEqual([none.verdict, none.because], ['cannot tell yet', 'no estimate']);
  assert.equal(none.sentences[0], 'We cannot tell yet. They are never alike.');
  assert.equal(conclude({ ...findings, worstImbalance: 0.3 }).because, 'unlike groups');
  const uneven = conclude({ ...findings, worstImbalance: 0.2 });
  assert.equal(uneven.verdict, 'lower');
  assert.match(uneven.cautions[0], /0\.20 standard deviations/);
});

test('E13: cannot tell yet comes with how many more people and by when, where more people would help', () => {
  const when = {
    differencePerThousand: 15,
    power: 0.8,
    needed: 2000,
    have: 160,
    stillNeeded: 1840,
    intakePerYear: 62,
    reachedOn: '2056-07-01',
    sentence: 'About 1,900 more people.',
  };
  assert.ok(conclude({ ...findings, when, events: [9, 45] }).sentences.includes(when.sentence));
  assert.ok(
    conclude({ ...findings, when, adjusted: between(0.003, -0.004, 0.009) }).sentences.includes(
      when.sentence,
    ),
  );
  assert.ok(!conclude({ ...findings, when, worstImbalance: 0.3 }).sentences.includes(when.sentence));
});

test('E40: a group that pools required and voluntary people says so in its conclusion, whatever the verdict', () => {
  const pooled: Findings = {
    ...findings,
    arms: [{ label: 'people on the programme', programme: ['required', 'voluntary'] }, findings.arms[1]],
  };
  for (const adjusted of [whole, between(0.003, -0.004, 0.009)]) {
    const said = conclude({ ...pooled, adjusted }).sentences.join(' ');
    assert.match(
      said,
      /"people on the programme" pools people in a programme by choice with people who were obliged \(required\)/,
    );
  }
  assert.doesNotMatch(conclude(findings).sentences.join(' '), /pools/);
});

test('a group of volunteers, a negative control that differs, and thin overlap are cautioned', () => {
  const { cautions } = conclude({
    ...findings,
    arms: [{ label: 'people who chose', programme: ['voluntary'] }, findings.arms[1]],
    negativeControl: { detected: 'detected motoring offences', differs: true },
    effectiveShare: [0.05, 0.9],
  });
  assert.match(cautions[0], /motivation/);
  assert.match(cautions[1], /detected motoring offences/);
  assert.match(cautions[2], /few people with large weights/);
});
