import type { Protocol } from '../protocol/read.ts';
import { isChanceDesign } from '../protocol/chance-schema.ts';
import type { DesignSpec } from '../protocol/schema.ts';
import type { Estimand } from '../weight.ts';
import type { PairData } from '../study/pair-data.ts';
import { adjustedAssumptions } from './assumptions.ts';
import { estimate } from './estimate.ts';
import type { Estimate, NonEmpty, Sensitivity } from './estimate.ts';
import { sayChance } from './chance-words.ts';
import type { Headline } from './headline.ts';
import { intervalOf } from './interval-of.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';

/** The headline as an estimate: with its people, method, assumptions and what was tried against it. */
export function headlineEstimate(
  protocol: Protocol,
  basis: PairBasis,
  data: PairData,
  found: Headline,
  sensitivity: NonEmpty<Sensitivity>,
  besides: readonly string[] = [],
): Estimate {
  return estimate({
    ...basis.shared,
    measure: found.measure,
    value: found.value,
    interval: intervalOf(found.value, found.standardError, basis.level, found.degreesOfFreedom),
    standardError: found.standardError,
    ...(found.degreesOfFreedom === undefined ? {} : { degreesOfFreedom: found.degreesOfFreedom }),
    arms: armResults(basis, data, found.means, true),
    method: [
      `${sayDesign(protocol)}, ${sayFigure(found)}; interval from the ${found.standardErrorName} standard error, which takes the weights as known`,
      ...besides,
    ].join('; '),
    assumptions: adjustedAssumptions(protocol),
    sensitivity,
  });
}

/** How the groups were made alike, in words. */
export function sayDesign({ design, estimand }: Protocol): string {
  if (isChanceDesign(design)) return sayChance(design);
  switch (design.by) {
    case 'weighting':
      return [
        `Propensity by ${sayLink(design.propensity)}${sayRidge(design.ridge)}`,
        `${estimand} weights`,
        ...(design.stabilised ? ['stabilised'] : []),
        ...(design.trim === undefined ? [] : [`trimmed at ${design.trim}`]),
      ].join(', ');
    case 'entropy balancing':
      return `Entropy balancing to the means of the ${estimand}`;
    case 'subclassification':
      return `Propensity by ${sayLink(design.propensity)}${sayRidge(design.ridge)}, ${design.classes} classes for the ${estimand}`;
    case 'matching':
      return [
        `Propensity by ${sayLink(design.propensity)}${sayRidge(design.ridge)}`,
        `${design.kind} matching for the ${estimand}`,
        ...sayMatching(design, estimand),
      ].join(', ');
  }
}

function sayMatching(design: Extract<DesignSpec, { by: 'matching' }>, estimand: Estimand): string[] {
  const { kind, ratio, replace, caliper, caliper_on, exact, order } = design;
  return [
    ...(kind === 'full' ? [] : [`${ratio} to each${replace ? ' with replacement' : ''}`]),
    ...(kind === 'nearest' || kind === 'mahalanobis' ? sayOrder(replace, order, kind, estimand) : []),
    ...(caliper === undefined
      ? kind === 'mahalanobis'
        ? []
        : [`on the ${caliper_on} score`]
      : [`within ${caliper} standard deviations of the ${caliper_on} score`]),
    ...(exact.length === 0 ? [] : [`exactly on ${exact.join(', ')}`]),
  ];
}

/** Who chooses first, which matters where nobody may be matched twice. */
function sayOrder(
  replace: boolean,
  order: 'largest' | 'smallest' | 'closest' | undefined,
  kind: 'nearest' | 'mahalanobis',
  estimand: Estimand,
): string[] {
  if (replace) return [];
  const own = order ?? (kind === 'mahalanobis' ? 'closest' : estimand === 'ATT' ? 'largest' : 'smallest');
  return [own === 'closest' ? 'the closest pair first' : `the ${own} score first`];
}

function sayLink(link: 'logit' | 'probit'): string {
  return link === 'logit' ? 'logistic regression' : 'probit regression';
}

function sayRidge(ridge: number | undefined): string {
  return ridge === undefined ? '' : ` with a ridge of ${ridge}`;
}

function sayFigure({ measure, standardErrorName }: Headline): string {
  if (measure === 'rate difference')
    return 'difference of weighted rates (those of a weighted Poisson regression)';
  return standardErrorName === 'infinitesimal jackknife'
    ? 'difference of weighted cumulative risks at the end of follow-up'
    : 'Hajek difference';
}
