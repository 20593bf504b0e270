import { isChanceDesign } from '../protocol/chance-schema.ts';
import { takeRows } from '../design-matrix.ts';
import { bootstrap } from '../regression/bootstrap.ts';
import { personNames, placesOf } from '../study/person-names.ts';
import { picked } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { weigh } from '../study/weigh.ts';
import { headlineOf } from './headline.ts';
import type { Headline } from './headline.ts';
import type { StudyContext } from './study-context.ts';
import type { BootstrapFinding } from './pair-sensitivity.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';
import { whyNoFigure } from './why-no-figure.ts';

/**
 * The headline made again from people drawn anew, with propensity and weights made again for each draw; undefined where
 * the protocol asks for none. People are drawn by their place in the order of names, so that no order of rows matters.
 *
 * @throws RangeError where it cannot be had, in a sentence
 */
export function bootstrapHeadline(
  { protocol, cohort, whole, look }: StudyContext,
  data: PairData,
  headline: Headline,
): BootstrapFinding | undefined {
  const asked = protocol.bootstrap;
  if (asked === undefined) return undefined;
  const { design: spec, estimand, outcome } = protocol;
  if (isChanceDesign(spec))
    throw new RangeError('A design by chance has errors of its own; take bootstrap out.');
  if (spec.by === 'matching') {
    throw new RangeError(
      'The bootstrap is not right after matching, which is not smooth in the people (Abadie and Imbens 2008); the error by matched ' +
        'set is. Take bootstrap out, or weight.',
    );
  }
  if (whole.imputed.length > 1) {
    throw new RangeError(
      'The bootstrap is not made together with multiple imputation; Rubin’s rules give the error.',
    );
  }
  const { members, weighted, treated, exposure } = data;
  const places = placesOf(personNames(cohort, whole.imputed[0], members));
  const byPlace = new Int32Array(members.length);
  places.forEach((place, i) => (byPlace[place] = i));
  const figureOf = (drawn: Int32Array): number | undefined => {
    const rows = drawn.map(place => byPlace[place]);
    const own = Uint8Array.from(rows, i => treated[i]);
    const people = {
      design: takeRows(weighted.design, rows),
      treated: own,
      names: () => Array.from(drawn, String),
      strata: undefined,
    };
    const again = weigh(people, spec, estimand);
    if (again.weighted.propensity.separated.length > 0) return undefined;
    const { weights } = again.weighted.balancing;
    const ownExposure = picked(exposure, rows);
    const redone: PairData = {
      members: rows,
      weighted: again.weighted,
      treated: own,
      weights: ownExposure?.includes(0)
        ? weights.map((weight, i) => (ownExposure[i] > 0 ? weight : 0))
        : weights,
      cluster: undefined,
      isMatched: again.matched !== undefined,
      event: picked(data.event, rows),
      time: picked(data.time, rows),
      competing: picked(data.competing, rows),
      count: picked(data.count, rows),
      exposure: ownExposure,
    };
    if (whyNoFigure(redone) !== undefined) return undefined;
    return headlineOf(outcome.kind, redone, outcome.within_days, true).value;
  };
  const found = bootstrap(members.length, headline.value, figureOf, {
    ...asked,
    level: look.level,
    influence: outcome.kind === 'binary' ? influences(data, headline.means) : undefined,
  });
  const { standardError, bias, failed, percentile, bca } = found;
  return {
    ...asked,
    failed,
    standardError,
    bias,
    percentile,
    bca,
    sentence: say(found, headline, asked),
  };
}

/** How much each person moves the weighted difference of shares, the weights taken as known. */
function influences({ treated, weights, event }: PairData, means: readonly [number, number]): Float64Array {
  const totals = [0, 0];
  weights.forEach((weight, i) => (totals[treated[i]] += weight));
  return weights.map((weight, i) => {
    const own = (weight * (event[i] - means[treated[i] === 1 ? 0 : 1])) / totals[treated[i]];
    return treated[i] === 1 ? own : -own;
  });
}

function say(
  {
    standardError,
    percentile,
    bca,
    failed,
  }: Pick<BootstrapFinding, 'standardError' | 'percentile' | 'bca' | 'failed'>,
  { measure, standardError: own }: Headline,
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): string {
  const range = ({ lower, upper }: { lower: number; upper: number }): string =>
    `${perThousand(lower)} to ${perThousand(upper)}`;
  const beyond = (1 - percentile.level) / 2 < 1 / (replicates - failed + 1);
  return [
    `Made again from people drawn anew ${replicates} times (seed ${seed}), weights and all, the figure runs from ${range(percentile)} ${sayUnit(measure)} by percentiles`,
    ...(bca === undefined ? [] : [`, from ${range(bca)} bias-corrected and accelerated`]),
    `; its standard error is ${(1000 * standardError).toFixed(1)}, that of the headline ${(1000 * own).toFixed(1)}.`,
    ...(beyond
      ? [' There are too few replicates for so high a level: the ends are the outermost of them.']
      : []),
    ...(failed === 0 ? [] : [` ${failed} replicates gave no figure and are left out.`]),
  ].join('');
}
