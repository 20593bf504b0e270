import type { Protocol } from '../protocol/read.ts';
import { acrossSets } from '../sensitivity/across-sets.ts';
import { onlyColumns } from '../study/covariates.ts';
import type { Covariates } from '../study/covariates.ts';
import type { Sensitivity } from './estimate.ts';
import type { Headline } from './headline.ts';
import { intervalOf } from './interval-of.ts';
import type { CovariateSetsFinding } from './pair-sensitivity.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';

/** The same comparison under each further set of covariates that the protocol names; undefined where it names none. */
export function covariateSets(
  protocol: Protocol,
  covariates: Covariates,
  level: number,
  headline: Headline,
  headlineWith: (covariates: Covariates) => Headline | undefined,
): CovariateSetsFinding | undefined {
  const sets = Object.entries(protocol.sensitivity.covariate_sets).map(([name, columns]) => {
    const found = headlineWith(onlyColumns(covariates, columns));
    if (found === undefined) return { name, columns, found };
    const { value, standardError } = found;
    return {
      name,
      columns,
      found: { value, standardError, interval: intervalOf(value, standardError, level) },
    };
  });
  if (sets.length === 0) return undefined;
  const { value, standardError, degreesOfFreedom, measure } = headline;
  const across = acrossSets(
    { value, interval: intervalOf(value, standardError, level, degreesOfFreedom) },
    sets,
  );
  const { lowest, highest, otherwise } = across;
  return {
    ...across,
    sets,
    sentence:
      `Over ${sets.length + 1} sets of covariates the difference runs from ${perThousand(lowest)} to ${perThousand(highest)} ${sayUnit(measure)}` +
      (otherwise.length === 0
        ? ', and every interval says the same of no difference.'
        : `; with ${otherwise.join(', ')} the interval says something else of no difference.`),
  };
}

/** Each set as a line beside the estimate. */
export function saySets({ sets }: CovariateSetsFinding, headline: Headline): Sensitivity[] {
  return sets.map(({ name, columns, found }): Sensitivity => {
    const alone = `With ${columns.join(', ')} alone`;
    if (found === undefined)
      return {
        name: `covariates: ${name}`,
        finding: `${alone} the two groups cannot be compared.`,
        values: {},
      };
    const { value, standardError, interval } = found;
    return {
      name: `covariates: ${name}`,
      finding:
        `${alone} the difference is ${perThousand(value)} (${perThousand(interval.lower)} to ${perThousand(interval.upper)}) ` +
        `${sayUnit(headline.measure)}; with all it is ${perThousand(headline.value)}.`,
      values: { difference: value, standardError, lower: interval.lower, upper: interval.upper },
    };
  });
}
