import { test } from 'node:test';
import assert from 'node:assert/strict';
import { placesOf } from '../../src/scenario/compile/places.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { described } from '../answers/figures/known-plans.ts';
import { madeUp, runOf } from './made-up.ts';

const span = { begins: '2027-01-01', end: 3650 };
const values = { start: 40, more: 10, fewer: 25, later: 100, gap: 50 };

test('places open and close on a day or after a time, once or several times, and are never below none', () => {
  const places = {
    start: 'start',
    openings: [{ after: 'later', every: 'gap', times: 2, places: 'more' }],
    closings: [
      { on: '2027-03-02', places: 'fewer' },
      { on: '2028-01-01', every: 'gap', times: 3, places: 'fewer' },
    ],
  };
  assert.deepEqual(placesOf(places, values, span), [
    { at: 0, places: 40 },
    { at: 60, places: 15 },
    { at: 100, places: 25 },
    { at: 150, places: 35 },
    { at: 365, places: 10 },
    // 15 too few, and then 40.
    { at: 415, places: 0 },
    { at: 465, places: 0 },
  ]);
});

test('what closed or opened before the plan begins is gone, or there, from its first day; what comes after its end is not', () => {
  const places = {
    start: 'start',
    openings: [{ on: '2026-06-01', places: 'more' }],
    closings: [
      { on: '2027-01-01', places: 'fewer' },
      { on: '2037-01-01', places: 'more' },
    ],
  };
  assert.deepEqual(placesOf(places, values, span), [{ at: 0, places: 25 }]);
});

test('of what is repeated, what lies before the plan is there from its first day and the rest keeps its days', () => {
  const places = { start: 'start', openings: [{ on: '2026-11-12', every: 'gap', times: 3, places: 'more' }] };
  // On 12 November, on the first day of the plan, and 50 days after that.
  assert.deepEqual(placesOf(places, values, span), [
    { at: 0, places: 60 },
    { at: 50, places: 70 },
  ]);
});

test('what was built before the plan begins is no cost of it', () => {
  const cost = (day: string): number => {
    const scenario = madeUp({
      years: 2,
      numbers: {
        rate: '1 people a month',
        seats: '40 places',
        new: '10 places',
        price: '500 £',
        week: '7 days',
      },
      stages: `desk:
  label: Desk
  places: { start: seats, openings: [{ on: ${day}, places: new, costPerPlace: price }] }
  stay: { fixed: week }
  next: [{ rest: leaves }]`,
    });
    return described(scenario, 1, 2).cost.middle;
  };
  assert.deepEqual(['2026-12-31', '2027-01-01', '2027-06-01'].map(cost), [0, 5000, 5000]);
});

const desk = (changes: string): Parameters<typeof madeUp>[0] => ({
  years: 2,
  numbers: {
    rate: '1000 people a month',
    seats: '40 places',
    lost: '30 places',
    week: '7 days',
    later: '1 years',
  },
  stages: `desk:
  label: Desk
  places: { start: seats, ${changes} }
  stay: { fixed: week }
  next: [{ rest: leaves }]`,
});

test('whoever is in a place that closes stays to their end, and nobody takes it after them', () => {
  const { s } = runOf(madeUp(desk('closings: [{ after: later, places: lost }]')));
  // As many always wait, so every place is taken until the day. 30 people then stay for what is left of their week each.
  const [first, second] = [0, 1].map(year => s.insideTime[year] / 365.25);
  assert.ok(first > 39 && first <= 40, `${first} in the first year`);
  const longest = 10 + (30 * 7) / 365.25;
  assert.ok(second > 10 && second < longest, `${second} in the second`);
  assert.equal(s.insideAtEnd[1], 10);
  assert.equal(s.came, s.left + s.present, 'everybody who came is somewhere');
});

test('a change of places on no day, or on two, is told by its line with the mend', () => {
  const told = (changes: string): string => {
    try {
      madeUp(desk(changes));
      return 'nothing';
    } catch (error) {
      if (error instanceof ScenarioError) return error.message;
      throw error;
    }
  };
  assert.match(
    told('closings: [{ places: lost }]'),
    /:\d+:\d+ Nothing says when these places change\. Give exactly one of on:/,
  );
  assert.match(
    told('openings: [{ on: 2028-01-01, after: later, places: lost }]'),
    /change on a day and after a time/,
  );
  assert.match(told('closings: [{ on: soon, places: lost }]'), /on: 2028-04-01/);
  assert.match(
    told('closings: [{ on: 2027-02-01, places: lost }, { on: 2027-03-01, places: lost }]'),
    /:\d+:\d+ The closings of desk take 60 away, and there are never more than 40\. Lower them, or raise its start\./,
  );
});
