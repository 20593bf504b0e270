import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fewestPlaces } from '../../src/answers/fewest-places.ts';
import { erlangC } from '../../src/theory/erlang.ts';
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
  assert.equal(fewestPlaces(scenario, { days: 0.1, most: 8, seed: 1, runs: 2 }).notEnough, 2);
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
      Math.abs(costAYear!.middle / 1000 - people) < 4 * Math.sqrt(people / 15) * 1.5,
      `${cost}: ${costAYear!.middle}`,
    );
  }
  const byYear = of(priced('perYearInside: price').replace('unit: £, date', 'unit: £ a year, date'));
  assert.ok(Math.abs(byYear.costAYear!.middle - byYear.places.middle * 1000) < 1e-6);
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
  assert.ok(places.low >= 2 && places.high <= 10, `${places.low} to ${places.high}`);
  assert.ok(Math.abs(costAYear!.middle - places.middle * 5 * 1000) < 1e-6);
});
