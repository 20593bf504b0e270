import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fewestPlaces } from '../../src/answers/fewest-places.ts';
import { erlangB, erlangC } from '../../src/theory/erlang.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { readTexts } from './small-scenario.ts';

const open = `name: Open
summary: As in Erlang's formula.
side: other
begins: 2027-01-01
years: 2
drawnYear: 2
place: there
doesNotWeigh: [Nothing]
arrivals: { label: People, to: there, rate: rate, growth: none }
detectedReoffending: { share: none-again, within: year, returnsTo: there }
stages:
  there:
    label: There
    stay: { exponential: { mean: stay } }
    next: [{ rest: leaves }]
parameters:
  rate: { label: Rate, value: 200, unit: people a week, date: 2027, source: Made up }
  none: { label: None, value: 0, unit: in 100 a year, date: 2027, source: Made up }
  none-again: { label: None, value: 0, unit: in 100, date: 2027, source: Made up }
  year: { label: Year, value: 1, unit: years, date: 2027, source: Made up }
  stay: { label: Stay, value: 0.35, unit: days, date: 2027, source: Made up }
`;

test("the fewest places for a wait under a tenth of a day for 9 in 10 are those of Erlang's formula", () => {
  const scenario = readTexts({ 'open.yaml': open }, 'open.yaml');
  const { places, notEnough } = fewestPlaces(scenario, { days: 0.1, most: 40, seed: 1, runs: 15 });
  // P(wait > t) = C(c, 10) exp(-(c - 10) t / stay), ten people being there on average.
  let exact = 11;
  while (erlangC(exact, 10) * Math.exp((-(exact - 10) * 0.1) / 0.35) > 0.1) exact++;
  assert.equal(places.middle, exact);
  assert.equal(notEnough, 0);
  const tooFew = fewestPlaces(scenario, { days: 0.1, most: 8, seed: 1, runs: 2 });
  // More than were tried, and nobody has looked how many: no figure, least of all the 8.
  assert.deepEqual([tooFew.notEnough, tooFew.places.middle, tooFew.places.low], [2, null, null]);
});

test('where one place is enough it is one, of which nothing binds, as in M/M/1', () => {
  // 2 a week for 0.35 days each: a tenth of a place; P(wait > 1 day) = 0.1 exp(-0.9 / 0.35) is 0.8 in 100.
  const scenario = readTexts({ 'open.yaml': open.replace('value: 200', 'value: 2') }, 'open.yaml');
  const { places, binds, notEnough } = fewestPlaces(scenario, { days: 1, most: 400, seed: 1, runs: 15 });
  assert.deepEqual([places.low, places.middle, places.high, notEnough], [1, 1, 1, 0]);
  assert.deepEqual(binds, []);
});

test('what the fewest places cost: taken places by the year, and people who come and begin by the head', () => {
  const priced = (cost: string): string =>
    open
      .replace('next: [{ rest: leaves }]', `next: [{ rest: leaves }]\n    cost: { ${cost} }`)
      .replace(
        '  stay: { label: Stay',
        '  price: { label: Price, value: 1000, unit: £, date: 2027, source: Made up }\n  stay: { label: Stay',
      );
  const of = (text: string): ReturnType<typeof fewestPlaces> =>
    fewestPlaces(readTexts({ 'open.yaml': text }, 'open.yaml'), { days: 0.1, most: 40, seed: 1, runs: 15 });
  assert.equal(of(open).costAYear, null);
  // 200 a week come and begin: 10,436 in a year of 365.25 days, Poisson.
  const people = (200 / 7) * 365.25;
  for (const cost of ['perStart: price', 'perArrival: price']) {
    const { costAYear } = of(priced(cost));
    assert.ok(
      Math.abs(costAYear!.middle! / 1000 - people) < 4 * Math.sqrt(people / 15) * 1.5,
      `${cost}: ${costAYear!.middle}`,
    );
  }
  const byYear = of(priced('perYearInside: price').replace('unit: £, date', 'unit: £ a year, date'));
  assert.ok(Math.abs(byYear.costAYear!.middle! - byYear.places.middle! * 1000) < 1e-6);
});

test('where groups begin together, the fewest are groups, and a year of them costs all their chairs', () => {
  const text = open
    .replace(
      'next: [{ rest: leaves }]',
      'groups: { atLeast: four, atMost: five }\n    next: [{ rest: leaves }]\n    cost: { perYearInside: price }',
    )
    .replace('    stay: { exp', '    places: { start: one }\n    stay: { exp')
    .replace(
      '  stay: { label: Stay',
      '  four: { label: Four, value: 4, unit: people, date: 2027, source: Made up }\n  five: { label: Five, value: 5, unit: people, date: 2027, source: Made up }\n  one: { label: One, value: 1, unit: groups, date: 2027, source: Made up }\n  price: { label: Price, value: 1000, unit: £ a year, date: 2027, source: Made up }\n  stay: { label: Stay',
    );
  const { places, costAYear } = fewestPlaces(readTexts({ 'open.yaml': text }, 'open.yaml'), {
    days: 1,
    most: 40,
    seed: 1,
    runs: 3,
  });
  // Ten people are there on average, and a group holds five.
  assert.ok(places.low! >= 2 && places.high! <= 10, `${places.low} to ${places.high}`);
  assert.ok(Math.abs(costAYear!.middle! - places.middle! * 5 * 1000) < 1e-6);
});

/** The same stage with a list that people leave after a patience, or that refuses. */
const askedOf = (extra: string, number: string, load = 10): Scenario =>
  readTexts(
    {
      'open.yaml': open
        .replace('value: 200', `value: ${load * 20}`)
        .replace('    next:', `    places: { start: some }\n    ${extra}\n    next:`)
        .replace(
          '  stay: { label',
          `  some: { label: Some, value: 1, unit: places, date: 2027, source: Made up }\n  bound: { label: Bound, ${number}, date: 2027, source: Made up }\n  stay: { label`,
        ),
    },
    'open.yaml',
  );

/**
 * Share of arrivals whose patience ends first, M/M/c+M (Erlang A), by its birth-death chain: time in mean stays, `theta`
 * being the rate at which each who waits gives up.
 */
function erlangA(places: number, load: number, theta: number): number {
  let [at, sum, waiting] = [1, 1, 0];
  for (let n = 1; n < 2000; n++) {
    at *= load / (Math.min(n, places) + Math.max(0, n - places) * theta);
    sum += at;
    waiting += at * Math.max(0, n - places);
  }
  return (theta * waiting) / sum / load;
}

test('Erlang A by its chain is that of the reference', () => {
  for (const [places, load, theta, left] of [
    [5, 6, 0.5, 0.22638661000504845],
    [10, 9, 0.25, 0.049553690480643627],
    [1, 2, 1, 0.5676676416183062],
  ]) {
    assert.ok(Math.abs(erlangA(places, load, theta) - left) < 1e-12);
  }
});

test('whoever leaves the list had no place in time: the fewest are those of Erlang A, and not one', () => {
  const scenario = askedOf(
    'patience: { length: { exponential: { mean: bound } }, to: leaves }',
    'value: 1.4, unit: days',
  );
  // Nobody waits for 60 days, so whoever began did so in time.
  const { places, shares, binds } = fewestPlaces(scenario, { days: 60, most: 40, seed: 1, runs: 12 });
  assert.deepEqual(binds, [{ what: 'leave the list', runs: 12 }]);
  let exact = 1;
  while (erlangA(exact, 10, 0.25) > 0.1) exact++;
  assert.equal(exact, 10);
  assert.deepEqual([places.low, places.middle, places.high], [exact, exact, exact]);
  assert.ok(Math.abs(shares.left.middle - erlangA(exact, 10, 0.25)) < 0.008, `${shares.left.middle}`);
  assert.ok(shares.beganInTime.low >= 0.9 && shares.refused.high === 0);
  // Nearly everybody gives up: one place is far from enough, however soon the few who begin do so.
  const one = fewestPlaces(scenario, { days: 60, most: 1, seed: 1, runs: 4 });
  assert.deepEqual([one.notEnough, one.places.middle], [4, null]);
  assert.ok(Math.abs(one.shares.left.middle - erlangA(1, 10, 0.25)) < 0.01, `${one.shares.left.middle}`);
});

test('whoever is refused had no place in time: the fewest are those of Erlang B, with its share refused', () => {
  for (const [load, most] of [
    [3, 40],
    [10, 40],
  ]) {
    const scenario = askedOf('list: { most: bound, to: leaves }', 'value: 0, unit: people', load);
    const { places, shares, binds } = fewestPlaces(scenario, { days: 60, most, seed: 1, runs: 12 });
    assert.deepEqual(binds, [{ what: 'are refused', runs: 12 }]);
    let exact = 1;
    while (erlangB(exact, load) > 0.1) exact++;
    assert.equal(places.middle, exact, `${load}`);
    assert.ok(Math.abs(shares.refused.middle - erlangB(exact, load)) < 0.008, `${shares.refused.middle}`);
    assert.ok(Math.abs(shares.began.middle + shares.refused.middle - 1) < 0.008);
  }
  // As the reference has it: 5 places under a load of 3 refuse 11 in 100.
  assert.ok(Math.abs(erlangB(5, 3) - 0.11005434782608696) < 1e-15);
});

test('whoever still waits longer than the limit when the year ends had no place in time', () => {
  const scenario = readTexts({ 'open.yaml': open }, 'open.yaml');
  const { shares, notEnough, binds } = fewestPlaces(scenario, { days: 7, most: 5, seed: 1, runs: 4 });
  assert.deepEqual(binds, [{ what: 'wait longer still', runs: 4 }]);
  assert.equal(notEnough, 4);
  assert.equal(shares.beganInTime.high, 0);
  // Five places serve half of the 10,436 who come each year, so in the second 5,218 begin; when it ends 10,436 wait, and
  // but for the 200 of the last week they have waited for longer.
  const exact = (10_436 - 200) / (5218 + 10_436 - 200);
  assert.ok(Math.abs(shares.waitsLonger.middle - exact) < 0.01, `${shares.waitsLonger.middle}, not ${exact}`);
  assert.ok(Math.abs(shares.began.middle + shares.waitsLonger.middle - 1) < 0.01);
});
