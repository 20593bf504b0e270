import type { Protocol } from '../protocol/read.ts';
import { newcombeInterval, normalInterval } from '../effect/proportion.ts';
import { countArms, unweighted } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { naiveAssumptions } from './assumptions.ts';
import { estimate } from './estimate.ts';
import type { Estimate, NonEmpty, Sensitivity, Withheld } from './estimate.ts';
import { headlineOf } from './headline.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';

const SENSITIVITY: NonEmpty<Sensitivity> = [
  {
    name: 'adjusted figure',
    finding: 'Read the adjusted figure; this one compares unlike groups.',
    values: {},
  },
];

/** The two groups as they come. Printed beside the adjusted figure, to show what adjusting does. */
export function naiveEstimate(protocol: Protocol, basis: PairBasis, whole: PairData): Estimate | Withheld {
  const data = unweighted(whole);
  const { kind, within_days } = protocol.outcome;
  const counts = countArms(data);
  const [a, b] = counts;
  if (a.n === 0 || b.n === 0) return { withheld: 'Nobody in one of the groups had a day at risk.' };
  const rest = {
    ...basis.shared,
    assumptions: naiveAssumptions(protocol),
    sensitivity: SENSITIVITY,
  };
  if (kind !== 'binary') {
    if (a.events === 0 || b.events === 0)
      return { withheld: 'Nobody in one of the groups was detected; a figure would have no interval.' };
    const found = headlineOf(kind, data, within_days, false);
    return estimate({
      ...rest,
      measure: found.measure,
      value: found.value,
      interval: normalInterval(found.value, found.standardError, basis.level),
      standardError: found.standardError,
      arms: armResults(basis, data, found.means, false),
      method: `Unadjusted; standard error by ${found.standardErrorName}`,
    });
  }
  const risks = [a.events / a.n, b.events / b.n] as const;
  return estimate({
    ...rest,
    measure: 'risk difference',
    value: risks[0] - risks[1],
    interval: newcombeInterval(a, b, basis.level),
    standardError: Math.sqrt((risks[0] * (1 - risks[0])) / a.n + (risks[1] * (1 - risks[1])) / b.n),
    arms: armResults(basis, data, risks, false),
    method: 'Difference of shares, unadjusted; interval by Newcombe (1998), standard error unpooled',
  });
}
