// Two groups that differ from the start, made alike by weights: the naive difference and the fair one.
import { compareTwoArms, designMatrix } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const luck = stream(1);
const people = 5_000;
const risk = Float64Array.from({ length: people }, () => luck.normal());
const arm = Uint8Array.from(risk, x => (luck.chance(1 / (1 + Math.exp(0.5 - x))) ? 1 : 0));
// Who is in the first arm makes no difference here: only risk does.
const outcome = Uint8Array.from(risk, x => (luck.chance(1 / (1 + Math.exp(2 - x))) ? 1 : 0));

const design = designMatrix({ risk });
const found = compareTwoArms({ design, arm, first: 1, second: 0, outcome, estimand: 'ATO' });
const say = (difference: number) => `${Math.round(difference * 1000)} people in a thousand`;
console.log('as it looks at first:', say(found.naiveDifference));
const reach = 1.96 * found.standardErrorM;
console.log(
  `with people made alike: ${say(found.difference)} (${say(found.difference - reach)} to ${say(found.difference + reach)})`,
);
