import { roundedCount, SMALLEST_SHOWN } from '../disclosure/rule.ts';
import { thinAtRisk, thinCurve } from '../disclosure/thin-curve.ts';
import { isEstimate } from './estimate.ts';
import { releasedCharacteristics } from './released-characteristics.ts';
import { pairCounts } from './released-counts.ts';
import { naiveFromRounded, releasedDifference, releasedEffect, releasedLevel } from './released-figures.ts';
import type { ReleasedArm, ReleasedCurve, ReleasedPair } from './released.ts';
import { releasedConclusion, releasedSensitivity, releasedTraps, releasedWhen } from './released-words.ts';
import type { ArmCurves, PairReport, StudyReport } from './report.ts';

/** Every pair as it may be told; of a pair with a hidden count, the conclusion and its counts alone. */
export function releasedPairs(report: StudyReport, heldBack: readonly string[]): ReleasedPair[] {
  return report.pairs.map((pair, k) => releasedPair(report, pair, report.pairs.slice(0, k), heldBack));
}

function releasedPair(
  report: StudyReport,
  pair: PairReport,
  before: readonly PairReport[],
  heldBack: readonly string[],
): ReleasedPair {
  const { first, second, labels, headline } = pair;
  const counts = pairCounts(report, pair, before);
  const isOpen =
    counts.length > 0 &&
    counts.every(({ n, detected }) => typeof n === 'number' && typeof detected === 'number');
  const figure = isOpen && isEstimate(headline) ? headline : undefined;
  const people = counts.map(({ n }) => (typeof n === 'number' ? n : 0));
  const when = releasedWhen(pair, figure !== undefined);
  const shared = {
    first,
    second,
    labels,
    estimand: pair.estimand,
    conclusion: releasedConclusion(pair, figure !== undefined, when),
    arms: counts.map((own, i): ReleasedArm => ({
      arm: [first, second][i],
      label: labels[i],
      ...own,
      perThousand: figure && releasedLevel(figure.arms[i].risk, people[i]),
    })),
    traps: releasedTraps(pair.traps),
    when,
    assumptions: isEstimate(headline) ? headline.assumptions : [],
  };
  if (figure === undefined) {
    return {
      ...shared,
      naivePerThousand: undefined,
      differencePerThousand: undefined,
      effects: [],
      sensitivity: [],
      curves: undefined,
      balance: [],
      overlap: [],
      characteristics: [],
    };
  }
  return {
    ...shared,
    naivePerThousand: naiveFromRounded(counts),
    differencePerThousand: releasedDifference(figure),
    effects: pair.effects.map(effect => releasedEffect(effect, Math.min(...people))),
    sensitivity: releasedSensitivity(figure, pair.negativeControl),
    curves: releasedCurves(pair, report.outcome.windowDays),
    balance: releasedBalance(pair, people),
    overlap: releasedOverlap(pair),
    characteristics: releasedCharacteristics(pair, before, heldBack),
  };
}

function releasedCurves({ curves }: PairReport, window: number): ReleasedPair['curves'] {
  if (curves === undefined) return undefined;
  const [first, second] = curves.map((own): ReleasedCurve | undefined => releasedCurve(own, window));
  return first === undefined || second === undefined ? undefined : [first, second];
}

function releasedCurve(own: ArmCurves, window: number): ReleasedCurve | undefined {
  const points = thinCurve({ ...own.weighted, detectedBy: own.detectedBy }, own.people, window);
  return points && { arm: own.arm, label: own.label, points, atRisk: thinAtRisk(own.atRisk) };
}

/** A level that fewer than ten people of an arm have, or all but fewer than ten, would tell of these few. */
function releasedBalance({ balance }: PairReport, people: readonly number[]): ReleasedPair['balance'] {
  const isRare = (share: number, arm: number): boolean =>
    Math.min(share, 1 - share) * people[arm] < SMALLEST_SHOWN;
  return balance
    .filter(({ covariate, before }) => !covariate.includes(': ') || !before.some(isRare))
    .map(({ covariate, standardizedMeanDifferenceBefore, standardizedMeanDifferenceAfter }) => ({
      covariate,
      before: twoPlaces(standardizedMeanDifferenceBefore),
      after: twoPlaces(standardizedMeanDifferenceAfter),
    }));
}

function twoPlaces(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

function releasedOverlap({ overlap }: PairReport): ReleasedPair['overlap'] {
  if (overlap === undefined) return [];
  const bins: { from: number; to: number; first: number; second: number }[] = [];
  const width = 1 / overlap.first.length;
  let open = { from: 0, to: 0, first: 0, second: 0 };
  overlap.first.forEach((count, k) => {
    open = {
      ...open,
      to: (k + 1) * width,
      first: open.first + count,
      second: open.second + overlap.second[k],
    };
    if (open.first < SMALLEST_SHOWN || open.second < SMALLEST_SHOWN) return;
    bins.push(open);
    open = { from: open.to, to: open.to, first: 0, second: 0 };
  });
  const last = bins.pop();
  if (last === undefined) return [];
  const all = [
    ...bins,
    { ...last, to: 1, first: last.first + open.first, second: last.second + open.second },
  ];
  return all.map(({ from, to, first, second }) => ({
    from: Math.round(from * 100) / 100,
    to: Math.round(to * 100) / 100,
    first: roundedCount(first),
    second: roundedCount(second),
  }));
}
