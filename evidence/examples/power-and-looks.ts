// How many people it takes, and what each look at the growing data may conclude.
import { boundaries, eventsNeeded, peopleNeeded } from '@throughcare/evidence';

// = 2240.412 by R's power.prop.test
console.log('people in each arm:', peopleNeeded({ baselineRisk: 0.046, risk: 0.03 }).toFixed(3));
// = 246.787 by Schoenfeld (1981): (1.96 + 0.84) squared over a quarter of log(0.7) squared
console.log('events:', eventsNeeded({ hazardRatio: 0.7 }).toFixed(3));
// = 4.877 3.357 2.680 2.290 2.031 by Lan and DeMets's program
console.log(
  'five looks, z:',
  ...boundaries([0.2, 0.4, 0.6, 0.8, 1], 'obrien-fleming').map(({ z }) => z.toFixed(3)),
);
