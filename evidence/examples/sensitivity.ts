// What it would take to turn an answer: E-values, a hidden trait, hidden bias within matched pairs, unknown outcomes.
import { adjustedFor, eValue, eValueOfLimit, rosenbaumBinary, tippingPoint } from '@throughcare/evidence';

// = 7.26 3.00 by VanderWeele and Ding (2017)
console.log('E-values:', eValue(3.9).toFixed(2), 'of the limit', eValueOfLimit(1.8, 8.7).toFixed(2));
// = 1.3333 by hand: 2 times (1 + 0.2) over (1 + 0.8)
console.log('less a hidden trait:', adjustedFor(2, { prevalence: [0.8, 0.2], riskRatio: 2 }).toFixed(4));

// Of forty pairs in which one only had the event, in twenty-five it was the first.
const differences = Array.from({ length: 40 }, (_, k) => (k < 25 ? 1 : -1));
const hidden = rosenbaumBinary(differences, { alternative: 'first higher', gammas: [1, 1.5, 2] });
// = 0.076930 0.440220 0.768840 by R's pbinom
console.log('p at most:', ...hidden.bounds.map(({ upper }) => upper.toFixed(6)));

const tipping = tippingPoint({ n: 200, events: 20, unknown: 10 }, { n: 200, events: 40, unknown: 10 });
if (tipping.observed !== 'lower') throw new Error('twenty against forty in two hundred is lower');
