import { balance, survivalCurve, type Chart } from '@throughcare/charts';
import { sayDay } from '@throughcare/pathway';
import type { ReleasedPair, ReleasedReport } from '@throughcare/evidence';
import type { Href } from '../frame/path.ts';
import { attritionChart } from '../studies/attrition-figure.ts';
import { pairName } from '../studies/study-view.ts';
import { count, covariateOf, dayOf, sayWindow, shortArm } from '../studies/words.ts';

/** A released report for everybody: only what disclosure control has let through. */
export function reportView(
  report: ReleasedReport,
  asked: string | undefined,
  hrefOf: (pair: string) => Href,
) {
  const pair = report.pairs.find(one => pairName(one) === asked) ?? report.pairs[0];
  return {
    question: report.question,
    madeUp: report.madeUp,
    population: report.population,
    signed: signedWords(report),
    detected: report.outcome.detected,
    pairs: report.pairs.map(one => ({
      text: `${shortArm(one.first, one.labels[0])} or ${shortArm(one.second, one.labels[1])}`,
      href: hrefOf(pairName(one)),
      current: one === pair,
    })),
    answer: pair.conclusion.sentences[0],
    verdict: pair.conclusion.verdict,
    further: pair.conclusion.sentences.slice(1),
    cautions: [
      ...pair.conclusion.cautions,
      ...[...report.traps, ...pair.traps].map(({ sentence }) => sentence),
    ],
    curves: curvesOf(report, pair),
    balance: balanceOf(pair),
    arms: pair.arms.map(arm => ({
      label: arm.label,
      n: shown(arm.n),
      detected: shown(arm.detected),
      perThousand: arm.perThousand === undefined ? 'hidden' : String(arm.perThousand),
    })),
    attrition: attritionChart(report, pair),
    sensitivity: pair.sensitivity.map(({ name, finding }) => ({
      name: name[0].toUpperCase() + name.slice(1),
      finding,
    })),
    facts: [
      {
        name: 'Followed',
        words: `${sayWindow(report.outcome.windowDays)}, with ${report.outcome.convictionLagDays} days for the courts`,
      },
      { name: 'Mature', words: report.maturity },
      { name: 'How', words: report.method.design },
      { name: 'Locked', words: `${sayDay(dayOf(report.standsOn.lockedAt))}, before outcomes were read` },
      { name: 'Look', words: report.standsOn.look.sentence },
      ...(report.standsOn.changedAfterOutcomes
        ? [{ name: 'Changed', words: 'The protocol was changed after outcomes had been seen.' }]
        : []),
      { name: 'Protocol', words: report.protocolSha256.slice(0, 12) },
    ],
    assumptions: pair.assumptions,
    control: report.control,
    doesNotShow: report.doesNotShow,
  };
}

/** Who let it go out, and who read it. */
export function signedWords({ signed }: ReleasedReport) {
  return (
    signed && {
      by: signed.by,
      on: sayDay(dayOf(signed.at)),
      reviewer: signed.reviewer ?? '',
    }
  );
}

const shown = (value: number | string) => (typeof value === 'number' ? count(value) : value);

function curvesOf(report: ReleasedReport, pair: ReleasedPair): Chart | undefined {
  const { curves } = pair;
  if (!curves) return undefined;
  const days = report.outcome.windowDays;
  const months = Math.max(1, Math.round(days / 30.4));
  const toMonths = (day: number) => (day / days) * months;
  // Prison is always the dashed line, as on every page.
  const inOrder = [...curves].sort((a, b) => Number(a.arm === 'custody') - Number(b.arm === 'custody'));
  const drawn = inOrder.map(({ arm, label, points, atRisk }) => ({
    name: shortArm(arm, label),
    points: points.map(point => ({
      time: toMonths(point.day),
      value: point.perThousand,
      lower: point.lower,
      upper: point.upper,
    })),
    followed: atRisk.map(at => ({ time: toMonths(at.day), count: shown(at.people ?? '–') })),
  }));
  return survivalCurve({
    id: 'curves',
    title: curvesTitle(pair),
    description: `People of 1,000 with ${report.outcome.detected}, over ${months} months.`,
    curves: drawn,
    ticks: [0, 1, 2, 3, 4].map(k => (k * months) / 4),
    timeLabel: 'months since the start',
    width: 728,
  });
}

/** What is seen. */
function curvesTitle({ differencePerThousand: difference }: ReleasedPair): string {
  if (difference?.measure !== 'risk difference') return 'How many were detected, by when';
  const { value, lower, upper } = difference;
  return lower > 0 || upper < 0
    ? `With people made alike the two curves end ${Math.abs(value)} of 1,000 apart`
    : 'With people made alike the two curves can’t be told apart';
}

function balanceOf({ balance: rows }: ReleasedPair): Chart | undefined {
  if (rows.length === 0) return undefined;
  const worst = new Map<string, { before: number; after: number }>();
  for (const { covariate, before, after } of rows) {
    const name = covariateOf(covariate);
    const known = worst.get(name) ?? { before: 0, after: 0 };
    worst.set(name, {
      before: Math.max(known.before, Math.abs(before)),
      after: Math.max(known.after, Math.abs(after)),
    });
  }
  const drawn = [...worst].map(([label, own]) => ({ label, ...own })).sort((a, b) => b.before - a.before);
  const still = drawn.filter(row => row.after > 0.1).length;
  return balance({
    id: 'balance',
    title:
      still === 0
        ? 'The groups were made alike in everything recorded'
        : `The groups still differ in ${still}`,
    description: 'Standardised differences between the groups; under 0.1 counts as alike.',
    rows: drawn,
    width: 536,
  });
}
