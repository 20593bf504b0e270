// Sums that lose nothing, quantiles of distributions, and luck that belongs to one decision of one person.
import { normalQuantile, stream, sum } from '@throughcare/numerics';

console.log('the sum of 1, 1e100, 1 and -1e100:', sum([1, 1e100, 1, -1e100]));
console.log('the normal quantile at .975:', normalQuantile(0.975));
const luck = () => stream(1, 0, 42, 7).uniform();
console.log('the luck of person 42 in decision 7, twice:', luck(), luck());
