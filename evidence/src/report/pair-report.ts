import type { Cohort } from '../study/cohort.ts';
import type { Covariates } from '../study/covariates.ts';
import { countArms, pairData } from '../study/pair-data.ts';
import type { ComparablePair, PairDesign } from '../study/pair-design.ts';
import { trapsOf } from '../study/traps.ts';
import { chancePair } from './chance-pair.ts';
import { adjustedFigures } from './adjusted-figures.ts';
import { characteristicsOf } from './characteristics.ts';
import { conclude } from './conclusion.ts';
import { pairCurves } from './curves.ts';
import type { Withheld } from './estimate.ts';
import { logRankOf } from './log-rank-of.ts';
import { naiveEstimate } from './naive.ts';
import { pairBasis } from './pair-basis.ts';
import { pairPeople } from './pair-people.ts';
import { sayFailed } from './over-imputations.ts';
import { releaseCells } from './release-cells.ts';
import { negativeControl, sayNoControl } from './negative-control.ts';
import type { PairReport } from './report.ts';
import { secondaryFigures } from './secondary.ts';
import { pairWhen } from './pair-when.ts';
import { sides } from './sides.ts';
import type { PairFindings, StudyContext } from './study-context.ts';

/**
 * The outcome's part of one pair: naive and adjusted figures, curves, sensitivity, traps, conclusion.
 *
 * @param design of the first imputation
 * @param designOf the design of any other
 */
export function reportPair(
  study: StudyContext,
  design: PairDesign,
  designOf: (covariates: Covariates) => PairDesign,
): PairFindings {
  if (design.chance !== undefined) return chancePair(study, design, design.chance);
  return design.comparison.possible
    ? possiblePair(study, design, design.comparison, designOf)
    : impossiblePair(study, design, design.comparison.because);
}

function impossiblePair(study: StudyContext, design: PairDesign, because: string): PairFindings {
  const { protocol } = study;
  const { first, second, estimand, noCounterpart } = design;
  const arms = [protocol.arms[first], protocol.arms[second]] as const;
  const withheld: Withheld = { withheld: because };
  return {
    secondary: new Map(Object.keys(protocol.outcome.also).map(name => [name, withheld])),
    people: undefined,
    cells: [],
    report: {
      first,
      second,
      labels: [arms[0].label, arms[1].label],
      estimand,
      noCounterpart,
      conclusion: conclude({
        detected: protocol.outcome.detected,
        windowDays: protocol.outcome.within_days,
        estimand,
        arms,
        changedAfterOutcomes: study.changedAfterOutcomes,
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
      effects: [],
      notMade: [],
      traps: trapsOf({
        ...study,
        pair: design,
        people: [peopleOf(study.cohort, first), peopleOf(study.cohort, second)],
        naive: withheld,
        headline: withheld,
        control: undefined,
        effectiveShare: [1, 1],
        when: undefined,
      }),
      leftOut: [],
      logRank: undefined,
      dependent: [],
      balance: [],
      worstImbalance: 0,
      effective: [0, 0],
      overlap: undefined,
      curves: undefined,
      characteristics: [],
      negativeControl: undefined,
      when: undefined,
    },
  };
}

function possiblePair(
  study: StudyContext,
  design: PairDesign,
  comparison: ComparablePair,
  designOf: (covariates: Covariates) => PairDesign,
): PairFindings {
  const { protocol, cohort, outcome, whole, look, changedAfterOutcomes } = study;
  const { first, second, estimand, noCounterpart } = design;
  const { worstImbalance, balance, overlap, dependent, leftOut } = comparison;
  const { within_days: window, detected } = protocol.outcome;
  const arms = [protocol.arms[first], protocol.arms[second]] as const;
  const basis = pairBasis(protocol, cohort, design, look.level);
  const data = pairData(comparison, outcome);
  const naive = naiveEstimate(protocol, basis, data);
  const control = negativeControl(protocol, data, outcome, look.level);
  const counts = countArms(data);
  const { effective } = comparison.weighted;
  const effectiveShare = [effective[0] / counts[0].n, effective[1] / counts[1].n] as const;

  const figures = adjustedFigures({ study, design, comparison, data, basis, control, designOf });
  const { headline } = figures;
  const when = pairWhen(study, design, data, figures.found);
  const traps = trapsOf({
    ...study,
    pair: design,
    people: sides(data),
    naive,
    headline,
    control,
    effectiveShare,
    when,
  });
  const report: PairReport = {
    first,
    second,
    labels: basis.labels,
    estimand,
    noCounterpart,
    conclusion: conclude({
      detected,
      windowDays: window,
      estimand,
      arms,
      changedAfterOutcomes,
      events: [counts[0].people, counts[1].people],
      adjusted: headline,
      worstImbalance,
      effectiveShare,
      negativeControl: control,
      when,
      look: look.number,
      mayNotConclude: look.mayConclude ? undefined : look.sentence,
      further: [...sayNoControl(protocol), ...whole.notes, ...sayFailed(figures.imputation)],
    }),
    naive,
    headline,
    adjusted: headline,
    hazardRatio: figures.hazardRatio,
    effects: figures.effects,
    notMade: figures.notMade,
    traps,
    leftOut,
    logRank: logRankOf(data),
    curveTests: figures.curveTests,
    dependent,
    balance,
    worstImbalance,
    effective,
    overlap,
    curves:
      data.time === undefined
        ? undefined
        : pairCurves(data, window, [
            { arm: first, label: basis.labels[0] },
            { arm: second, label: basis.labels[1] },
          ]),
    characteristics: characteristicsOf(protocol, cohort, data),
    negativeControl: control,
    when,
    ...(figures.imputation === undefined ? {} : { imputation: figures.imputation }),
    ...(figures.sensitivity === undefined ? {} : { sensitivity: figures.sensitivity }),
  };
  return {
    report,
    secondary: secondaryFigures(protocol, basis, data, outcome),
    people: pairPeople(cohort, design, data, figures.imputedPairs),
    cells: releaseCells(protocol, cohort, [first, second], data),
  };
}

function peopleOf({ arm, armNames }: Cohort, name: string): Int32Array {
  const code = armNames.indexOf(name);
  return new Int32Array(arm.length).map((_, i) => i).filter(i => arm[i] === code);
}
