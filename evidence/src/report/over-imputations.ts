import type { Covariates } from '../study/covariates.ts';
import type { Headline } from './headline.ts';
import type { StudyContext } from './study-context.ts';
import type { ImputationFact } from './pair-sensitivity.ts';
import { pooledHeadline } from './pooled-headline.ts';
import type { PooledHeadline } from './pooled-headline.ts';

export type OverImputations =
  | { readonly found: Headline; readonly imputation: ImputationFact | undefined }
  | { readonly found: undefined; readonly why: string };

const TOO_FEW =
  'With hardly any of the imputations the two groups can be compared, so no figure can be pooled.';

/**
 * The headline over all imputations of the covariates; as it is where nothing had to be imputed.
 *
 * @param own of the first imputation
 * @param headlineWith of any other; undefined where no comparison can be made with it
 */
export function overImputations(
  { protocol, whole: { imputed } }: StudyContext,
  own: Headline,
  people: number,
  headlineWith: (covariates: Covariates) => Headline | undefined,
): OverImputations {
  if (imputed.length === 1) return { found: own, imputation: undefined };
  const all = [own, ...imputed.slice(1).flatMap(covariates => headlineWith(covariates) ?? [])];
  const { iterations, with_outcome: withOutcome } = protocol.missing_values;
  if (all.length < 2) return { found: undefined, why: TOO_FEW };
  let found: PooledHeadline;
  try {
    found = pooledHeadline(all, people);
  } catch (error) {
    if (error instanceof RangeError) return { found: undefined, why: error.message };
    throw error;
  }
  const { fractionMissing, degreesOfFreedom } = found.pooled;
  return {
    found,
    imputation: {
      imputations: imputed.length,
      iterations,
      withOutcome,
      fractionMissing,
      degreesOfFreedom,
      failed: imputed.length - all.length,
    },
  };
}

/** What an estimate's method says of its imputations. */
export function sayImputation(imputation: ImputationFact | undefined): string[] {
  if (imputation === undefined) return [];
  const { imputations, failed, fractionMissing, degreesOfFreedom } = imputation;
  return [
    `pooled over ${imputations - failed} imputations by Rubin's rules, ${(100 * fractionMissing).toFixed(1)}% of the information missing, ` +
      `interval by Student's distribution with ${degreesOfFreedom < 1000 ? degreesOfFreedom.toFixed(0) : Math.round(degreesOfFreedom).toLocaleString('en-GB')} degrees of freedom (Barnard and Rubin 1999)`,
  ];
}

/** A caution where some imputations gave no figure. */
export function sayFailed(imputation: ImputationFact | undefined): string[] {
  if (imputation === undefined || imputation.failed === 0) return [];
  return [
    `In ${imputation.failed} of ${imputation.imputations} imputations the groups could not be compared; the figure rests on the others.`,
  ];
}
