import { fewestForEnds } from './interval-known.ts';
import type { MeanKnown } from './mean-known.ts';

/** Whether the runs were enough, and why, in words; `of` what one in a hundred is asked, where no assumption varies. */
export function precisionInWords(
  runs: number,
  known: MeanKnown & { readonly ends: number | null; readonly endsWanted: number | null },
  mean: string,
  of: string,
): string {
  const { halfWidth, wanted, ends, endsWanted, enough, runsNeeded } = known;
  if (halfWidth === 0) return `It came out the same in all ${runs} runs.`;
  const needed = `about ${runsNeeded.toLocaleString('en-GB')} would be`;
  if (endsWanted === null) {
    return enough
      ? `${runs} runs were enough: the ${mean} is known to within 1 in 100 of ${of}.`
      : `${runs} runs were not enough to know the ${mean} to within 1 in 100 of ${of}; ${needed}.`;
  }
  const ofWidth = (part: number, whole: number, share: number): string =>
    `${Math.max(1, Math.round((100 * share * part) / whole))} in 100`;
  const meanSaid = `the ${mean} by ${ofWidth(halfWidth, wanted, 0.05)} of the interval’s width`;
  if (ends === null) {
    return `${runs} runs were not enough: more may move ${meanSaid}, and how far out the ends of the interval lie cannot be told of fewer than ${fewestForEnds}; ${needed}.`;
  }
  const moved = `${meanSaid} and an end by ${ofWidth(ends, endsWanted, 0.15)}`;
  return enough
    ? `${runs} runs were enough: more would hardly move ${moved}. How wide it is comes of what we do not know, and more runs leave it.`
    : `${runs} runs were not enough: more may move ${moved} (wanted: 5 and 15); ${needed}.`;
}
