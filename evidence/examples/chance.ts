// A law from one day on: what would have been without it, from the series before.
import { interruptedSeries } from '@throughcare/evidence';
import { table } from './data/table.ts';

// Drivers killed or seriously injured in Great Britain a month; seat belts became compulsory (Harvey and Durbin 1986).
const mean = table('seatbelts.csv').numbers('drivers');
const people = mean.map((_, t) => 1 + (t % 5));
const { level, trend, checks } = interruptedSeries({ mean, people, changeAt: 169, perYear: 12 });
// = -348.9088 44.5269 by R's lm with weights, and sandwich's NeweyWest
console.log('step:', level.value.toFixed(4), 'error', level.standardError.toFixed(4));
// = 11.4712 2.0279 by the same
console.log('change of the trend:', trend.value.toFixed(4), 'error', trend.standardError.toFixed(4));
// = 132.2032 by R's Box.test, type Ljung
console.log('what is left hangs together:', checks[0].values['ljungBox'].toFixed(4));
