import type { Call } from './call.ts';
import { columnOf, numbersOf } from './data.ts';
import type { Data } from './data.ts';
import { refuseExtremes } from './magnitude.ts';
import { zeroOne } from './zero-one.ts';

/** `--outcome` as numbers, and whether they are 0 and 1 only. */
export function outcomeOf(
  call: Call,
  data: Data,
): { readonly outcome: Float64Array; readonly binary: boolean } {
  const name = call.text('outcome');
  const value = call.has('outcome-is') ? call.text('outcome-is') : undefined;
  if (value !== undefined || columnOf(data, name).kind === 'category') {
    return { outcome: Float64Array.from(zeroOne(data, name, value, 'outcome-is')), binary: true };
  }
  const outcome = numbersOf(data, name);
  refuseExtremes(name, outcome);
  return { outcome, binary: outcome.every(one => one === 0 || one === 1) };
}
