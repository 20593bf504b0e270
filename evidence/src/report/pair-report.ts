import type { Protocol } from '../protocol/read.ts';
import type { Table } from '../extract/table.ts';
import { logRank } from '../effect/log-rank.ts';
import type { Cohort } from '../study/cohort.ts';
import type { Covariates } from '../study/covariates.ts';
import type { Outcome } from '../study/outcome.ts';
import { countArms, pairData } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { ComparablePair, PairDesign } from '../study/pair-design.ts';
import { trapsOf } from '../study/traps.ts';
import type { ReleaseCell } from '../disclosure/differencing.ts';
import { characteristicsOf } from './characteristics.ts';
import { conclude } from './conclusion.ts';
import { covariateSets } from './covariate-sets.ts';
import { pairCurves } from './curves.ts';
import type { Estimate, Withheld } from './estimate.ts';
import { estimateMaker, furtherEffects } from './further-effects.ts';
import { weightedHazardRatio } from './hazard-ratio.ts';
import { headlineOf } from './headline.ts';
import { headlineEstimate } from './headline-estimate.ts';
import { naiveEstimate } from './naive.ts';
import { pairBasis } from './pair-basis.ts';
import { pairPeople } from './pair-people.ts';
import type { PairPeople } from './pair-people.ts';
import { pooledHeadline } from './pooled-headline.ts';
import { releaseCells } from './release-cells.ts';
import { adjustedSensitivity, headlineFinding, negativeControl } from './sensitivities.ts';
import type { LookFact, PairReport } from './report.ts';
import { secondaryFigures } from './secondary.ts';
import { pairWhen } from './pair-when.ts';

/** What all pairs of a run have in common. */
export interface StudyContext {
  readonly protocol: Protocol;
  readonly tables: ReadonlyMap<string, Table>;
  readonly cohort: Cohort;
  readonly outcome: Outcome;
  readonly look: LookFact;
  readonly changedAfterOutcomes: boolean;
}

export interface PairFindings {
  readonly report: PairReport;
  readonly secondary: ReadonlyMap<string, Estimate | Withheld>;
  readonly people: PairPeople | undefined;
  readonly cells: readonly ReleaseCell[];
}

/**
 * The outcome's part of one pair: naive and adjusted figures, curves, sensitivity, traps, conclusion.
 *
 * @param imputed the covariates of each imputation, the first of which the given design is of
 * @param designOf the design of one imputation
 */
export function reportPair(
  study: StudyContext,
  design: PairDesign,
  imputed: readonly [Covariates, ...Covariates[]],
  designOf: (covariates: Covariates) => PairDesign,
): PairFindings {
  return design.comparison.possible
    ? possiblePair(study, design, design.comparison, imputed, designOf)
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
        people: [new Int32Array(), new Int32Array()],
        naive: withheld,
        headline: withheld,
        control: undefined,
        effectiveShare: [1, 1],
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
  imputed: readonly [Covariates, ...Covariates[]],
  designOf: (covariates: Covariates) => PairDesign,
): PairFindings {
  const { protocol, cohort, outcome, look, changedAfterOutcomes } = study;
  const { first, second, estimand, noCounterpart } = design;
  const { worstImbalance, balance, overlap, dependent, leftOut } = comparison;
  const { kind, within_days: window, detected } = protocol.outcome;
  const arms = [protocol.arms[first], protocol.arms[second]] as const;
  const basis = pairBasis(protocol, cohort, design, look.level);
  const data = pairData(comparison, outcome);
  const naive = naiveEstimate(protocol, basis, data);
  const control = negativeControl(protocol, data, outcome, look.level);
  const counts = countArms(data);
  const { effective } = comparison.weighted;
  const effectiveShare = [effective[0] / counts[0].n, effective[1] / counts[1].n] as const;

  const figures = adjustedFigures();
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
  };
  return {
    report,
    secondary: secondaryFigures(protocol, basis, data, outcome),
    people: pairPeople(cohort, design, data),
    cells: releaseCells(protocol, cohort, [first, second], data),
  };

  function adjustedFigures() {
    if (counts.some(({ n }) => n === 0)) {
      const withheld = { withheld: 'Nobody in one of the groups had a day at risk.' };
      return { headline: withheld, hazardRatio: withheld, effects: [], notMade: [], found: undefined };
    }
    if (counts.some(({ events }) => events === 0)) {
      const withheld = {
        withheld: 'Nobody in one of the groups was detected; a weighted figure would have no interval.',
      };
      return { headline: withheld, hazardRatio: withheld, effects: [], notMade: [], found: undefined };
    }
    const own = headlineOf(kind, data, window, true);
    const found = pooledHeadline(own, imputed, covariates => {
      const { comparison: other } = designOf(covariates);
      return other.possible ? headlineOf(kind, pairData(other, outcome), window, true) : undefined;
    });
    const sensitivity = adjustedSensitivity(protocol, found, look.level, control);
    const sets = covariateSets(protocol, imputed[0], look.level, found, covariates => {
      const { comparison: other } = designOf(covariates);
      return other.possible ? headlineOf(kind, pairData(other, outcome), window, true) : undefined;
    });
    const make = estimateMaker(protocol, basis, data, [headlineFinding(found)]);
    const hazardRatio = weightedHazardRatio(data, basis, found.means, make);
    return {
      found,
      headline: headlineEstimate(protocol, basis, data, found, [...sensitivity, ...sets]),
      hazardRatio,
      ...furtherEffects(protocol, basis, data, found, hazardRatio, make),
    };
  }
}

/** Members of the cohort in the first and in the second arm, whether or not the design keeps them. */
function sides({ members, treated }: PairData): readonly [Int32Array, Int32Array] {
  return [members.filter((_, i) => treated[i] === 1), members.filter((_, i) => treated[i] === 0)];
}

function logRankOf({ time, event, treated }: PairData): PairReport['logRank'] {
  if (time === undefined || !event.includes(1)) return undefined;
  const { chiSquare, p } = logRank(
    time,
    event,
    treated.map(t => 1 - t),
  );
  return { chiSquare, p };
}
