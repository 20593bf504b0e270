import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import { picked } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Outcome } from '../study/outcome.ts';
import { adjustedAssumptions } from './assumptions.ts';
import { estimate } from './estimate.ts';
import type { Estimate, Withheld } from './estimate.ts';
import { headlineOf } from './headline.ts';
import { sayDesign } from './headline-estimate.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';

/** The name of a further outcome as it is printed: always detected. */
export function sayDetected(name: string): string {
  return /\bdetected\b/i.test(name) ? name : `detected ${name}`;
}

/** The weighted difference of risks in each further outcome, with the people and weights of the headline. */
export function secondaryFigures(
  protocol: Protocol,
  basis: PairBasis,
  data: PairData,
  outcome: Outcome,
): ReadonlyMap<string, Estimate | Withheld> {
  const figureOf = (name: string, happened: Uint8Array): Estimate | Withheld => {
    const own = { ...data, event: picked(happened, data.members), count: undefined, exposure: undefined };
    const seen = [false, false];
    own.event.forEach((event, i) => {
      if (event === 1 && own.weights[i] > 0) seen[own.treated[i]] = true;
    });
    if (!seen.every(Boolean))
      return {
        withheld: 'Nobody in one of the groups was detected; a weighted figure would have no interval.',
      };
    const found = headlineOf('binary', own, basis.shared.followUp.days, true);
    return estimate({
      ...basis.shared,
      detected: sayDetected(name),
      measure: 'risk difference',
      value: found.value,
      interval: normalInterval(found.value, found.standardError, basis.level),
      standardError: found.standardError,
      arms: armResults(basis, own, found.means, true),
      method: `${sayDesign(protocol)}, Hajek difference; interval from the ${found.standardErrorName} standard error`,
      assumptions: adjustedAssumptions(protocol),
      sensitivity: [
        {
          name: 'one of several',
          finding: 'A secondary outcome: read it with the number of tests in this report.',
          values: {},
        },
      ],
    });
  };
  return new Map([...outcome.also].map(([name, happened]) => [name, figureOf(name, happened)]));
}
