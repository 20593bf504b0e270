import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import { intervalOf } from './interval-of.ts';
import { eValue, eValueOfLimit } from '../sensitivity/e-value.ts';
import { picked } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Outcome } from '../study/outcome.ts';
import type { NonEmpty, Sensitivity } from './estimate.ts';
import { weightedMean } from './headline.ts';
import type { Headline } from './headline.ts';
import { perThousand, sayUnit } from './people-in-a-thousand.ts';
import type { NegativeControl } from './report.ts';

/** The headline, beside a further measure. */
export function headlineFinding({ value, measure }: Headline): Sensitivity {
  return {
    name: measure,
    finding: `The headline is a difference of ${perThousand(value)} ${sayUnit(measure)}.`,
    values: { difference: value },
  };
}

/** E-value, the other standard error, and the negative control of an adjusted difference. */
export function adjustedSensitivity(
  protocol: Protocol,
  headline: Headline,
  level: number,
  control: NegativeControl | undefined,
): NonEmpty<Sensitivity> {
  // Withheld before this, where nobody in an arm was detected: there is a ratio.
  const { logRatio = 0, logRatioStandardError = 0, value, measure, standardErrorM } = headline;
  const ratio = Math.exp(logRatio);
  const range = intervalOf(logRatio, logRatioStandardError, level, headline.logRatioDegreesOfFreedom);
  const values = {
    riskRatio: ratio,
    lower: Math.exp(range.lower),
    upper: Math.exp(range.upper),
    eValue: eValue(ratio),
    eValueOfLimit: eValueOfLimit(Math.exp(range.lower), Math.exp(range.upper)),
  };
  return [
    {
      name: 'E-value',
      finding:
        `Something unrecorded would have to go with both the arm and detected reoffending by a ratio of ${values.eValue.toFixed(1)} to explain ` +
        `the figure away, and of ${values.eValueOfLimit.toFixed(1)} to bring the interval to no difference. A large E-value does not ` +
        'show that there is nothing of the kind.',
      values,
    },
    ...(standardErrorM === undefined ? [] : [mEstimation(value, standardErrorM, level, sayUnit(measure))]),
    controlFinding(protocol, control),
  ];
}

function mEstimation(value: number, standardError: number, level: number, unit: string): Sensitivity {
  const m = normalInterval(value, standardError, level);
  return {
    name: 'M-estimation',
    finding: `With the propensity's own uncertainty counted, the interval is ${perThousand(m.lower)} to ${perThousand(m.upper)} ${unit}.`,
    values: { standardError, lower: m.lower, upper: m.upper },
  };
}

function controlFinding(protocol: Protocol, control: NegativeControl | undefined): Sensitivity {
  if (control === undefined) {
    const why =
      protocol.outcome.negative_control === undefined
        ? 'None was named. An outcome that the arms cannot change, such as motoring offences, would show whether the groups differ ' +
          'in something that is not recorded; without one nobody can see it.'
        : 'It could not be compared: nobody in one of the groups had such an offence.';
    return { name: 'negative control', finding: why, values: {} };
  }
  const { difference, interval, detected } = control;
  return {
    name: 'negative control',
    finding: `${detected}: ${perThousand(difference)} in a thousand (${perThousand(interval.lower)} to ${perThousand(interval.upper)}); the arms should not change it.`,
    values: { difference, lower: interval.lower, upper: interval.upper },
  };
}

/** The same people and weights on an outcome that the arms should not change; undefined without events in an arm. */
export function negativeControl(
  protocol: Protocol,
  data: PairData,
  outcome: Outcome,
  level: number,
): NegativeControl | undefined {
  const { negative_control } = protocol.outcome;
  if (negative_control === undefined || outcome.control === undefined) return undefined;
  const own = picked(outcome.control, data.members);
  const seen = [false, false];
  for (let i = 0; i < own.length; i++) if (own[i] === 1 && data.weights[i] > 0) seen[data.treated[i]] = true;
  if (!seen.every(Boolean)) return undefined;
  const found = weightedMean(data, own, undefined, true);
  const interval = normalInterval(found.difference, found.standardErrorHC0, level);
  return {
    detected: negative_control.detected,
    difference: found.difference,
    interval,
    differs: interval.lower > 0 || interval.upper < 0,
  };
}
