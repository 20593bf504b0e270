import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { design, errorSpent, isEstimate, levelOfLook, run, sourceOf } from '../../src/index.ts';
import type { Lock, StudyReport } from '../../src/index.ts';
import { decideLook } from '../../src/study/look.ts';
import type { LookDecision, LookRecord } from '../../src/study/look.ts';
import { assertNear } from '../fixture.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';
const hash = (k: number): string => String(k % 10).repeat(64);

type Plan = Parameters<typeof decideLook>[0]['plan'];

/** Looks at data of so many people, one after another. */
function looks(plan: Plan, people: readonly number[]): LookDecision[] {
  const history: LookRecord[] = [];
  return people.map((count, k) => {
    const decision = decideLook({
      history: [...history],
      plan,
      protocolSha256: hash(0),
      dataSha256: `${hash(1)}${k}`,
      people: count,
      at: `2026-11-0${k + 1}`,
    });
    history.push(decision.record);
    return decision;
  });
}

const plan = { planned: 3, people_at_last: 1000, spending: 'obrien-fleming' as const };

test('without a plan the first look has the usual 95%, and each further one a small error on top, below 7.5% in all', () => {
  const found = looks(
    undefined,
    Array.from({ length: 9 }, () => 500),
  );
  assert.equal(found[0].fact.level, 0.95);
  assertNear(found[1].fact.level, 1 - 0.05 / 6);
  assertNear(found[2].fact.level, 1 - 0.05 / 12);
  let spent = 0.05;
  found.slice(1).forEach(({ fact }) => assertNear(fact.alphaSpent, (spent += 1 - fact.level), 1e-9));
  assert.ok(spent < 0.075);
  assert.match(found[1].fact.sentence, /no further look was planned/);
  assert.ok(found.every(({ fact }) => fact.mayConclude));
});

test('planned looks spend by the share of people, as the boundaries of the spending function say', () => {
  const shares = [0.3, 0.65, 1];
  looks(
    plan,
    shares.map(share => 1000 * share),
  ).forEach(({ fact, record }, k) => {
    const want = levelOfLook({ look: k + 1, information: shares[k], earlier: shares.slice(0, k) });
    assertNear(fact.level, want.level);
    assertNear(fact.alphaSpent, errorSpent('obrien-fleming', shares[k]));
    assert.equal(record.information, shares[k]);
    assert.match(fact.sentence, /of 3 planned with (30|65|100)% of the people/);
  });
});

test('a look without more people than the one before is shown, concludes nothing and spends nothing', () => {
  const [first, same, next] = looks(plan, [500, 500, 800]);
  assert.equal(same.fact.mayConclude, false);
  assert.equal(same.fact.alphaSpent, first.fact.alphaSpent);
  assertNear(same.fact.level, 1 - (0.05 - first.fact.alphaSpent));
  assert.match(same.fact.sentence, /no more information .* nothing may be concluded from it/);
  // The plan goes on as if that look had not been.
  assertNear(next.fact.level, levelOfLook({ look: 2, information: 0.8, earlier: [0.5] }).level);
});

test('after all error is spent, and before any may be, a look concludes nothing and says why', () => {
  const beyond = looks(plan, [600, 1000, 1200])[2];
  assert.equal(beyond.fact.mayConclude, false);
  assert.match(beyond.fact.sentence, /over 99.9999% interval.*All error was spent at earlier looks/);
  const early = looks(plan, [1])[0];
  assert.match(early.fact.sentence, /So early hardly any error may be spent/);
  const fourth = looks({ planned: 3, spending: 'pocock' }, [1, 2, 3, 4])[3];
  assert.equal(fourth.fact.mayConclude, false);
});

test('a plan that is written after outcomes were seen without it counts for nothing', () => {
  const [unplanned] = looks(undefined, [500]);
  const decision = decideLook({
    history: [unplanned.record],
    plan,
    protocolSha256: hash(2),
    dataSha256: hash(3),
    people: 900,
    at: '2026-12-01',
  });
  assertNear(decision.fact.level, 1 - 0.05 / 6);
  assert.match(decision.fact.sentence, /earlier looks were not made by the plan/);
});

test('the same protocol on the same data is the same look, whatever the plan', () => {
  for (const own of [undefined, plan]) {
    const [first] = looks(own, [400]);
    const again = decideLook({
      history: [first.record],
      plan: own,
      protocolSha256: first.record.protocolSha256,
      dataSha256: first.record.dataSha256 ?? '',
      people: 400,
      at: '2027-01-01',
    });
    assert.equal(again.fact.level, first.fact.level);
    assert.deepEqual([again.fact.number, again.fact.made], [1, 2]);
  }
});

test('whatever the looks, a level lies between 0 and 1 and error spent never falls', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom<Plan>(
        undefined,
        plan,
        { planned: 2, spending: 'pocock' },
        { ...plan, spending: 'pocock' },
      ),
      (people, own) => {
        let before = 0;
        for (const { fact } of looks(own, people)) {
          assert.ok(fact.level > 0 && fact.level < 1);
          assert.ok(fact.alphaSpent >= before - 1e-12 && fact.alphaSpent <= 1);
          before = fact.alphaSpent;
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('headline intervals have the level of their look, and a look that may not conclude says cannot tell yet', () => {
  const protocol = protocolOf(`${protocolText}looks: { planned: 3, people_at_last: 2000 }\n`);
  const runOn = (count: number, previous?: Lock): { report: StudyReport; lock: Lock } => {
    const source = sourceOf(smallFiles(count));
    return run(protocol, design(protocol, source, at, previous).lock, source, at);
  };
  const one = runOn(1000);
  const { level } = one.report.standsOn.look;
  assertNear(level, levelOfLook({ look: 1, information: 0.5 }).level);
  const two = runOn(900, one.lock);
  assert.equal(two.report.standsOn.look.mayConclude, false);
  for (const { report } of [one, two]) {
    for (const { headline } of report.pairs) {
      assert.ok(isEstimate(headline));
      assert.equal(headline.interval.level, report.standsOn.look.level);
    }
  }
  for (const { conclusion } of two.report.pairs) {
    assert.equal(conclusion.verdict, 'cannot tell yet');
    assert.match(conclusion.sentences[0], /We cannot tell yet.*no more information/);
  }
});
