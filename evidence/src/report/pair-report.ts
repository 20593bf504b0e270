import type { Protocol } from '../protocol/read.ts';
import { comparePair } from '../compare.ts';
import { newcombeInterval, normalInterval } from '../effect/proportion.ts';
import { logRank } from '../effect/log-rank.ts';
import { parseDay } from '../day.ts';
import type { Cohort } from '../study/cohort.ts';
import type { Outcome } from '../study/outcome.ts';
import type { PairDesign } from '../study/pair-design.ts';
import { adjustedAssumptions, naiveAssumptions } from './assumptions.ts';
import { conclude } from './conclusion.ts';
import { pairCurves } from './curves.ts';
import { estimate } from './estimate.ts';
import type { ArmResult, Estimate, Withheld } from './estimate.ts';
import { weightedHazardRatio } from './hazard-ratio.ts';
import { adjustedSensitivity, negativeControl, riskFinding } from './sensitivities.ts';
import type { PairReport } from './report.ts';
import { whenCanWeTell } from './when.ts';

/** The outcome's part of one pair: naive and adjusted figures, curves, sensitivity, conclusion. */
export function reportPair(
  protocol: Protocol,
  cohort: Cohort,
  outcome: Outcome,
  design: PairDesign,
  changedAfterOutcomes: boolean,
): PairReport {
  const { first, second, estimand, noCounterpart } = design;
  const arms = [protocol.arms[first], protocol.arms[second]] as const;
  const labels = [arms[0].label, arms[1].label] as const;
  const shared = {
    first,
    second,
    labels,
    estimand,
    noCounterpart,
    effects: [],
    notMade: [],
    traps: [],
    leftOut: [],
  };
  const say = {
    detected: protocol.outcome.detected,
    windowDays: protocol.outcome.within_days,
    estimand,
    arms,
    changedAfterOutcomes,
  };
  if (!design.comparison.possible) {
    const withheld: Withheld = { withheld: design.comparison.because };
    return {
      ...shared,
      conclusion: conclude({
        ...say,
        events: undefined,
        adjusted: withheld,
        worstImbalance: 0,
        effectiveShare: [1, 1],
        negativeControl: undefined,
        when: undefined,
      }),
      naive: withheld,
      headline: withheld,
      adjusted: withheld,
      hazardRatio: withheld,
      logRank: undefined,
      dependent: [],
      balance: [],
      worstImbalance: 0,
      effective: [0, 0],
      overlap: undefined,
      curves: undefined,
      negativeControl: undefined,
      when: undefined,
    };
  }

  const { members, weighted, balance, worstImbalance, overlap, dependent } = design.comparison;
  const event = Uint8Array.from(members, i => outcome.event[i]);
  const time = Float64Array.from(members, i => outcome.time[i]);
  const compared = comparePair(weighted, event);
  const { counts, effective } = compared;
  const control = negativeControl(protocol, weighted, members, outcome);
  const basis = {
    detected: protocol.outcome.detected,
    followUp: { days: protocol.outcome.within_days, from: clocks(protocol, first, second) },
    maturity: cohort.maturity,
  };
  const armResults = (
    risks: readonly [number, number],
    effectiveN: readonly [number, number],
  ): [ArmResult, ArmResult] => [
    { arm: first, label: labels[0], ...counts[0], effectiveN: effectiveN[0], risk: risks[0] },
    { arm: second, label: labels[1], ...counts[1], effectiveN: effectiveN[1], risk: risks[1] },
  ];
  const crude = [counts[0].events / counts[0].n, counts[1].events / counts[1].n] as const;
  const naive = estimate({
    ...basis,
    measure: 'risk difference',
    value: compared.naiveDifference,
    interval: newcombeInterval(counts[0], counts[1]),
    standardError: Math.sqrt(
      (crude[0] * (1 - crude[0])) / counts[0].n + (crude[1] * (1 - crude[1])) / counts[1].n,
    ),
    arms: armResults(crude, [counts[0].n, counts[1].n]),
    method: 'Difference of shares, unadjusted; interval by Newcombe (1998), standard error unpooled',
    assumptions: naiveAssumptions(protocol),
    sensitivity: [
      {
        name: 'adjusted figure',
        finding: 'Read the adjusted figure; this one compares unlike groups.',
        values: {},
      },
    ],
  });
  const noEvents = counts.some(({ events }) => events === 0);
  const adjusted: Estimate | Withheld = noEvents
    ? { withheld: 'Nobody in one of the groups was detected; a weighted figure would have no interval.' }
    : estimate({
        ...basis,
        measure: 'risk difference',
        value: compared.difference,
        interval: normalInterval(compared.difference, compared.standardErrorHC0),
        standardError: compared.standardErrorHC0,
        arms: armResults(compared.means, effective),
        method:
          `Propensity by logistic regression, ${estimand} weights, Hajek difference; interval from the HC0 standard error, ` +
          'which takes the weights as known',
        assumptions: adjustedAssumptions(protocol),
        sensitivity: adjustedSensitivity(compared, control),
      });
  const span = spanOf(cohort, members);
  const when = whenCanWeTell({
    label: labels[0],
    baselineRisk: compared.means[1],
    differencePerThousand: protocol.smallest_difference_that_matters,
    have: [counts[0].n, counts[1].n],
    effective,
    span,
    extracted: parseDay(protocol.data.extracted_on ?? ''),
  });
  return {
    ...shared,
    conclusion: conclude({
      ...say,
      events: [counts[0].events, counts[1].events],
      adjusted,
      worstImbalance,
      effectiveShare: [effective[0] / counts[0].n, effective[1] / counts[1].n],
      negativeControl: control,
      when,
    }),
    naive,
    headline: adjusted,
    adjusted,
    hazardRatio: weightedHazardRatio(
      { time, event, treated: weighted.treated, weights: weighted.balancing.weights },
      {
        ...basis,
        arms: armResults(compared.means, effective),
        assumptions: [
          ...adjustedAssumptions(protocol),
          'The ratio of hazards is the same on every day of the follow-up.',
        ],
        sensitivity: [riskFinding(compared)],
      },
    ),
    logRank:
      counts[0].events + counts[1].events === 0
        ? undefined
        : pick(
            logRank(
              time,
              event,
              weighted.treated.map(t => 1 - t),
            ),
          ),
    dependent,
    balance,
    worstImbalance,
    effective,
    overlap,
    curves: pairCurves(
      { time, event, treated: weighted.treated, weights: weighted.balancing.weights },
      protocol.outcome.within_days,
      [
        { arm: first, label: labels[0] },
        { arm: second, label: labels[1] },
      ],
    ),
    negativeControl: control,
    when,
  };
}

function pick({ chiSquare, p }: { chiSquare: number; p: number }): { chiSquare: number; p: number } {
  return { chiSquare, p };
}

function clocks(protocol: Protocol, first: string, second: string): readonly [string, string] {
  const from = (arm: string): string =>
    protocol.arms[arm].time_zero ?? protocol.outcome.recorded_in?.from ?? '';
  return [from(first), from(second)];
}

function spanOf(cohort: Cohort, members: Int32Array): readonly [number, number] | undefined {
  const { timeZero } = cohort;
  if (timeZero === undefined) return undefined;
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const i of members) {
    earliest = Math.min(earliest, timeZero[i]);
    latest = Math.max(latest, timeZero[i]);
  }
  return [earliest, latest];
}
