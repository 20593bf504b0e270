import { madeUpText } from './made-up.ts';

/** A scenario that uses nearly everything that one can. */
export const wholeText = madeUpText({
  begins: '2027-01-01',
  arrivals:
    ', season: { may: twice }, observed: seen, strata: [{ share: half, are: { band: high } }, { are: { band: low } }]',
  rest: `data:
  seen: { label: Seen, begins: 2027-01-01, every: month, counts: [1, 2] }
  stays: { label: Stays, unit: weeks, lengths: [1, 2], weights: [1, 2] }
attributes: { band: [low, high] }
risks: { event: { label: Event, share: half, within: year, later: [{ share: half, within: year }], to: leaves } }
resources: { room: { label: Room, places: { start: two } } }
`,
  numbers: {
    rate: '10 people a month',
    half: '50 in 100',
    twice: '2 times',
    two: '2 places',
    first: '1 priority points',
    few: '3 people',
    many: '9 people',
    mean: '3 days',
    same: '1 hazard ratio',
  },
  stages: `desk:
  label: Desk
  places: { start: two }
  stay: { empirical: stays }
  otherStays: [{ from: 2028-01-01, stay: { exponential: { mean: mean } } }]
  groups: { atLeast: few, atMost: many }
  needs: { room: two }
  priority: [{ when: [{ attribute: band, is: high }], points: first }]
  sets: { band: high }
  risks: { event: { inside: same } }
  next:
    - rest: leaves
    - when: [{ waitingAt: desk, atLeast: few }]
      rest: leaves`,
});
