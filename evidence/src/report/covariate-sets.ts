import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import { onlyColumns } from '../study/covariates.ts';
import type { Covariates } from '../study/covariates.ts';
import type { Sensitivity } from './estimate.ts';
import type { Headline } from './headline.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';

/** The same comparison under each further set of covariates that the protocol names. */
export function covariateSets(
  protocol: Protocol,
  covariates: Covariates,
  level: number,
  headline: Headline,
  headlineWith: (covariates: Covariates) => Headline | undefined,
): Sensitivity[] {
  return Object.entries(protocol.sensitivity.covariate_sets).map(([name, columns]): Sensitivity => {
    const found = headlineWith(onlyColumns(covariates, columns));
    if (found === undefined) {
      return {
        name: `covariates: ${name}`,
        finding: `With ${columns.join(', ')} alone the two groups cannot be compared.`,
        values: {},
      };
    }
    const { value, standardError, measure } = found;
    const { lower, upper } = normalInterval(value, standardError, level);
    return {
      name: `covariates: ${name}`,
      finding:
        `With ${columns.join(', ')} alone the difference is ${perThousand(value)} (${perThousand(lower)} to ${perThousand(upper)}) ` +
        `${sayUnit(measure)}; with all it is ${perThousand(headline.value)}.`,
      values: { difference: value, standardError, lower, upper },
    };
  });
}
