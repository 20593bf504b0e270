import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { meanWaitBy } from '../../src/engine/by-attribute.ts';
import { runNetwork } from '../../src/engine/run-network.ts';
import { compile, luckNumbers, stageOrder } from '../../src/scenario/compile.ts';
import { drawValues } from '../../src/scenario/compile/values.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { daysAYear } from '../../src/scenario/unit.ts';

const folder = new URL('../../../examples/plans/', import.meta.url);
const read = (file: string): Scenario =>
  readScenario(file, name => readFileSync(new URL(name, folder), 'utf8'));

/** A national plan whose figures are certain: those given here, and of any other the upper end, the likeliest, or 50. */
function certain(scenario: Scenario, given: Readonly<Record<string, number>>): Scenario {
  const parameters = Object.entries(scenario.parameters).map(([name, { label, unit, date, ...rest }]) => {
    const value =
      given[name] ?? rest.value ?? rest.lognormal?.median ?? (rest.uniform ?? rest.triangular)?.[1] ?? 50;
    return [name, { label, unit, date, value }] as const;
  });
  return { ...scenario, parameters: Object.fromEntries(parameters) };
}

function run(scenario: Scenario) {
  const order = stageOrder(scenario);
  const network = compile(scenario, order, drawValues(scenario, 1, 0), luckNumbers([scenario]));
  const s = runNetwork(network, 1, 0);
  const at = (name: string): number => order.indexOf(name);
  const inAll = (counts: Float64Array, stage: number, width = 1, own = 0): number =>
    s.periodEnds.reduce((sum, _, period) => sum + counts[(period * s.stages + stage) * width + own], 0);
  return {
    s,
    at,
    came: (stage: string) => inAll(s.arrived, at(stage)),
    moved: (from: string, to: string) => inAll(s.moved, at(from), s.stages + 1, at(to) + 1),
    /** Of custody, by what people are held for, in the order of the attribute's values. */
    held: (counts: 'arrived' | 'began' | 'insideTime' | 'waitingTime') =>
      [0, 1, 2].map(value => inAll(s.by[0][counts], at('custody'), 3, value)),
  };
}

/** Nobody dies, reoffends or breaches, and nobody is anywhere when it begins. */
const quiet = {
  'arrests-growth': 0,
  'examination-waiting': 0,
  'examination-places': 100_000,
  'court-now': 0,
  'custody-now': 0,
  'on-licence-now': 0,
  'programme-now': 0,
  'programme-waiting': 0,
  'detected-again': 0,
  'deaths-a-year': 0,
  breached: 0,
  'undetected-again': 0,
};
const base = read('base.yaml');

/** Within so many standard errors of a count. */
const near = (count: number, expected: number, errors = 4): void =>
  assert.ok(Math.abs(count - expected) < errors * Math.sqrt(expected), `${count}, not near ${expected}`);

test('as many are held before sentence as their share says, for as long as they are held, and then go to court', () => {
  const { came, moved, held } = run(
    certain({ ...base, years: 20 }, { ...quiet, recalled: 0, 'held-before-sentence': 8 }),
  );
  const before = came('remanded');
  near(before, came('charged') * 0.08);
  assert.equal(moved('remanded', 'custody'), before);
  // Whoever was held is sentenced, or not, as often as anybody else (28,325 of 30,541: here 50 in 100 for certain).
  const after = moved('custody', 'disposal');
  near(after, before / 2, 6);
  const [, time] = held('insideTime');
  const [, began] = held('began');
  // Six months on average, and a spread of .9: Little's law, but for those still there at the end.
  const mean = (daysAYear / 12) * 6;
  assert.ok(Math.abs(time / began / mean - 1) < 4 * (0.9 / Math.sqrt(began)) + 0.03, `${time / began} days`);
});

test('a recall comes as often as its share of licences says, lasts its days, and gives no new licence', () => {
  const share = 0.3;
  const { came, moved, held, s, at } = run(
    certain(
      { ...base, years: 20 },
      // A licence of a month is over before a recall is.
      { ...quiet, recalled: 100 * share, 'held-before-sentence': 0, 'licence-length': 1 },
    ),
  );
  const recalls = came('recalled');
  // Only a first release begins a licence; all but those of the last weeks are over.
  near(recalls, came('released') * share);
  assert.equal(came('on-licence'), came('released') + moved('custody', 'on-licence'));
  assert.equal(moved('recalled', 'custody'), recalls);
  const [, , time] = held('insideTime');
  const [, , began] = held('began');
  // 56 days for certain: all who were recalled but the last.
  const still = s.by[0].insideAtEnd[((s.periodEnds.length - 1) * s.stages + at('custody')) * 3 + 2];
  assert.ok(time <= began * 56 + 1e-6 && time >= (began - still) * 56 - 1e-6, `${time} days of ${began}`);
});

test('who is held or recalled takes a place that somebody sentenced then waits for', () => {
  const prison = read('everybody-imprisoned.yaml');
  const of = (figures: Readonly<Record<string, number>>) =>
    run(certain(prison, { deterrence: 0, ...figures }));
  const without = of({ 'held-before-sentence': 0, recalled: 0 });
  const both = of({ 'held-before-sentence': 8, recalled: 30 });
  const [sentenced, before, recalled] = both.held('waitingTime');
  assert.ok(without.held('waitingTime')[0] < sentenced);
  assert.ok(without.came('recalled') === 0 && both.came('recalled') > 1000);
  // They do not wait behind the thousands who do.
  const last = both.s.periodEnds.length - 1;
  const wait = (value: number): number => meanWaitBy(both.s, last, both.at('custody'), 0, value);
  assert.ok(wait(1) < wait(0) / 10 && wait(2) < wait(0) / 10, `${wait(0)}, ${wait(1)}, ${wait(2)} days`);
  assert.ok(before < sentenced / 10 && recalled < sentenced / 10);
});

test('nobody is lost or made on the way through remand and recall', () => {
  for (const file of ['base.yaml', 'everybody-imprisoned.yaml', 'conditional-discharge.yaml']) {
    const { s, came, moved, held } = run(certain(read(file), { recalled: 30, 'held-before-sentence': 8 }));
    assert.equal(s.came + s.startedWith, s.left + s.present, file);
    const [forSentence, before, recalled] = held('arrived');
    assert.deepEqual([before, recalled], [came('remanded'), came('recalled')], file);
    assert.equal(forSentence + before + recalled, came('custody'), file);
    assert.equal(forSentence, moved('disposal', 'custody'), file);
    assert.equal(came('released'), moved('custody', 'released'), file);
    assert.equal(came('on-licence'), came('released') + moved('custody', 'on-licence'), file);
  }
});

test('time held before sentence is taken off the sentence, as far as the plan says that it counts', () => {
  const days = (counts: number) => {
    const { held } = run(
      certain(
        { ...base, years: 20 },
        {
          ...quiet,
          recalled: 0,
          'held-before-sentence': 100,
          'held-counts': counts,
          'time-served': 10,
          'custody-share': 60,
        },
      ),
    );
    const time = held('insideTime');
    const began = held('began');
    return { sentence: time[0] / began[0], before: time[1] / began[1] };
  };
  const none = days(0);
  const all = days(100);
  assert.ok(Math.abs(all.before / none.before - 1) < 0.01);
  // Whoever was held longer than their sentence is let out at once: E max(0, S - X) lies above E S - E X, and below E S.
  assert.ok(all.sentence > none.sentence - none.before && all.sentence < none.sentence * 0.8);
  const half = days(50);
  assert.ok(half.sentence > all.sentence && half.sentence < none.sentence);
});

test('people on licence when the plan begins are on it until their day, and may be recalled', () => {
  const only = { ...quiet, arrests: 0, 'examination-places': 0, 'on-licence-now': 700, 'licence-length': 11 };
  const free = run(certain(base, { ...only, recalled: 0 }));
  // Little's law over all of it: what is left of each licence is uniform, half of it on average.
  const half = (daysAYear / 12) * 11 * 0.5;
  const stayed = free.s.insideTime.reduce(
    (sum, time, cell) => sum + (cell % free.s.stages === free.at('on-licence') ? time : 0),
    0,
  );
  assert.ok(Math.abs(stayed / 700 / half - 1) < 4 * (0.58 / Math.sqrt(700)), `${stayed / 700} days`);
  assert.equal(free.came('after-custody'), 700);
  const recalls = run(certain(base, { ...only, recalled: 30 })).came('recalled');
  near(recalls, 700 * 0.15, 5);
});

test('both are figures that anybody may set, with their date, and marked where nothing is known', () => {
  for (const name of [
    'held-before-sentence',
    'held-before-sentence-time',
    'licence-length',
    'recalled',
    'on-licence-now',
  ]) {
    assert.equal(base.parameters[name].source, undefined, name);
    assert.ok(base.parameters[name].date && base.parameters[name].uniform, name);
  }
  const { source, date, value } = base.parameters['held-counts'];
  assert.deepEqual([source, date, value], [undefined, '2027', 100]);
  assert.match(base.parameters['recall-length'].source!, /56 days/);
});
