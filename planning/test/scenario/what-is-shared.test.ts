import { test } from 'node:test';
import assert from 'node:assert/strict';
import { inAll, madeUp, runOf } from './made-up.ts';

test('two stages that share one room wait as one queue does', () => {
  // 5 people a month each way and 2 days inside: together M/M/1 at load rate x 2.
  const scenario = madeUp({
    rest: 'resources: { room: { label: Room, places: { start: one } } }\n',
    numbers: { rate: '10 people a month', half: '50 in 100', one: '1 places', two: '2 days' },
    stages: `fork:
  label: Fork
  stay: instant
  next: [{ shares: { left: half }, rest: right }]
left:
  label: Left
  stay: { exponential: { mean: two } }
  needs: { room: one }
  next: [{ rest: leaves }]
right:
  label: Right
  stay: { exponential: { mean: two } }
  needs: { room: one }
  next: [{ rest: leaves }]`,
  });
  const load = ((10 * 12) / 365.25) * 2;
  const truth = (load * 2) / (1 - load);
  const means = Array.from({ length: 24 }, (_, seed) => {
    const { s, at } = runOf(scenario, seed + 1);
    const sum = (counts: Float64Array): number =>
      inAll(s, counts, at('left')) + inAll(s, counts, at('right'));
    return sum(s.waitSum) / sum(s.began);
  });
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const error = Math.sqrt(
    means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / means.length / (means.length - 1),
  );
  assert.ok(Math.abs(mean - truth) < 4 * error, `${mean}, truth ${truth}, error ${error}`);
  assert.ok(error < 0.05 * truth, 'too few runs to tell');
});

test('lengths as they were seen keep as many inside as their mean says (Little)', () => {
  const scenario = madeUp({
    rest: `data:
  stays: { label: Stays, unit: weeks, lengths: [1, 2, 10], weights: [1, 2, 1], date: 2027, source: Made up }
`,
    numbers: { rate: '100 people a month' },
    stages: `there:
  label: There
  stay: { empirical: stays }
  next: [{ rest: leaves }]`,
  });
  const { s } = runOf(scenario);
  // (1 + 2 x 2 + 10) / 4 = 3.75 weeks; the first year is not yet full of them.
  const days = (inAll(s, s.insideTime, 0) - s.insideTime[0]) / (29 * 365.25);
  const truth = ((100 * 12) / 365.25) * 3.75 * 7;
  // The number inside is Poisson, and its mean over time has so many independent months.
  assert.ok(Math.abs(days - truth) < 4 * Math.sqrt(truth / (29 * 6)), `${days}, truth ${truth}`);
});

test('a stay is another from a day on, for whom it is said', () => {
  const scenario = madeUp({
    years: 2,
    numbers: { rate: '100 people a month', week: '1 weeks', month: '30 days' },
    stages: `there:
  label: There
  stay: { fixed: week }
  otherStays: [{ from: 2028-01-01, stay: { fixed: month } }]
  next: [{ rest: leaves }]`,
  });
  const { s } = runOf(scenario);
  const mean = (year: number): number => s.insideTime[year] / s.completed[year];
  assert.ok(Math.abs(mean(0) - 7) < 0.4 && Math.abs(mean(1) - 30) < 4, `${mean(0)} and ${mean(1)}`);
});

test('a full list elsewhere sends people another way', () => {
  const scenario = madeUp({
    years: 1,
    numbers: { rate: '100 people a month', one: '1 places', year2: '2 years', five: '5 people' },
    stages: `fork:
  label: Fork
  stay: instant
  next:
    - rest: course
    - when: [{ waitingAt: course, atLeast: five }]
      rest: elsewhere
course:
  label: Course
  places: { start: one }
  stay: { fixed: year2 }
  next: [{ rest: leaves }]
elsewhere: { label: Elsewhere, stay: until the end }`,
  });
  const { s, at } = runOf(scenario);
  assert.equal(s.waitingAtEnd[at('course')], 5);
  assert.equal(s.arrived[at('course')], 6);
});
