import { sayDay } from '@throughcare/pathway';
import {
  isEstimate,
  isRatio,
  perThousand,
  type Estimate,
  type PairReport,
  type StudyReport,
} from '@throughcare/evidence';
import type { Href } from '../../frame/path.ts';
import { answersChart, balanceChart, curvesChart } from '../../studies/pair-figures.ts';
import { pairName } from '../../studies/study-view.ts';
import { count, dayOf, shortArm } from '../../studies/words.ts';
import { exactAttrition, sayRejected } from '../exact-figures.ts';

/** What a run found, exact: for analysts. What may be passed on is released, and shown elsewhere. */
export function foundView(report: StudyReport, asked: string | undefined, hrefOf: (pair: string) => Href) {
  const { pairs, outcome, attrition, rejectedRows, question, madeUp, doesNotShow } = report;
  const pair = pairs.find(one => pairName(one) === asked) ?? pairs[0];
  return {
    question,
    madeUp,
    doesNotShow,
    detected: outcome.detected,
    pairs: pairs.map(one => ({
      text: `${shortArm(one.first, one.labels[0])} or ${shortArm(one.second, one.labels[1])}`,
      href: hrefOf(pairName(one)),
      current: one === pair,
    })),
    pair: pairView(report, pair),
    attrition: exactAttrition(attrition),
    rejected: sayRejected(rejectedRows),
  };
}

function pairView(report: StudyReport, pair: PairReport) {
  const { conclusion, headline, naive, effects, notMade, traps } = pair;
  const { verdict, sentences, cautions } = conclusion;
  const isOfRisks = isEstimate(headline) && headline.measure === 'risk difference';
  return {
    answer: sentences[0],
    verdict,
    further: sentences.slice(1),
    cautions,
    traps: [...report.traps, ...traps],
    curves: curvesChart(pair, 'alike', undefined, report.outcome.detected),
    notDrawn: isEstimate(headline) ? 'This kind of outcome has no curve.' : headline.withheld,
    answers: isOfRisks ? answersChart(pair, undefined) : undefined,
    balance: balanceChart(pair),
    facts: factsOf(report, pair),
    figures: [
      figureRow('As it looks at first', naive),
      figureRow('With people made alike', headline),
      ...effects.map(effect => figureRow(upperFirst(effect.measure), effect)),
      ...notMade.map(({ measure, why }) => ({
        name: upperFirst(measure),
        value: 'not made',
        interval: '',
        how: why,
      })),
    ],
    sensitivity: isEstimate(headline)
      ? headline.sensitivity.map(({ name, finding }) => ({
          name: upperFirst(name),
          words: upperFirst(finding),
        }))
      : [],
  };
}

function factsOf({ standsOn, outcome, maturity }: StudyReport, { headline, effective }: PairReport) {
  const facts: { name: string; words: string }[] = [];
  if (isEstimate(headline)) {
    const said = headline.arms.map(arm => `${shown(arm.events)} of ${shown(arm.n)} in ${arm.arm}`);
    facts.push(
      { name: 'Detected', words: `${said.join(', ')}, before weighting` },
      { name: 'Count as', words: effective.map(own => count(Math.round(own))).join(' and ') },
    );
  }
  facts.push(
    {
      name: 'Followed',
      words: `${outcome.windowDays} days, and ${outcome.convictionLagDays} for the courts`,
    },
    {
      name: 'Mature',
      words:
        maturity.by === 'statement'
          ? maturity.because
          : `Everybody; the last from ${sayDay(dayOf(maturity.latestTimeZero))}`,
    },
    { name: 'Look', words: `Number ${standsOn.looks}. ${standsOn.look.sentence}` },
    { name: 'Locked', words: sayDay(dayOf(standsOn.lockedAt)) },
    { name: 'Protocol', words: standsOn.protocolSha256.slice(0, 12) },
    ...standsOn.files.map(({ file, sha256, rows }) => ({
      name: 'Data',
      words: `${file}, ${count(rows)} rows, ${sha256.slice(0, 12)}`,
    })),
  );
  if (standsOn.ledger)
    facts.push({ name: 'Ledger', words: `${standsOn.ledger.name}, entry ${standsOn.ledger.entry}` });
  if (standsOn.changedAfterOutcomes)
    facts.push({ name: 'Changed', words: 'The protocol was changed after outcomes had been seen.' });
  return facts;
}

const shown = (value: number | string) => (typeof value === 'number' ? count(value) : value);

/** A figure as a row of a table: differences of risks and rates in a thousand, ratios and days as they are. */
export function figureRow(name: string, figure: PairReport['headline']) {
  if (!isEstimate(figure)) return { name, value: 'withheld', interval: '', how: figure.withheld };
  const { interval, method } = figure;
  const say = (value: number) => sayValue(figure.measure, value);
  return {
    name,
    value: say(figure.value),
    interval: `${say(interval.lower).replace(/ (in 1,000|days)$/, '')} to ${say(interval.upper)}`,
    how: method,
  };
}

export function sayValue(measure: Estimate['measure'], value: number): string {
  const sign = (text: string, isBelow: boolean) => (isBelow ? `−${text}` : text);
  if (isRatio(measure)) return value.toFixed(2);
  if (measure === 'restricted mean difference') return `${sign(Math.abs(value).toFixed(1), value < 0)} days`;
  const people = perThousand(value);
  return `${sign(String(Math.abs(people)), people < 0)} in 1,000`;
}

const upperFirst = (text: string) => text[0].toUpperCase() + text.slice(1);
