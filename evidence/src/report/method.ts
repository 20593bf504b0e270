import { sayTimeAtRisk } from './assumptions.ts';
import { aboutWhom } from './chance-words.ts';
import { isEstimate } from './estimate.ts';
import { sayDesign } from './headline-estimate.ts';
import type { StudyContext } from './study-context.ts';
import type { PairReport } from './report.ts';

/** How the figures were made, in plain words. */
export interface Method {
  readonly design: string;
  readonly estimand: string;
  readonly headline: string;
  readonly interval: string;
  readonly missing: string;
  readonly timeAtRisk: string;
  readonly looks: string;
}

const ESTIMANDS = {
  ATE: 'everybody in either arm (ATE)',
  ATT: 'the people in the first arm (ATT)',
  ATC: 'the people in the second arm (ATC)',
  ATO: 'people who could well have been in either arm (ATO)',
  ATM: 'people who would be left if each were matched with one of the other arm (ATM)',
} as const;

const HEADLINES = {
  binary: 'difference of the shares with one or more detected within the follow-up',
  count: 'difference of detected offences a person and year at risk',
  'time to event': 'difference of the shares detected by the end of follow-up, by Kaplan-Meier',
  competing:
    'difference of the shares detected by the end of follow-up where something else can come first, by Aalen-Johansen',
} as const;

export function methodOf({ protocol, look, whole }: StudyContext, pairs: readonly PairReport[]): Method {
  const { outcome, estimand } = protocol;
  const made = pairs.map(({ headline }) => headline).find(isEstimate);
  return {
    design: sayDesign(protocol),
    estimand: chanceEstimand(protocol) ?? ESTIMANDS[estimand],
    headline:
      protocol.design.by === 'waiting list'
        ? 'difference of rates of a first detected offence, a person and year'
        : HEADLINES[outcome.kind],
    interval: made?.method ?? 'no figure was made',
    missing: sayMissing(protocol.missing_values, whole, pairs),
    timeAtRisk: outcome.found_in === undefined ? 'Days are counted by the file.' : sayTimeAtRisk(outcome),
    looks: look.sentence,
  };
}

/** A design that uses chance answers about those whom chance moved. */
function chanceEstimand(protocol: StudyContext['protocol']): string | undefined {
  return aboutWhom(protocol)?.replace(/^Among /, '');
}

function sayMissing(
  { method, imputations, iterations, with_outcome, seed }: StudyContext['protocol']['missing_values'],
  { missing }: StudyContext['whole'],
  pairs: readonly PairReport[],
): string {
  const shares = missing
    .map(({ column, people, of }) => `${column} ${((100 * people) / of).toFixed(1)}%`)
    .join(', ');
  switch (method) {
    case 'complete case':
      return 'People with a covariate that is not recorded are left out and counted.';
    case 'indicator':
      return `A covariate that is not recorded is a level of its own${shares === '' ? '' : ` (not recorded: ${shares})`}.`;
    case 'multiple imputation':
      if (shares === '') return 'Every covariate is recorded for everybody: nothing had to be imputed.';
      return [
        `Covariates that are not recorded (${shares}) are imputed ${imputations} times by chained equations with ${iterations} iterations each (seed ${seed}), ` +
          `from the other covariates, the arm${with_outcome ? ' and the outcome' : ' and not the outcome'}; figures are pooled by Rubin's rules.`,
        ...pairs.flatMap(({ first, second, imputation }) =>
          imputation === undefined
            ? []
            : `${first} against ${second}: ${(100 * imputation.fractionMissing).toFixed(1)}% of the information on the headline is missing.`,
        ),
        'Balance, curves and counts are those of the first imputation.',
      ].join(' ');
  }
}
