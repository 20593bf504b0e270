import type { Protocol } from '../protocol/read.ts';
import { withIndicators } from './covariates.ts';
import type { Covariates } from './covariates.ts';

/** The covariates without gaps, by the protocol's way; several times over for multiple imputation. */
export function completed(
  protocol: Protocol,
  covariates: Covariates,
): readonly [Covariates, ...Covariates[]] {
  switch (protocol.missing_values.method) {
    case 'complete case':
      return [covariates];
    case 'indicator':
    case 'multiple imputation':
      return [withIndicators(covariates)];
  }
}
