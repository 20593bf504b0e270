import type { AssumptionCheck } from '../chance/chance-effect.ts';
import type { ChanceDesign } from '../study/chance-design.ts';
import { countArms, pairData, picked } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import type { PairDesign } from '../study/pair-design.ts';
import { trapsOf } from '../study/traps.ts';
import { chanceEstimate } from './chance-estimate.ts';
import { chanceFigure } from './chance-figure.ts';
import type { ChanceFigure, ChanceOutcome } from './chance-shape.ts';
import { chanceWhen } from './chance-when.ts';
import { aboutWhom, sayChance } from './chance-words.ts';
import { characteristicsOf } from './characteristics.ts';
import { conclude } from './conclusion.ts';
import { pairCurves } from './curves.ts';
import { isEstimate } from './estimate.ts';
import type { Estimate, Withheld } from './estimate.ts';
import { naiveEstimate } from './naive.ts';
import { pairBasis } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';
import { logRankOf } from './log-rank-of.ts';
import { sides } from './sides.ts';
import type { PairFindings, StudyContext } from './study-context.ts';
import { releaseCells } from './release-cells.ts';
import type { NegativeControl, PairReport } from './report.ts';
import { sayDetected } from './secondary.ts';
import type { Trap } from './trap.ts';

/** The outcome's part of a pair between which chance decided: its figure, its checks, its conclusion. */
export function chancePair(study: StudyContext, design: PairDesign, chance: ChanceDesign): PairFindings {
  const { protocol, cohort, outcome, look } = study;
  const { first, second, estimand, comparison } = design;
  if (!comparison.possible) throw new Error('a design by chance refuses before this');
  const { detected, within_days: windowDays } = protocol.outcome;
  const basis = pairBasis(protocol, cohort, design, look.level);
  const data = pairData(comparison, outcome);
  const made = figureOf(chance, { event: data.event, time: data.time }, look.level);
  const figure = made.figure;
  const checks = mergeChecks(chance.known.checks, figure?.checks ?? []);
  const control = controlOf(study, chance, data);
  const headline =
    figure === undefined
      ? { withheld: made.because }
      : chanceEstimate({ protocol, basis, data, chance, figure, checks, control });
  const naive = naiveEstimate(protocol, basis, data);
  const when = figure && chanceWhen(study, design, chance.spec, figure);
  const counts = countArms(data);
  const traps = trapsOf({
    ...study,
    pair: design,
    people: sides(data),
    naive,
    headline,
    control,
    when,
    effectiveShare: [1, 1],
  }).filter(trap => concerns(trap, chance));
  const events = figure?.turns?.map(turn => turn.events) ?? counts.map(({ people }) => people);
  const report: PairReport = {
    first,
    second,
    labels: basis.labels,
    estimand,
    noCounterpart: [],
    conclusion: conclude({
      detected,
      windowDays,
      estimand,
      arms: [protocol.arms[first], protocol.arms[second]],
      changedAfterOutcomes: study.changedAfterOutcomes,
      events: [events[0], events[1]],
      adjusted: headline,
      worstImbalance: 0,
      effectiveShare: [1, 1],
      negativeControl: control,
      when,
      look: look.number,
      mayNotConclude: look.mayConclude ? undefined : look.sentence,
      about: aboutWhom(protocol),
      doubt: doubtOf(checks),
    }),
    naive,
    headline,
    adjusted: headline,
    hazardRatio: { withheld: 'This design tells of the outcome at the end of the follow-up, or of rates.' },
    effects: [],
    notMade: [],
    traps,
    leftOut: comparison.leftOut,
    logRank: logRankOf(data),
    dependent: [],
    balance: comparison.balance,
    worstImbalance: comparison.worstImbalance,
    effective: comparison.weighted.effective,
    overlap: undefined,
    curves: curvesOf(chance, basis, data, windowDays),
    characteristics: characteristicsOf(protocol, cohort, data),
    negativeControl: control,
    when,
    chance: {
      design: sayChance(chance.spec),
      facts: chance.known.facts,
      effects: figure?.effects ?? [],
      checks,
    },
  };
  return {
    report,
    secondary: secondaryOf(study, basis, chance, data),
    // A replication by weights would be of another figure than this.
    people: undefined,
    cells: releaseCells(protocol, cohort, [first, second], data),
  };
}

type Made =
  | { readonly figure: ChanceFigure; readonly because?: never }
  | { readonly figure?: never; readonly because: string };

/** The figure, or the sentence in which its estimator refuses. */
function figureOf({ spec, people }: ChanceDesign, outcome: ChanceOutcome, level: number): Made {
  try {
    return { figure: chanceFigure(spec, people, outcome, level) };
  } catch (error) {
    if (error instanceof RangeError) return { because: error.message };
    throw error;
  }
}

/** Checks without outcomes, then those that need them; an assumption that both speak of once. */
function mergeChecks(known: readonly AssumptionCheck[], more: readonly AssumptionCheck[]): AssumptionCheck[] {
  const said = new Set(known.map(({ assumption }) => assumption));
  return [...known, ...more.filter(({ assumption }) => !said.has(assumption))];
}

/** What the data says against the design, in a sentence without figures: these stand with the checks. */
function doubtOf(checks: readonly AssumptionCheck[]): string | undefined {
  const doubtful = checks.filter(({ verdict }) => verdict === 'in doubt');
  if (doubtful.length === 0) return undefined;
  const named = doubtful.map(({ assumption }) => `"${assumption.replace(/\.$/, '')}"`);
  return `We cannot tell yet: the design takes for granted ${named.join(', and ')}, and the data speaks against it.`;
}

/** The design on an outcome that it should not change. */
function controlOf(
  { protocol, outcome, look }: StudyContext,
  chance: ChanceDesign,
  data: PairData,
): NegativeControl | undefined {
  const { negative_control } = protocol.outcome;
  // Of a negative control the days are not known, and a waiting list goes by days.
  if (negative_control === undefined || outcome.control === undefined || chance.spec.by === 'waiting list')
    return undefined;
  const event = picked(outcome.control, data.members);
  const { figure } = figureOf(chance, { event, time: undefined }, look.level);
  if (figure?.interval === undefined || !(figure.standardError > 0)) return undefined;
  const { value, interval } = figure;
  return {
    detected: negative_control.detected,
    difference: value,
    standardError: figure.standardError,
    interval,
    differs: interval.lower > 0 || interval.upper < 0,
  };
}

function secondaryOf(
  { protocol, outcome, look }: StudyContext,
  basis: PairBasis,
  chance: ChanceDesign,
  data: PairData,
): ReadonlyMap<string, Estimate | Withheld> {
  const estimateOf = (name: string, happened: Uint8Array): Estimate | Withheld => {
    if (chance.spec.by === 'waiting list')
      return {
        withheld: 'A waiting list goes by the days of each event, and only those of the outcome are known.',
      };
    const event = picked(happened, data.members);
    const { figure, because } = figureOf(chance, { event, time: undefined }, look.level);
    if (figure === undefined) return { withheld: because };
    const checks = mergeChecks(chance.known.checks, figure.checks);
    const own = chanceEstimate({
      protocol,
      basis,
      data: { ...data, event },
      chance,
      figure,
      checks,
      control: undefined,
    });
    return isEstimate(own) ? { ...own, detected: sayDetected(name) } : own;
  };
  return new Map([...outcome.also].map(([name, happened]) => [name, estimateOf(name, happened)]));
}

/** Traps of comparisons by weights do not concern a design that has none; a waiting list keeps its own clock. */
function concerns({ id }: Trap, { spec }: ChanceDesign): boolean {
  if (id === 'no common support' || id === 'naive differs') return false;
  return !(id === 'immortal time' && spec.by === 'waiting list');
}

/** Of a waiting list people are in both groups in turn, and no curve from time zero is either's. */
function curvesOf(
  { spec }: ChanceDesign,
  { first, second, labels }: PairBasis,
  data: PairData,
  window: number,
): PairReport['curves'] {
  if (data.time === undefined || spec.by === 'waiting list') return undefined;
  return pairCurves(data, window, [
    { arm: first, label: labels[0] },
    { arm: second, label: labels[1] },
  ]);
}
