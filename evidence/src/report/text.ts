import type { StudyDesign } from '../study/design.ts';
import type { PairDesign } from '../study/pair-design.ts';
import type { AttritionStep } from '../study/attrition.ts';
import type { Maturity } from '../study/maturity.ts';
import type { RejectedRow } from '../extract/table.ts';
import { parseDay, sayDay, sayWindow } from '../day.ts';
import { chanceText, knownText } from './chance-text.ts';
import { isEstimate, isRatio } from './estimate.ts';
import type { Estimate, Measure, Withheld } from './estimate.ts';
import { perThousand, sayRange, sayUnit } from './people-in-a-thousand.ts';
import type { PairReport, StudyReport } from './report.ts';
import { named } from './raw-effect.ts';
import type { Trap } from './trap.ts';

const MOST_REJECTED = 20;
const number = (n: number): string => n.toLocaleString('en-GB');

/** The whole report as plain text, the answers first. Exact and restricted, as the report is. */
export function reportText(report: StudyReport): string {
  const { standsOn, outcome } = report;
  return paragraphs([
    report.question,
    report.madeUp ? 'Made-up people: nothing here says anything about real courts or programmes.' : '',
    ...report.pairs.map(pair =>
      paragraphs(
        [
          `${pair.first} against ${pair.second}`,
          ...pair.conclusion.sentences,
          ...pair.conclusion.cautions.map(text => `Caution: ${text}`),
          ...pair.traps.map(trapText),
        ],
        '\n',
      ),
    ),
    section(
      'What this does not show',
      report.doesNotShow.map(text => `  - ${text}`),
    ),
    section('Who is compared', attritionText(report.attrition)),
    section(
      'Arms',
      report.arms.map(arm => {
        const parts = arm.madeOf.map(({ what, count }) => `      ${number(count)}  ${what}`);
        return [`  ${arm.arm}: ${number(arm.n)} ${arm.label}; clock from ${arm.timeZero}`, ...parts].join(
          '\n',
        );
      }),
    ),
    ...report.pairs.map(pair => pairText(pair)),
    secondaryText(report),
    testsText(report),
    methodText(report),
    section('How the outcome was counted', [
      `  ${outcome.detected}, within ${sayWindow(outcome.windowDays)}`,
      `  ${maturityText(report.maturity)}`,
      ...(report.maturity.by === 'calendar' ? factsText(outcome) : []),
    ]),
    rejectedText(report.rejectedRows),
    section('What stands behind it', [
      `  protocol ${standsOn.protocolSha256}`,
      `  design   ${standsOn.designSha256}, locked ${standsOn.lockedAt}`,
      `  run      ${standsOn.ranAt}, look ${standsOn.looks} at the outcomes, by ${standsOn.engine}`,
      `  ${standsOn.look.sentence}`,
      ...(standsOn.ledger === undefined
        ? []
        : [`  ledger   ${standsOn.ledger.name}, entry ${standsOn.ledger.entry}, ${standsOn.ledger.head}`]),
      ...(standsOn.changedAfterOutcomes ? ['  THE PROTOCOL WAS CHANGED AFTER OUTCOMES HAD BEEN SEEN'] : []),
      ...standsOn.files.map(
        f => `  ${f.file}: ${number(f.rows)} rows, ${number(f.rejected)} not usable, ${f.sha256}`,
      ),
    ]),
  ]);
}

/** A design as plain text: everything that is known before outcomes. */
export function designText(study: StudyDesign): string {
  return paragraphs([
    `Design of ${study.lock.study}: no outcome has been read.`,
    section('Who is compared', attritionText(study.attrition)),
    `Follow-up: ${maturityText(study.maturity)}`,
    study.missing.length === 0
      ? ''
      : section('Not recorded for everybody', [
          ...study.missing.map(
            ({ column, people, of }) =>
              `  ${column}: ${number(people)} of ${number(of)} people (${((100 * people) / of).toFixed(1)}%)`,
          ),
          ...study.notes.map(note => `  ${note}`),
        ]),
    ...study.pairs.map(pairDesignText),
    rejectedText(study.rejectedRows),
    `Locked ${study.lock.lockedAt}: protocol ${study.lock.protocolSha256}`,
  ]);
}

function factsText({ convictionLagDays, facts }: StudyReport['outcome']): string[] {
  const counted = facts.pseudoCounted
    ? '  counted by the day of the conviction, within the follow-up'
    : `  counted by the day of the offence, if convicted within ${convictionLagDays} days after the follow-up`;
  const pseudo = `${number(facts.pseudoReconvictions)} convictions after time zero for offences before it (${number(facts.peopleWithPseudoReconviction)} people)`;
  return [
    counted,
    `  ${pseudo}: ${facts.pseudoCounted ? 'COUNTED as reoffences' : 'not counted'}`,
    ...(facts.insideCustody === 0
      ? []
      : [`  ${number(facts.insideCustody)} offences dated inside a spell in custody: not counted`]),
    ...(facts.unusableSpells === 0
      ? []
      : [
          `  ${number(facts.unusableSpells)} spells in custody without a beginning, or that end before it: left out`,
        ]),
    ...(facts.neverAtRisk === 0 ? [] : [`  ${number(facts.neverAtRisk)} people had no day at risk`]),
    `  ${number(facts.convictedTooLate)} offences convicted too late to count; ${number(facts.undatedEvents)} without a date`,
    `  ${number(facts.diedWithinWindow)} people died within the follow-up`,
  ];
}

function pairText(pair: PairReport): string {
  const removed = pair.noCounterpart.map(
    ({ covariate, arm, count }) => `  left out, no counterpart: ${number(count)} in ${arm} with ${covariate}`,
  );
  const unused = pair.leftOut.map(
    ({ why, first, second }) =>
      `  left out, ${why}: ${number(first)} in ${pair.first}, ${number(second)} in ${pair.second}`,
  );
  return section(`${pair.first} against ${pair.second}, ${pair.estimand}`, [
    ...removed,
    ...unused,
    ...figureText('naive', pair.naive),
    ...figureText('adjusted', pair.headline),
    ...pair.effects.flatMap(effect => figureText(named(effect), effect)),
    ...pair.notMade.map(({ measure, why }) => `  ${measure}: withheld. ${why}`),
    ...(isEstimate(pair.headline)
      ? pair.headline.sensitivity.map(({ name, finding }) => `  ${name}: ${finding}`)
      : []),
    ...(pair.chance === undefined ? [] : chanceText(pair.chance)),
    ...(pair.curveTests ?? []).map(
      ({ name, chiSquare, degreesOfFreedom, p, sentence }) =>
        `  ${name}: chi-square ${chiSquare.toFixed(2)} on ${degreesOfFreedom}, p ${sayP(p)}. ${sentence}`,
    ),
    ...balanceText(pair),
  ]);
}

function trapText({ id, sentence, size }: Trap): string {
  return `Trap, ${id}: ${sentence}${size === undefined ? '' : ` (${size})`}`;
}

function secondaryText({ secondary }: StudyReport): string {
  if (secondary.length === 0) return '';
  return section(
    'Secondary outcomes',
    secondary.flatMap(({ detected, pairs }) =>
      pairs.flatMap(({ first, second, estimate }) =>
        figureText(`${detected}, ${first} against ${second}`, estimate),
      ),
    ),
  );
}

function testsText({ tests }: StudyReport): string {
  if (tests.count < 2) return '';
  return section('How many questions this report asks', [
    `  ${tests.correction}`,
    ...tests.rows.map(({ first, second, outcome, p, adjustedP, standsAfterCorrection }) =>
      p === undefined
        ? `  ${first} against ${second}, ${outcome}: no figure`
        : `  ${first} against ${second}, ${outcome}: p ${sayP(p)}, corrected ${sayP(adjustedP ?? 1)}${standsAfterCorrection ? ', stands' : ''}`,
    ),
  ]);
}

function sayP(p: number): string {
  return p < 0.0001 ? 'below 0.0001' : p.toFixed(4);
}

function methodText({ method }: StudyReport): string {
  return section('How it was done', [
    `  ${method.design}`,
    `  about ${method.estimand}`,
    `  headline: ${method.headline}`,
    `  ${method.missing}`,
    `  ${method.timeAtRisk}`,
  ]);
}

function figureText(name: string, figure: Estimate | Withheld): string[] {
  if (!isEstimate(figure)) return [`  ${name}: withheld. ${figure.withheld}`];
  const { value, interval, arms, measure, method } = figure;
  const people = arms.map(
    ({ arm, n, events, risk }) =>
      `${arm} ${typeof events === 'number' ? number(events) : events} of ${typeof n === 'number' ? number(n) : n}, ${perThousand(risk)} ${sayUnit(measure)}`,
  );
  return [
    `  ${name}: ${sayFigure(measure, value, interval)}`,
    `      ${people.join('; ')}`,
    `      ${method}`,
  ];
}

function sayFigure(measure: Measure, value: number, { lower, upper }: Estimate['interval']): string {
  if (isRatio(measure)) return `${value.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`;
  if (measure === 'restricted mean difference')
    return `${value.toFixed(1)} days (${lower.toFixed(1)} to ${upper.toFixed(1)})`;
  return `${perThousand(value)} ${sayUnit(measure)} (${sayRange(lower, upper)})`;
}

function balanceText({
  balance,
  effective,
  worstImbalance,
  dependent,
}: Pick<PairReport, 'balance' | 'effective' | 'worstImbalance' | 'dependent'>): string[] {
  if (balance.length === 0) return [];
  const width = Math.max(...balance.map(({ covariate }) => covariate.length));
  return [
    `  effective numbers ${effective.map(n => number(Math.round(n))).join(' and ')}; largest difference after weighting ${worstImbalance.toFixed(3)} standard deviations`,
    ...(dependent.length === 0
      ? []
      : [`  not in the model, because they follow from others: ${dependent.join(', ')}`]),
    `  ${'standardised mean difference'.padEnd(width)}   before    after`,
    ...balance.map(
      row =>
        `  ${row.covariate.padEnd(width)} ${fixed(row.standardizedMeanDifferenceBefore)} ${fixed(row.standardizedMeanDifferenceAfter)}`,
    ),
  ];
}

function fixed(value: number): string {
  return (Math.abs(value) < 5e-4 ? 0 : value).toFixed(3).padStart(8);
}

function pairDesignText(pair: PairDesign): string {
  const { first, second, n, comparison } = pair;
  const title = `${first} (${number(n[0])}) against ${second} (${number(n[1])}), ${pair.estimand}`;
  if (!comparison.possible) return section(title, [`  not possible: ${comparison.because}`]);
  const removed = pair.noCounterpart.map(
    ({ covariate, arm, count }) => `  left out, no counterpart: ${number(count)} in ${arm} with ${covariate}`,
  );
  const unused = comparison.leftOut.map(
    ({ why, first: one, second: other }) =>
      `  left out, ${why}: ${number(one)} in ${first}, ${number(other)} in ${second}`,
  );
  return section(title, [
    ...removed,
    ...unused,
    ...comparison.notes.map(note => `  ${note}`),
    ...(pair.chance === undefined ? [] : knownText(pair.chance.known)),
    ...balanceText({ ...comparison, effective: comparison.weighted.effective }),
  ]);
}

function attritionText(steps: readonly AttritionStep[]): string[] {
  const width = Math.max(...steps.map(({ left }) => number(left).length));
  return steps.flatMap(({ step, removed, left, detail }) => [
    `  ${number(left).padStart(width)}  ${step}${removed === 0 ? '' : ` (${number(removed)} left out)`}`,
    ...detail.map(({ what, count }) => `  ${' '.repeat(width)}    ${number(count)} left out: ${what}`),
  ]);
}

export function maturityText(maturity: Maturity): string {
  if (maturity.by === 'statement') return `Follow-up is over for everybody: ${maturity.because}.`;
  const day = (iso: string): string => sayDay(parseDay(iso) ?? 0);
  return `everybody is mature: the latest time zero is ${day(maturity.latestTimeZero)}, and ${day(maturity.latestMatureTimeZero)} would do for an extract of ${day(maturity.extractedOn)}`;
}

function rejectedText(rejected: readonly RejectedRow[]): string {
  if (rejected.length === 0) return '';
  const shown = rejected
    .slice(0, MOST_REJECTED)
    .map(({ file, line, reason }) => `  ${file} line ${line}: ${reason}`);
  const more = rejected.length - shown.length;
  return section(`${number(rejected.length)} rows could not be used`, [
    ...shown,
    ...(more > 0 ? [`  and ${number(more)} more; --json lists them all`] : []),
  ]);
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function paragraphs(parts: readonly string[], between = '\n\n'): string {
  return parts.filter(part => part !== '').join(between);
}
