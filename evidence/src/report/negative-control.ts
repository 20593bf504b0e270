import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import { judgeByControl } from '../sensitivity/negative-control.ts';
import { picked } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Outcome } from '../study/outcome.ts';
import type { Sensitivity } from './estimate.ts';
import { weightedMean } from './headline.ts';
import type { Headline } from './headline.ts';
import type { ControlFinding } from './pair-sensitivity.ts';
import { perThousand } from './people-in-a-thousand.ts';
import type { NegativeControl } from './report.ts';

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
    standardError: found.standardErrorHC0,
    interval,
    differs: interval.lower > 0 || interval.upper < 0,
  };
}

/** The figure held against the control's own difference. */
export function controlFinding(control: NegativeControl, headline: Headline, level: number): ControlFinding {
  const { detected, difference, standardError } = control;
  const found = judgeByControl(headline, { value: difference, standardError }, level);
  const { calibrated, largestBias } = found;
  return {
    ...found,
    detected,
    sentence:
      `${detected} leaves room for a bias of up to ${perThousand(largestBias)} in a thousand. Less the control's own difference ` +
      `the figure would be ${perThousand(calibrated.value)} (${perThousand(calibrated.interval.lower)} to ${perThousand(calibrated.interval.upper)}) ` +
      'in a thousand, if what is unrecorded moves both alike.',
  };
}

/** The control as a line beside the estimate. */
export function controlLine(protocol: Protocol, control: NegativeControl | undefined): Sensitivity {
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

/** Without a negative control a conclusion says so. */
export function sayNoControl({ outcome }: Protocol): string[] {
  if (outcome.negative_control !== undefined) return [];
  return [
    outcome.found_in === undefined
      ? 'This file has no negative control (an outcome that the arms cannot change), so nobody can see whether the groups differ in something that is not recorded.'
      : 'No negative control was named (outcome.negative_control, such as motoring offences): nobody can see whether the groups differ in something that is not recorded.',
  ];
}
