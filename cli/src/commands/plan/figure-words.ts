import { runsHeld } from '@throughcare/planning';
import type { Estimate } from '@throughcare/planning';

/** Below so many the middle of the runs says little of a count: of what is rare it is mostly 0. */
const few = 10;
/** Where no run went to its end. */
const none = 'no figure';

/** A count; where it is small, what is to be expected of it. */
export function countInWords({ middle, low, high, mean, runs }: Estimate): string {
  if (runs === 0) return none;
  return mean > 0 && mean < few
    ? `${exact(mean)} a run on average; ${runsHeld(runs)} ${whole(low)} to ${whole(high)}`
    : `${whole(middle)} (${runsHeld(runs)} ${whole(low)} to ${whole(high)})`;
}

/** What is measured and not counted: days, shares, averages over time. */
export function measureInWords({ middle, low, high, runs }: Estimate): string {
  return runs === 0 ? none : `${exact(middle)} (${runsHeld(runs)} ${exact(low)} to ${exact(high)})`;
}

/** What is to be expected, and where the runs lie. */
export function meanInWords({ mean, low, high, runs }: Estimate): string {
  return `${exact(mean)} on average; ${runsHeld(runs)} ${exact(low)} to ${exact(high)}`;
}

/** For how many runs a figure stands, where not for all. */
export function heldBy({ runs }: Estimate, of: number): string {
  return runs === of ? '' : `; only ${runs} of ${of} runs have it`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** Three figures of what is below 100, so that a wait of less than a day is not a whole one. */
export function exact(value: number): string {
  return Math.abs(value) >= 100
    ? whole(value)
    : value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}
