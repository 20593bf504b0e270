import { test } from 'node:test';
import assert from 'node:assert/strict';
import { replicate, replicator } from '../../../src/answers/replicate.ts';
import { describeAlone } from '../../../src/answers/alone.ts';
import { simulate } from '../../../src/engine/simulate.ts';
import { network, source, stage } from '../../engine/small-network.ts';
import { madeUp } from '../../scenario/made-up.ts';
import { small } from '../small-scenario.ts';
import { described, everything, over } from './known-plans.ts';

const runs = 12;
const result = described(everything, 1, runs);
const near = (a: number, b: number, what: string): void =>
  assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), `${what}: ${a} and ${b}`);
const sum = (rows: readonly { mean: number }[]): number => rows.reduce((total, { mean }) => total + mean, 0);
const stages = ['desk', 'course', 'away'];
const years = [1, 2, 3, 4];
const of = (stage: string, year: number, statistic: string): number =>
  result.statistics.find(each => each.stage === stage && each.year === year && each.statistic === statistic)
    ?.mean ?? 0;

test('the flow balances at every stage in every year, by what is printed', () => {
  for (const year of years) {
    const ways = result.ways.filter(each => each.year === year);
    for (const stage of stages) {
      const figure = (name: string): number => of(stage, year, name);
      near(sum(ways.filter(({ to }) => to === stage)), figure('came'), `into ${stage} in ${year}`);
      const out = sum(ways.filter(({ from }) => from === stage));
      const died = result.happened.filter(
        each => each.year === year && each.stage === stage && each.risk === 'death',
      );
      const gone = ['completed', 'orderEndedFirst', 'refused', 'detectedReoffences'].map(figure);
      near(
        gone.reduce((total, count) => total + count, sum(died)),
        out,
        `out of ${stage} in ${year}`,
      );
      const before =
        year === 1
          ? stage === 'desk'
            ? 5
            : 0
          : of(stage, year - 1, 'waiting') + of(stage, year - 1, 'inside');
      near(before + figure('came') - out, figure('waiting') + figure('inside'), `there at ${stage}`);
    }
    const flow = (name: string): number =>
      result.flow.find(each => each.year === year && each.statistic === name)!.mean;
    near(sum(ways.filter(({ from }) => from === 'outside')), flow('came'), 'came');
    near(sum(ways.filter(({ to }) => to === 'leaves')), flow('left'), 'left');
    near(flow('firstArrests') + flow('detectedReoffences'), flow('arrested'), 'arrests');
    near(
      stages.reduce(
        (total, stage) => total + of(stage, year, 'meanWaiting') + of(stage, year, 'meanInside'),
        0,
      ),
      flow('present'),
      'present',
    );
  }
});

test('who left the list are those whose order ended and those whom a risk took from it', () => {
  for (const year of years) {
    const left = of('desk', year, 'leftList');
    assert.ok(left > of('desk', year, 'orderEndedFirst'), `${left}`);
    const share = of('desk', year, 'leftListShare');
    assert.ok(share > of('desk', year, 'orderEndedFirstShare'));
    assert.ok(share <= 1, `${share}, though some who left waited before the year began`);
  }
  const patience = described(
    {
      ...small,
      detectedReoffending: small.detectedReoffending,
      risks: null,
      stages: withoutRisk(small.stages),
    },
    3,
    4,
  );
  for (const one of patience.statistics.filter(each => each.statistic === 'leftList')) {
    const expired = patience.statistics.find(
      each => each.year === one.year && each.stage === one.stage && each.statistic === 'orderEndedFirst',
    )!;
    assert.equal(one.mean, expired.mean);
  }
});

const withoutRisk = (of: typeof small.stages): typeof small.stages =>
  Object.fromEntries(
    Object.entries(of).map(([name, stage]) => [name, { ...stage, detectedReoffending: null }]),
  );

test('what a year costs is what its stages and resources cost, and the years come to the whole', () => {
  for (const year of years) {
    const rows = result.costs.filter(each => each.year === year);
    near(
      sum(rows.filter(each => each.of !== 'everything')),
      sum(rows.filter(each => each.of === 'everything')),
      'year',
    );
  }
  near(sum(result.costs.filter(each => each.of === 'everything')), result.cost.mean, 'all years');
  // One place and two of staff open in the second year.
  const second = (name: string): number =>
    result.costs.find(each => each.year === 2 && each.name === name)!.mean;
  assert.equal(second('staff'), 2000);
  near(
    second('desk'),
    5000 + 20 * of('desk', 2, 'came') + 4000 * of('desk', 2, 'meanInside'),
    'the desk in year 2',
  );
});

test('staff are held by whoever is inside, of as many as there are by then', () => {
  const held = (year: number, statistic: string): number =>
    result.resources.find(each => each.year === year && each.statistic === statistic)!.mean;
  assert.equal(held(1, 'units'), 14);
  near(held(2, 'units'), 15, 'half a year of two more');
  near(held(3, 'units'), 16, 'two more');
  for (const year of years) {
    assert.ok(held(year, 'utilisation') > 0 && held(year, 'utilisation') <= 1);
    // A group holds one, a person at the desk one.
    assert.ok(held(year, 'held') > of('desk', year, 'meanInside'));
  }
});

test('all years together are the mean of the years, and a warm-up leaves the first out', () => {
  for (const warmUp of [0, 1, 3]) {
    const one = describeAlone(everything, 0, 1, replicate([everything], 1, runs, undefined, warmUp));
    assert.deepEqual([one.warmUp, one.whole.firstYear, one.whole.lastYear], [warmUp, warmUp + 1, 4]);
    for (const stage of stages) {
      for (const name of [
        'came',
        'began',
        'refused',
        'leftList',
        'meanInside',
        'meanWaiting',
        'meanPlaces',
      ]) {
        const read = years.filter(year => year > warmUp);
        if (of(stage, 4, name) === 0) continue;
        const mean = read.reduce((total, year) => total + of(stage, year, name), 0) / read.length;
        near(over(one, name, stage).mean, mean, `${name} at ${stage} after ${warmUp}`);
      }
    }
    near(
      sum(one.whole.costs.filter(each => each.of === 'everything')) * (4 - warmUp),
      sum(one.costs.filter(each => each.of === 'everything' && each.year > warmUp)),
      'cost',
    );
  }
  assert.throws(() => replicator([everything], 1, 4), /The warm-up was 4 years and "Made up" has 4/);
});

test('those deterred, and detected reoffences by what was completed, are told by year', () => {
  const deterred = result.flow.filter(each => each.statistic === 'deterred');
  assert.deepEqual(
    deterred.map(each => each.mean > 0),
    [false, true, true, true],
  );
  near(sum(deterred), result.deterred!.mean, 'deterred');
  for (const year of years) {
    for (const stage of stages) {
      const rows = result.byAttribute.filter(
        each => each.year === year && each.stage === stage && each.statistic === 'detectedReoffences',
      );
      assert.deepEqual(
        rows.map(each => each.value),
        ['none', 'finished'],
      );
      near(sum(rows), of(stage, year, 'detectedReoffences'), `${stage} in ${year}`);
    }
  }
});

test('every row has its interval, its mean with its error, the runs it stands for, and opens', () => {
  const { whole, provenance } = result;
  const tables = ['statistics', 'ways', 'happened', 'resources', 'costs', 'flow'] as const;
  const rows = tables.flatMap(table => [...result[table], ...whole[table]]);
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  for (const { id, low, middle, high, mean, standardError, runs: held, unit } of rows) {
    assert.ok(low <= middle && middle <= high && mean <= high + 1e-9 && mean >= low - Math.abs(mean), id);
    assert.ok(standardError !== null && standardError >= 0 && held <= runs && unit.length > 0, id);
    assert.doesNotMatch(provenance[id].what, /@/);
    assert.ok(provenance[id].parameters.length > 0, id);
  }
  for (const table of tables) assert.ok(result[table].length > 0 && whole[table].length > 0, table);
});

test('a wait that not every run has stands, and says for how many', () => {
  const plan = madeUp({
    years: 3,
    numbers: { rate: '0.5 people a year', seats: '1 places', mean: '9 days' },
    stages:
      'desk:\n  label: Desk\n  places: { start: seats }\n  stay: { fixed: mean }\n  next: [{ rest: leaves }]',
  });
  const one = described(plan, 1, 40);
  const waits = one.statistics.filter(each => each.statistic === 'meanWait');
  assert.equal(waits.length, 3);
  for (const { id, runs: held } of waits) {
    assert.ok(held > 5 && held < 35, `${held}`);
    assert.match(one.provenance[id].how, new RegExp(`Middle of ${held} runs of 40 that have such a figure`));
  }
});

test('whether the runs were enough is said for each measure, by the mean and its interval', () => {
  assert.deepEqual(
    result.precision.map(each => each.measure),
    ['wait', 'cost', 'detectedReoffences'],
  );
  const [, cost] = result.precision;
  near(cost.mean!, result.cost.mean, 'mean');
  // Student's t with 11 degrees of freedom, 0.975 quantile (any printed table).
  near(cost.halfWidth! / result.cost.standardError! / 2.20098516009164, 1, 'half-width');
  assert.equal(cost.enough, cost.halfWidth! <= 0.01 * cost.mean!);
  assert.match(
    cost.words,
    cost.enough ? /12 runs were enough/ : /12 runs were not enough .* about [\d,]+ would be/,
  );
  assert.equal(result.stopped, null);
});

test('a network keeps times in the flow only when it asks', () => {
  const one = network([stage()], [source()], [100]);
  assert.equal(simulate(one, 1).timeInFlowCounts, null);
  const { timeInFlowCounts, left } = simulate({ ...one, timesInFlow: true }, 1);
  assert.equal(
    timeInFlowCounts!.reduce((total, count) => total + count, 0),
    left,
  );
});
