import type { Protocol } from '../protocol/read.ts';
import { comparePair } from '../compare.ts';
import type { TwoArmComparison, WeightedPair } from '../compare.ts';
import { normalInterval } from '../effect/proportion.ts';
import { eValue, eValueOfLimit } from '../sensitivity/e-value.ts';
import type { Outcome } from '../study/outcome.ts';
import type { NonEmpty, Sensitivity } from './estimate.ts';
import { perThousand } from './people-in-a-thousand.ts';
import type { NegativeControl } from './report.ts';

/** The risk difference, beside a hazard ratio. */
export function riskFinding(compared: TwoArmComparison): Sensitivity {
  return {
    name: 'risk difference',
    finding: `The difference of risks at the end of follow-up is ${perThousand(compared.difference)} in a thousand.`,
    values: { difference: compared.difference },
  };
}

/** E-value, the other standard error, and the negative control of an adjusted difference. */
export function adjustedSensitivity(
  compared: TwoArmComparison,
  control: NegativeControl | undefined,
): NonEmpty<Sensitivity> {
  // Withheld before this, where nobody in an arm was detected: there is a ratio.
  const { logRatio = 0, logRatioStandardError = 0 } = compared;
  const ratio = Math.exp(logRatio);
  const range = normalInterval(logRatio, logRatioStandardError);
  const values = {
    riskRatio: ratio,
    lower: Math.exp(range.lower),
    upper: Math.exp(range.upper),
    eValue: eValue(ratio),
    eValueOfLimit: eValueOfLimit(Math.exp(range.lower), Math.exp(range.upper)),
  };
  const m = normalInterval(compared.difference, compared.standardErrorM);
  return [
    {
      name: 'E-value',
      finding:
        `Something unrecorded would have to go with both the arm and detected reoffending by a ratio of ${values.eValue.toFixed(1)} to explain ` +
        `the figure away, and of ${values.eValueOfLimit.toFixed(1)} to bring the interval to no difference. A large E-value does not ` +
        'show that there is nothing of the kind.',
      values,
    },
    {
      name: 'M-estimation',
      finding: `With the propensity's own uncertainty counted, the interval is ${perThousand(m.lower)} to ${perThousand(m.upper)} in a thousand.`,
      values: { standardError: compared.standardErrorM, lower: m.lower, upper: m.upper },
    },
    ...(control === undefined
      ? []
      : [
          {
            name: 'negative control',
            finding: `${control.detected}: ${perThousand(control.difference)} in a thousand (${perThousand(control.interval.lower)} to ${perThousand(control.interval.upper)}); the arms should not change it.`,
            values: {
              difference: control.difference,
              lower: control.interval.lower,
              upper: control.interval.upper,
            },
          },
        ]),
  ];
}

/** The same people and weights on an outcome that the arms should not change; undefined without events in an arm. */
export function negativeControl(
  protocol: Protocol,
  weighted: WeightedPair,
  members: Int32Array,
  outcome: Outcome,
): NegativeControl | undefined {
  const { negative_control } = protocol.outcome;
  const { control } = outcome;
  if (negative_control === undefined || control === undefined) return undefined;
  const compared = comparePair(
    weighted,
    Uint8Array.from(members, i => control[i]),
  );
  if (compared.counts.some(({ events }) => events === 0)) return undefined;
  const interval = normalInterval(compared.difference, compared.standardErrorHC0);
  return {
    detected: negative_control.detected,
    difference: compared.difference,
    interval,
    differs: interval.lower > 0 || interval.upper < 0,
  };
}
