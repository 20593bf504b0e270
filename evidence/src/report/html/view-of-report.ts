import { sayWindow } from '../../day.ts';
import { isEstimate, isRatio } from '../estimate.ts';
import type { Estimate } from '../estimate.ts';
import type { PairReport, StudyReport } from '../report.ts';
import { maturityText } from '../text.ts';
import { minus, sayCount, sayFigure, sayP } from './say.ts';
import { curveTestRows, missingWords, triedAgainst, unmeasuredGrid } from './view-of-sensitivity.ts';
import type { CurveView, Difference, EffectLine, PairView, StudyView } from './view.ts';

/** The exact report as a page shows it: restricted. */
export function viewOfReport(report: StudyReport): StudyView {
  const { outcome, standsOn, tests } = report;
  return {
    study: report.study,
    question: report.question,
    population: report.population,
    madeUp: report.madeUp,
    standing: { restricted: true },
    detected: outcome.detected,
    windowDays: outcome.windowDays,
    doesNotShow: report.doesNotShow,
    attrition: report.attrition.map(({ step, removed, left, detail }) => ({
      step,
      removed,
      left,
      detail: detail.map(({ what, count }) => `${sayCount(count)}: ${what}`),
    })),
    arms: report.arms.map(({ arm, label, timeZero, allowed, n }) => ({
      arm,
      label,
      from: timeZero,
      allowed,
      people: sayCount(n),
    })),
    counted: countedWords(report),
    missing: missingWords(report.missing ?? []),
    rejected: rejectedWords(report.rejectedRows),
    pairs: report.pairs.map(pairView),
    secondary: report.secondary.flatMap(({ detected, pairs }) =>
      pairs.map(({ first, second, estimate }) => ({
        detected,
        pair: `${first} against ${second}`,
        words: isEstimate(estimate) ? sayEstimate(estimate) : estimate.withheld,
      })),
    ),
    tests: {
      correction: tests.correction,
      rows: tests.rows.map(({ first, second, outcome: asked, p, adjustedP, standsAfterCorrection }) => [
        `${asked}: ${first} against ${second}`,
        p === undefined ? 'no figure' : sayP(p),
        adjustedP === undefined ? 'no figure' : sayP(adjustedP),
        standsAfterCorrection ? 'stands' : 'does not stand',
      ]),
    },
    traps: report.traps.map(({ id, sentence, size }) => ({ id, sentence, size })),
    method: report.method,
    ground: {
      ...standsOn,
      files: standsOn.files.map(({ file, sha256, rows, rejected }) => ({
        file,
        sha256,
        rows: `${sayCount(rows)} rows, ${sayCount(rejected)} not usable`,
      })),
      maturity: maturityText(report.maturity),
    },
    control: [],
  };
}

const MOST_REJECTED = 20;

function rejectedWords(rows: StudyReport['rejectedRows']): string[] {
  const shown = rows
    .slice(0, MOST_REJECTED)
    .map(({ file, line, reason }) => `${file} line ${line}: ${reason}`);
  const more = rows.length - shown.length;
  return more > 0 ? [...shown, `and ${sayCount(more)} more; result.json lists them all`] : shown;
}

function countedWords({ outcome }: StudyReport): string[] {
  const { facts, convictionLagDays, windowDays, detected } = outcome;
  return [
    `${detected}, within ${sayWindow(windowDays)}`,
    facts.pseudoCounted
      ? 'Counted by the day of the conviction, also for offences from before time zero.'
      : `Counted by the day of the offence, if convicted within ${convictionLagDays} days after the follow-up.`,
    `Convictions after time zero for offences before it: ${sayCount(facts.pseudoReconvictions)}, of ${sayCount(facts.peopleWithPseudoReconviction)} people${facts.pseudoCounted ? '; counted as reoffences' : '; no reoffences, and not counted'}.`,
    `Offences convicted too late to count: ${sayCount(facts.convictedTooLate)}. Without a date: ${sayCount(facts.undatedEvents)}.`,
    `People who died within the follow-up: ${sayCount(facts.diedWithinWindow)}.`,
  ];
}

function pairView(pair: PairReport): PairView {
  const { naive, headline, curves, overlap, chance } = pair;
  const figure = isEstimate(headline) ? headline : undefined;
  const counted = figure ?? (isEstimate(naive) ? naive : undefined);
  return {
    first: pair.first,
    second: pair.second,
    labels: pair.labels,
    estimand: pair.estimand,
    conclusion: pair.conclusion,
    difference: figure && differenceOf(figure),
    naive: isEstimate(naive) && !isRatio(naive.measure) ? differenceOf(naive) : undefined,
    arms: (counted?.arms ?? []).map(({ label, n, events, effectiveN, risk }) => ({
      label,
      n: sayCount(n),
      detected: sayCount(events),
      level:
        figure === undefined
          ? `${sayLevel(risk)}, as they come`
          : `${sayLevel(risk)} when made alike; they count as ${sayCount(Math.round(effectiveN))}`,
    })),
    curves: (curves ?? []).map(({ arm, weighted, atRisk }): CurveView => ({
      arm,
      points: weighted.days.map((day, k) => ({
        day,
        value: 1000 * (1 - weighted.undetected[k]),
        lower: 1000 * (1 - weighted.upper[k]),
        upper: 1000 * (1 - weighted.lower[k]),
      })),
      followed: atRisk.map(({ day, people }) => ({ day, count: sayCount(people) })),
    })),
    effects: [
      ...(isEstimate(naive) ? [effectLine(naive, 'at first sight')] : []),
      ...(figure ? [effectLine(figure, 'headline')] : []),
      ...pair.effects.map(effect => effectLine(effect)),
    ],
    notMade: [
      ...(figure === undefined && !isEstimate(headline) ? [`headline: ${headline.withheld}`] : []),
      ...pair.notMade.map(({ measure, why }) => `${measure}: ${why}`),
    ],
    sensitivity: triedAgainst(pair),
    unmeasured: unmeasuredGrid(pair),
    curveTests: curveTestRows(pair.curveTests ?? []),
    traps: pair.traps.map(({ id, sentence, size }) => ({ id, sentence, size })),
    balance: pair.balance.map(row => ({
      covariate: row.covariate,
      before: row.standardizedMeanDifferenceBefore,
      after: row.standardizedMeanDifferenceAfter,
    })),
    balanceTable: {
      columns: [
        '',
        'difference before',
        'after',
        'variance ratio before',
        'after',
        'distance of distributions before',
        'after',
      ],
      rows: pair.balance.map(row => [
        row.covariate,
        ...[
          row.standardizedMeanDifferenceBefore,
          row.standardizedMeanDifferenceAfter,
          row.varianceRatioBefore,
          row.varianceRatioAfter,
          row.ksBefore,
          row.ksAfter,
        ].map(value => (value === undefined ? '–' : minus(value.toFixed(3)))),
      ]),
    },
    overlap: (overlap?.first ?? []).map((first, k, all) => ({
      from: k / all.length,
      to: (k + 1) / all.length,
      first,
      second: overlap?.second[k] ?? 0,
    })),
    characteristics: pair.characteristics.map(({ name, groups }) => ({
      name,
      rows: groups.map(({ group, n, detected }) => [
        group,
        `${sayCount(detected[0])} of ${sayCount(n[0])}`,
        `${sayCount(detected[1])} of ${sayCount(n[1])}`,
      ]),
    })),
    leftOut: [
      ...pair.noCounterpart.map(
        ({ covariate, arm, count }) =>
          `${sayCount(count)} people of ${arm} with ${covariate}: nobody alike in the other group`,
      ),
      ...pair.leftOut.map(
        ({ why, first, second }) =>
          `${sayCount(first)} of ${pair.first} and ${sayCount(second)} of ${pair.second}: ${why}`,
      ),
      ...(pair.dependent.length === 0
        ? []
        : [`Not in the model, because they follow from others: ${pair.dependent.join(', ')}`]),
    ],
    assumptions: figure?.assumptions ?? [],
    chance: chance && {
      design: chance.design,
      facts: chance.facts,
      effects: chance.effects.map(
        ({ name, effect }) =>
          `${name}: ${minus(effect.value.toFixed(4))} (${minus(effect.interval.lower.toFixed(4))} to ${minus(effect.interval.upper.toFixed(4))}). ${effect.method}`,
      ),
      checks: {
        columns: ['assumption', 'verdict', 'what was found'],
        rows: chance.checks.map(({ assumption, verdict, finding }) => [assumption, verdict, finding]),
      },
    },
  };
}

/** In thousandths, rounded to a tenth of one: what the page then rounds to whole people. */
function differenceOf({ measure, value, interval }: Estimate): Difference {
  return {
    measure,
    value: 1000 * value,
    lower: 1000 * interval.lower,
    upper: 1000 * interval.upper,
    level: interval.level,
  };
}

const sayLevel = (risk: number): string => `${(1000 * risk).toFixed(1)} of 1,000`;

function effectLine(figure: Estimate, besides = ''): EffectLine {
  return {
    measure: `${figure.measure}${figure.by === undefined ? '' : `, ${figure.by}`}${besides === '' ? '' : ` (${besides})`}`,
    words: sayEstimate(figure),
    standardError: isRatio(figure.measure)
      ? `${figure.standardError.toFixed(4)} (of the logarithm)`
      : figure.measure === 'restricted mean difference'
        ? figure.standardError.toFixed(2)
        : (1000 * figure.standardError).toFixed(2),
    method: figure.method,
  };
}

function sayEstimate({ measure, value, interval }: Estimate): string {
  const unit = isRatio(measure) || measure === 'restricted mean difference' ? 1 : 1000;
  return sayFigure(
    measure,
    { value: unit * value, lower: unit * interval.lower, upper: unit * interval.upper },
    isRatio(measure) ? 3 : 1,
  );
}
