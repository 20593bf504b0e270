import type { Matched } from '../match/matched.ts';
import { pairDifferences } from '../match/pair-differences.ts';
import type { OutcomeKind } from '../protocol/schema.ts';
import { rosenbaumBinary, rosenbaumSignedRank } from '../sensitivity/rosenbaum.ts';
import type { HiddenBias } from '../sensitivity/rosenbaum.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Headline } from './headline.ts';

/**
 * Rosenbaum's bounds for matched pairs: on whether it was detected, or for a count on offences a day at risk.
 *
 * @throws RangeError where people are in no pairs, or no pair differs, in a sentence
 */
export function hiddenBias(
  kind: OutcomeKind,
  data: PairData,
  matched: Matched,
  { value }: Headline,
  level: number,
): HiddenBias & { readonly sentence: string } {
  const { treated, weights, event, count, exposure } = data;
  const kept = keptPairs(matched, weights);
  const alternative = value > 0 ? ('first higher' as const) : ('first lower' as const);
  // One side of the look's two-sided error.
  const options = { alternative, alpha: (1 - level) / 2 };
  const rates =
    kind === 'count' && count !== undefined && exposure !== undefined
      ? count.map((offences, i) => (exposure[i] > 0 ? offences / exposure[i] : 0))
      : undefined;
  const found =
    rates === undefined
      ? rosenbaumBinary(pairDifferences(event, treated, kept), options)
      : rosenbaumSignedRank(pairDifferences(rates, treated, kept), options);
  return { ...found, sentence: sayBias(found) };
}

/** The pairs of which both people are in the comparison. */
function keptPairs({ pairs, sets }: Matched, weights: Float64Array): Pick<Matched, 'pairs' | 'sets'> {
  if (pairs === undefined) return sets === undefined ? {} : { sets };
  const isKept = (k: number): boolean => weights[pairs[0][k]] > 0 && weights[pairs[1][k]] > 0;
  const of = (rows: Int32Array): Int32Array => rows.filter((_, k) => isKept(k));
  return { pairs: [of(pairs[0]), of(pairs[1])], ...(sets === undefined ? {} : { sets }) };
}

function sayBias({ gammaAt, pairs, method }: HiddenBias): string {
  const what = `Rosenbaum's bounds (${method}, ${pairs.toLocaleString('en-GB')} pairs that differ)`;
  if (gammaAt === undefined)
    return `${what}: taken by itself the paired test finds no difference, so no hidden bias is needed to explain the figure.`;
  return (
    `${what}: the paired difference could be chance once two matched people may differ by a factor of ${gammaAt.toFixed(2)} in their odds ` +
    'of the first arm, for a reason that is not recorded and goes with detection.'
  );
}
