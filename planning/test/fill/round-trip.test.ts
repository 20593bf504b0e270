import { test } from 'node:test';
import assert from 'node:assert/strict';
import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { describeAlone } from '../../src/answers/alone.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { fillFromSpells, filledScenario } from '../../src/fill/filled-scenario.ts';
import { fillingOf } from '../../src/fill/measures.ts';
import type { Fillable } from '../../src/fill/measures.ts';
import { readSpells } from '../../src/fill/spells.ts';
import { rangeOf } from '../../src/scenario/parameter.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import { chanceToFinish, knownExtract } from './known-extract.ts';
import type { Truth } from './known-extract.ts';

const truth: Truth = { people: 260, over: 30, meanToFinish: 7, meanToLeave: 14, required: 0.4, custody: 0.2 };
const extracts = Array.from({ length: 300 }, (_, seed) =>
  readSpells('own.csv', knownExtract(truth, 1 + seed)),
);

/** What a plan would take of the measure, in 100 or in months; undefined when it is left as it was. */
function taken(
  measure: Fillable,
  spells: (typeof extracts)[number],
): { low: number; high: number } | undefined {
  const filling = fillingOf(measure, spells, null);
  if (filling.kind === 'counted') {
    const { yes, of } = filling;
    return rangeOf({ label: 'L', unit: 'in 100', counted: { yes, of } });
  }
  if (filling.kind !== 'mean') return undefined;
  const lognormal = { median: filling.months, sigma: filling.sigma };
  return rangeOf({ label: 'L', unit: 'months', lognormal });
}

for (const [measure, known] of [
  ['completion', 100 * chanceToFinish(truth)],
  ['time on the programme', truth.meanToFinish],
  ['programme required', 100 * truth.required],
] as const) {
  test(`what an extract was made with lies in the 95% interval that is taken from it as often as that says: ${measure}`, () => {
    const found = extracts.flatMap(spells => taken(measure, spells) ?? []);
    assert.ok(found.length >= 295, `only ${found.length} of 300 extracts gave a number`);
    const inside = found.filter(({ low, high }) => low <= known && known <= high).length / found.length;
    // Of 300 at 95%, three standard errors are 3.8%; the whole months of the extract are no part of the truth.
    assert.ok(inside > 0.912 && inside < 0.99, `${inside} of the intervals hold ${known}`);
  });
}

/** Share of a triangle's draws below a number. */
function shareBelow(number: number, [a, mode, b]: readonly [number, number, number]): number {
  return number < mode
    ? (number - a) ** 2 / ((b - a) * (mode - a))
    : 1 - (b - number) ** 2 / ((b - a) * (b - mode));
}

test('a share that leaves a fork with others has an upper end, and 95% of its draws lie in the 95% interval of the count', () => {
  const folder = new URL('../../../examples/plans/', import.meta.url);
  const base = readScenario('base.yaml', name => readFileSync(new URL(name, folder), 'utf8'));
  for (const spells of extracts.slice(0, 20)) {
    const { now } = fillFromSpells(base, spells, null).find(
      ({ parameter }) => parameter === 'custody-share',
    )!;
    const { triangular } = z.object({ triangular: z.tuple([z.number(), z.number(), z.number()]) }).parse(now);
    const n = spells.rows.length;
    const p = spells.rows.filter(({ disposal }) => disposal === 'immediate_custody').length / n;
    assert.ok(Math.abs(triangular[1] - 100 * p) < 0.01);
    // The ends of the interval solve (p - x)^2 = z^2 x (1 - x) / n (Wilson 1927).
    const squared = 1.959964 ** 2 / n;
    const root = Math.sqrt((2 * p + squared) ** 2 - 4 * (1 + squared) * p ** 2);
    const [low, high] = [-root, root].map(each => (100 * (2 * p + squared + each)) / (2 * (1 + squared)));
    assert.ok(Math.abs(shareBelow(low, triangular) - 0.025) < 1e-4);
    assert.ok(Math.abs(shareBelow(high, triangular) - 0.975) < 1e-4);
  }
});

test('people who are still there are not left out: without them the time on a programme would come out too short', () => {
  const plain = extracts.map(({ rows }) => {
    const times = rows.flatMap(({ started, completed }) =>
      completed === null ? [] : [completed - started!],
    );
    return times.reduce((sum, time) => sum + time, 0) / times.length;
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const ours = mean(
    extracts.flatMap(spells => {
      const filling = fillingOf('time on the programme', spells, null);
      return filling.kind === 'mean' ? [filling.months] : [];
    }),
  );
  assert.ok(Math.abs(ours - truth.meanToFinish) < 0.05, `${ours}`);
  assert.ok(truth.meanToFinish - mean(plain) > 0.15, `${mean(plain)}`);
});

test('a small extract gives wide intervals, and one too small leaves every number as it was', () => {
  const width = ({ low, high }: { low: number; high: number }): number => high - low;
  const of = (people: number): (typeof extracts)[number] =>
    readSpells('own.csv', knownExtract({ ...truth, people }, 5));
  for (const measure of ['completion', 'time on the programme', 'programme required'] as const) {
    assert.ok(width(taken(measure, of(90))!) > 1.5 * width(taken(measure, of(900))!), measure);
    assert.equal(taken(measure, of(20)), undefined, measure);
  }
});

test('from extract to plan and back: what was filled stands in a scenario that runs', () => {
  const folder = new URL('../../../examples/plans/', import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
  const base = readScenario('base.yaml', read);
  const filled = fillFromSpells(base, extracts[0], null);
  const own = readScenario('own.yaml', name =>
    name === 'own.yaml' ? filledScenario(base, filled, 'base.yaml') : read(name),
  );
  const { counted } = own.parameters['programme-completed'];
  const { lognormal } = own.parameters['programme-time'];
  const completion = fillingOf('completion', extracts[0], null);
  assert.ok(completion.kind === 'counted');
  assert.deepEqual(counted, { yes: completion.yes, of: completion.of });
  assert.match(own.parameters['programme-time'].note!, /Kaplan and Meier/);
  const { statistics } = describeAlone(
    { ...own, years: 1, drawnYear: 1 },
    0,
    1,
    replicate([{ ...own, years: 1, drawnYear: 1 }], 1, 2),
  );
  const of = (stage: string, statistic: string): number =>
    statistics.find(each => each.stage === stage && each.statistic === statistic)!.middle;
  assert.ok(of('programme', 'completed') > 0 && lognormal!.median > 6 && lognormal!.median < 8);
});
