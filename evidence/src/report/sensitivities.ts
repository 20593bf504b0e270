import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import type { Matched } from '../match/matched.ts';
import type { PairData } from '../study/pair-data.ts';
import type { NonEmpty, Sensitivity } from './estimate.ts';
import type { Headline } from './headline.ts';
import { saySets } from './covariate-sets.ts';
import { controlFinding, controlLine } from './negative-control.ts';
import { hiddenBias } from './hidden-bias.ts';
import { eValueFinding, unmeasuredFinding } from './hidden-trait.ts';
import type { StudyContext } from './study-context.ts';
import type { BootstrapFinding, CovariateSetsFinding, PairSensitivity } from './pair-sensitivity.ts';
import { linkageFinding, missingOutcomesFinding } from './unknown-outcomes.ts';
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

export interface SensitivityInput {
  readonly study: StudyContext;
  readonly labels: readonly [string, string];
  readonly arms: readonly [string, string];
  readonly data: PairData;
  readonly matched: Matched | undefined;
  readonly headline: Headline;
  readonly bootstrap: () => BootstrapFinding | undefined;
  readonly control: NegativeControl | undefined;
  readonly covariateSets: CovariateSetsFinding | undefined;
}

/** Everything that is tried against an adjusted difference; what cannot be made says why. */
export function pairSensitivity(input: SensitivityInput): PairSensitivity {
  const { study, labels, arms, data, matched, headline, control, covariateSets: sets } = input;
  const { protocol, cohort, look, unrecorded } = study;
  const { kind } = protocol.outcome;
  const asked = protocol.sensitivity;
  const notMade: { name: string; why: string }[] = [];
  /** Undefined with a reason where it cannot be made: estimators refuse in sentences. */
  const attempt = <T>(name: string, make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      notMade.push({ name, why: error.message });
      return undefined;
    }
  };
  const skip = (name: string, why: string): undefined => void notMade.push({ name, why });

  const strength = eValueFinding(headline, look.level);
  if (strength === undefined) skip('E-value', 'A share of 0, or an interval without an end, has no ratio.');
  const unknown = [arms[0], arms[1]].map(arm => unrecorded[cohort.armNames.indexOf(arm)]);
  const someUnknown = asked.missing_outcomes && unknown.some(count => count > 0);
  const linkage = asked.linkage_error;
  const isBinary = kind === 'binary';
  return {
    eValue: strength,
    unmeasured: strength && asked.unmeasured ? unmeasuredFinding(strength, labels) : undefined,
    hiddenBias:
      matched?.pairs === undefined
        ? undefined
        : kind === 'time to event' || kind === 'competing'
          ? skip(
              HIDDEN_BIAS,
              'Bounds for times that may be cut short are not made; ask for a binary outcome.',
            )
          : attempt(HIDDEN_BIAS, () => hiddenBias(kind, data, matched, headline, look.level)),
    missingOutcomes: !someUnknown
      ? undefined
      : isBinary
        ? attempt('missing outcomes', () =>
            missingOutcomesFinding(data, headline, [unknown[0], unknown[1]], look.level),
          )
        : skip('missing outcomes', 'The tipping point is that of an outcome of yes or no.'),
    linkage:
      linkage === undefined
        ? undefined
        : isBinary
          ? attempt('linkage error', () => linkageFinding(linkage, cohort, data, arms))
          : skip('linkage error', 'Missed links are corrected for in an outcome of yes or no.'),
    bootstrap: attempt('bootstrap', input.bootstrap),
    covariateSets: sets,
    control:
      control === undefined || headline.measure !== 'risk difference'
        ? undefined
        : attempt('negative control', () => controlFinding(control, headline, look.level)),
    notMade,
  };
}

const HIDDEN_BIAS = "Rosenbaum's bounds";

/** What was tried, line by line beside the estimate. */
export function sensitivityLines(
  protocol: Protocol,
  sensitivity: PairSensitivity,
  headline: Headline,
  level: number,
  control: NegativeControl | undefined,
): NonEmpty<Sensitivity> {
  const {
    eValue,
    unmeasured,
    hiddenBias: bias,
    missingOutcomes,
    linkage,
    bootstrap,
    covariateSets: sets,
  } = sensitivity;
  const line = (
    name: string,
    found: { readonly sentence: string } | undefined,
    values: Sensitivity['values'],
  ) => (found === undefined ? [] : [{ name, finding: found.sentence, values }]);
  return [
    controlLine(protocol, control),
    ...line('E-value', eValue, eValueNumbers(eValue)),
    ...line('unmeasured trait', unmeasured, {}),
    ...line(HIDDEN_BIAS, bias, bias?.gammaAt === undefined ? {} : { gammaAt: bias.gammaAt }),
    ...line('missing outcomes', missingOutcomes, {}),
    ...line(
      'linkage error',
      linkage,
      linkage === undefined ? {} : { observed: linkage.observed, corrected: linkage.corrected },
    ),
    ...(headline.standardErrorM === undefined
      ? []
      : [mEstimation(headline.value, headline.standardErrorM, level, sayUnit(headline.measure))]),
    ...line(
      'bootstrap',
      bootstrap,
      bootstrap === undefined ? {} : { standardError: bootstrap.standardError },
    ),
    ...(sets === undefined ? [] : saySets(sets, headline)),
    ...line('across covariate sets', sets, {}),
    ...line('calibrated by the control', sensitivity.control, {}),
    ...sensitivity.notMade.map(({ name, why }) => ({ name, finding: `Not made. ${why}`, values: {} })),
  ];
}

function eValueNumbers(found: PairSensitivity['eValue']): Sensitivity['values'] {
  if (found === undefined) return {};
  const { ratio, interval, eValue, eValueOfLimit } = found;
  return { riskRatio: ratio, lower: interval.lower, upper: interval.upper, eValue, eValueOfLimit };
}

function mEstimation(value: number, standardError: number, level: number, unit: string): Sensitivity {
  const m = normalInterval(value, standardError, level);
  return {
    name: 'M-estimation',
    finding: `With the propensity's own uncertainty counted, the interval is ${perThousand(m.lower)} to ${perThousand(m.upper)} ${unit}.`,
    values: { standardError, lower: m.lower, upper: m.upper },
  };
}
