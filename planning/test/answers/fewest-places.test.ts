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
