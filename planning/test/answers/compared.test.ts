import { test } from 'node:test';
import assert from 'node:assert/strict';
import { compare } from '../../src/answers/compare.ts';
import type { Compared } from '../../src/answers/compared/tables.ts';
import { describeAlone } from '../../src/answers/alone.ts';
import type { Estimate } from '../../src/answers/plan-result.ts';
import { runPlan } from '../../src/answers/plan.ts';
import { replicate } from '../../src/answers/replicate.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { madeUp } from '../scenario/made-up.ts';
import { everything } from './figures/known-plans.ts';

/** A loss system: a list with no room, so that whoever finds every place taken is refused. */
function desk(name: string, seats: number, years = 3): Scenario {
  const plan = madeUp({
    years,
    numbers: {
      rate: '21 people a week',
      seats: `${seats} places`,
      mean: '1 days',
      none: '0 in 100 a year',
      no: '0 people',
      held: '1000 £ a year',
    },
    stages: `desk:
  label: Desk
  places: { start: seats }
  list: { most: no, to: leaves }
  stay: { exponential: { mean: mean } }
  cost: { perYearInside: held }
  next: [{ rest: leaves }]`,
  });
  return { ...plan, name };
}

/** Erlang's recursion by hand: B(0) = 1, B(c) = aB / (c + aB). */
const erlang = (places: number, load: number): number => {
  let b = 1;
  for (let c = 1; c <= places; c++) b = (load * b) / (c + load * b);
  return b;
};

const row = (rows: readonly Compared[], statistic: string): Compared =>
  rows.find(each => 'statistic' in each && each.statistic === statistic)!;

test('a comparison carries refusals and use of places with the difference run by run: Erlang B of 3 places less that of 4', () => {
  const result = runPlan([desk('Three', 3), desk('Four', 4)], { seed: 4, replications: 60 });
  const { statistics, costs } = result.tables.whole;
  const refused = row(statistics, 'refusedShare');
  const exact = erlang(3, 3) - erlang(4, 3);
  const { mean, standardError } = refused.difference!;
  assert.ok(Math.abs(mean - exact) < 4 * standardError!, `${mean}, exact ${exact}`);
  assert.ok(standardError! < 0.03 * exact, 'the runs are too few to show anything');
  // Little: the load that is carried.
  const inside = row(statistics, 'meanInside').difference!;
  assert.ok(Math.abs(inside.mean + 3 * exact) < 4 * inside.standardError!);
  const everyCost = costs.find(({ of }) => of === 'everything')!;
  assert.ok(Math.abs(everyCost.difference!.mean - 1000 * inside.mean) < 1e-6);
  // The same people with the same luck: the difference is sharper than two separate means would make it.
  assert.ok(standardError! < 0.7 * Math.hypot(refused.first!.standardError!, refused.second!.standardError!));
});

test('every figure of a plan alone stands in a comparison, in every year, by attribute and over all of them', () => {
  const other = { ...everything, name: 'Other' };
  const replications = replicate([everything, other], 2, 4);
  const alone = describeAlone(everything, 0, 2, replications);
  const { tables, provenance } = compare([everything, other], 2, replications);
  const ids = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('difference' in value) {
      const { first, second, difference } = value as unknown as Compared;
      for (const figure of [first, second, difference]) {
        assert.ok(figure !== null && provenance[figure.id], `${figure?.id} does not open`);
      }
      assert.deepEqual([difference!.low, difference!.mean, difference!.high], [0, 0, 0]);
      ids.add(first!.id);
    }
    for (const each of Object.values(value)) walk(each);
  };
  walk(tables);
  const { statistics, ways, happened, resources, costs, flow, whole, byAttribute } = alone;
  const all: readonly Estimate[] = [
    ...[statistics, ways, happened, resources, costs, flow, byAttribute].flat(),
    ...[whole.statistics, whole.ways, whole.happened, whole.resources, whole.costs, whole.flow].flat(),
  ];
  assert.ok(all.length > 500);
  assert.deepEqual(
    all.map(({ id }) => id).filter(id => !ids.has(id)),
    [],
  );
  assert.deepEqual(
    tables.totals.map(({ of }) => of),
    ['risk.death', 'risk.unseen', 'deterred', 'yearsUnderInvestigation'],
  );
});

test('where nobody waited in some run the wait is told over the others, in how many there was one, and never as null without why', () => {
  // About one person a year comes: in some years nobody does.
  const rare = (name: string, mean: string): Scenario => ({
    ...madeUp({
      years: 1,
      numbers: { rate: '1 people a year', seats: '1 places', mean },
      stages: `desk:
  label: Desk
  places: { start: seats }
  stay: { fixed: mean }
  next: [{ rest: leaves }]`,
    }),
    name,
  });
  const runs = 40;
  const plans = [rare('Short', '1 days'), rare('Long', '300 days')] as const;
  const replications = replicate(plans, 3, runs);
  const held = replications.filter(({ outcomes }) => outcomes[0].stages[0].began > 0).length;
  assert.ok(held > 10 && held < 35, `${held} runs with somebody`);
  const { flows, tables, provenance } = compare(plans, 3, replications);
  const { meanWait } = flows[0].stages[0];
  assert.equal(meanWait.runs, held);
  assert.equal(
    meanWait.why,
    `Nobody got a place here in the year in ${runs - held} of ${runs} runs; the figure is over the other ${held}.`,
  );
  assert.match(provenance[meanWait.id].how, new RegExp(`^Middle of ${held} runs`));
  const wait = row(tables.statistics, 'meanWait');
  const both = replications.flatMap(({ outcomes: [a, b] }) =>
    Number.isNaN(a.stages[0].meanWait) ? [] : [a.stages[0].meanWait - b.stages[0].meanWait],
  );
  assert.equal(wait.difference!.runs, held);
  assert.ok(Math.abs(wait.difference!.mean - both.reduce((sum, each) => sum + each, 0) / held) < 1e-9);
  assert.ok(wait.difference!.low < 0, 'who stays longer keeps others waiting');
  assert.equal(
    wait.why,
    `With "Short" ${held} of ${runs} runs have it. With "Long" ${held} of ${runs} runs have it. The difference is over the ${held} that have both.`,
  );

  const nobody = compare(
    plans,
    3,
    replications.filter(({ outcomes }) => outcomes[0].stages[0].began === 0),
  );
  const none = nobody.flows[0].stages[0].meanWait;
  assert.deepEqual([none.middle, none.mean, none.runs], [null, null, 0]);
  assert.match(none.why!, /^Nobody got a place here in the year in any of \d+ runs: there is no wait\.$/);
});

test('what one plan alone has is told as that, and no difference is made up', () => {
  const { tables } = runPlan([{ ...desk('Loss', 3, 1) }, madeWaiting(3)], { seed: 1, replications: 3 });
  const refused = row(tables.whole.statistics, 'refusedShare');
  assert.deepEqual([refused.second, refused.difference], [null, null]);
  assert.equal(refused.why, '"Waiting" has no such figure.');
});

function madeWaiting(seats: number): Scenario {
  const { desk: stage } = desk('Waiting', seats, 1).stages;
  const { list, ...rest } = stage;
  assert.ok(list);
  return { ...desk('Waiting', seats, 1), stages: { desk: rest } };
}
