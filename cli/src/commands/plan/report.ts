import { runsHeld, signedInWords } from '@throughcare/planning';
import type { Estimate, PlanAlone, PlanResult, ToldApart } from '@throughcare/planning';
import { aloneTableLines } from './alone-tables.ts';
import { comparedTableLines } from './compared-tables.ts';
import { aloneDecidesLines, comparedDecidesLines } from './decides-lines.ts';
import { backtestLines } from './calibration-report.ts';
import { notTwiceSaid } from './forks.ts';
import { countInWords, exact, heldBy, measureInWords, whole } from './figure-words.ts';

/** The result as text: the conclusion, then what has no source, then the rest. */
export function planReport(result: PlanResult): string {
  const lines: string[] = [result.sentence, ''];
  const held = runsHeld(result.replications);
  const { differences, tornado, assumptions, flows, scenarios } = result;
  if (result.draft)
    lines.push(`A draft of ${result.replications} runs: the ends of intervals are rough.`, '');
  if (!result.bothSides) {
    lines.push(
      'One side is missing: compare more custody with more programmes before this is published.',
      '',
    );
  }
  const unsourced = assumptions.filter(assumption => !assumption.sourced);
  lines.push(
    `No source (${unsourced.length} of ${assumptions.length} assumptions), those that move the answer most first`,
  );
  for (const { label, text, note, ...of } of unsourced) {
    lines.push(`  ${label}: ${text}${undated(of)}${note === null ? '' : `\n      ${note}`}`);
  }
  lines.push('', `What differs: "${scenarios[0].name}" less "${scenarios[1].name}", the middle of the runs`);
  for (const { title, words, interval, runs, runsNeeded, why, unit, mean, conclusion } of differences) {
    // A mean has a side, and none is named where the runs cannot tell (E13).
    const average =
      mean === null || conclusion === 'cannot tell yet' ? '' : `; on average ${signedInWords(unit, mean)}`;
    const held = runs === 0 ? interval : `${runsHeld(runs)}: ${interval}`;
    const needed =
      runsNeeded === null ? '' : `; to tell takes ${runsNeeded.toLocaleString('en-GB')} runs at least`;
    lines.push(`  ${title}: ${words} (${held})${needed}${average}`);
    if (why !== null) lines.push(`      ${why}`);
  }
  for (const [i, { middle, low, high, whom }] of result.deterredFirstArrests.entries()) {
    if (!(high > 0)) continue;
    const interval = `${held} from ${whole(low)} to ${whole(high)}`;
    lines.push(
      `  ${whom === 'first arrests' ? 'First arrests' : 'People who begin'} deterred with "${scenarios[i].name}", as assumed: ${whole(middle)} (${interval})`,
    );
  }
  const count = (one: Estimate): string => {
    if (Number.isNaN(one.middle)) return 'no figure';
    const middle = one.mean > 0 && one.mean < 10 ? `${exact(one.mean)} on average` : whole(one.middle);
    return `${middle} (${whole(one.low)} to ${whole(one.high)})`;
  };
  for (const flow of flows) {
    lines.push(
      '',
      `${flow.scenario}, year ${flow.year}: people, middle of the runs, and in brackets ${held}`,
    );
    lines.push(`  Arrested ${count(flow.arrested)}`);
    for (const stage of flow.stages) {
      const waiting = stage.limited ? `; waiting at the end ${count(stage.waiting)}` : '';
      const there = stage.inside.high > 0 ? `; there at the end ${count(stage.inside)}` : '';
      const missed =
        stage.orderEndedFirst.high > 0 ? `; order ended first ${count(stage.orderEndedFirst)}` : '';
      lines.push(`  ${stage.label}: came ${count(stage.came)}${there}${waiting}${missed}`);
    }
  }
  for (const { scenario, deaths, yearsUnderInvestigation } of result.welfare) {
    lines.push('', `Those who wait, "${scenario}", all years`);
    lines.push(`  Years under investigation ${count(yearsUnderInvestigation)}`);
    if (deaths !== null) lines.push(`  ${deathsAt(deaths, result)} ${count(deaths)}`);
  }
  result.risks.forEach((risks, i) => {
    if (risks.length > 0) lines.push('', `What else happens, "${scenarios[i].name}", all years`);
    for (const each of risks) lines.push(`  ${each.label} ${count(each)}`);
  });
  lines.push(...comparedTableLines(result));
  if (result.backtest !== null) lines.push('', ...backtestLines(result.backtest));
  lines.push('', 'Were the runs enough, and what is chance?');
  result.sampling.forEach(({ precision, toldApart, breakEven, noBreakEven }, i) => {
    const parts = [
      precision?.words ?? 'Some runs have no such figure, so that is not known.',
      toldApart === null ? '' : apartInWords(toldApart),
    ];
    lines.push(`  ${differences[i].title}: ${parts.join(' ').trim()}`);
    for (const { parameter, at, low, high } of breakEven) {
      const { label, unit } = assumptions.find(each => each.parameter === parameter)!;
      lines.push(
        `    Both come out even where "${label}" is ${three(at)} ${unit} (95% ${three(low)} to ${three(high)}), by a line through the runs, all else being as uncertain as it is; plan even --parameter ${parameter} looks there.`,
      );
    }
    for (const { why } of noBreakEven) lines.push(`    ${why}`);
  });
  lines.push(...comparedDecidesLines(result));
  const decides = tornado.bars.find(bar => bar.parameter === tornado.decides);
  lines.push('', 'Which assumption decides the detected reoffences');
  lines.push(
    decides
      ? `  ${decides.label}${decides.sourced ? '' : ' (no source)'}`
      : '  None stands out of the noise.',
  );
  for (const { label, atLow, atHigh, between, clear, sourced } of tornado.bars.slice(0, 6)) {
    const marks = [sourced ? '' : 'no source', clear ? '' : 'not clear of noise'].filter(mark => mark !== '');
    lines.push(
      `  ${label}: ${whole(atLow)} at its lowest fifth, ${whole(atHigh)} at its highest${between === null ? '' : `, ${whole(between)} in between`}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`,
    );
  }
  lines.push(`  ${tornado.method}`);
  const shares = result.sampling[2].shares.slice(0, 4).filter(each => each.low > 0);
  for (const { parameter, share, low, high } of shares) {
    const label = assumptions.find(each => each.parameter === parameter)?.label ?? parameter;
    lines.push(
      `  Of the variance ${hundredth(share)} in 100 (95% ${hundredth(low)} to ${hundredth(high)}): ${label}`,
    );
  }
  lines.push('', 'With a source');
  for (const { label, text, date, source, note } of assumptions.filter(each => each.sourced)) {
    lines.push(
      `  ${label}: ${text}${date === null ? '' : ` (${date})`}. ${source}.${note === null ? '' : ` ${note}`}`,
    );
  }
  lines.push('', 'What this plan does not weigh', ...result.doesNotWeigh.map(each => `  ${each}`));
  lines.push('', result.method);
  return lines.join('\n');
}

/** What is to be expected hangs on one share, which stands beside it: it was counted elsewhere, and others differ. */
function deathsAt(
  { id }: Estimate,
  { provenance, assumptions }: Pick<PlanResult, 'provenance' | 'assumptions'>,
): string {
  const share = assumptions.find(({ parameter }) => parameter === provenance[id].parameters[0]);
  return `Deaths by suicide to be expected${share === undefined ? '' : ` if they are ${share.text} arrested`}`;
}

/** What is missing of a number that is marked, where that is more or other than its source. */
function undated({ date, source }: { readonly date: string | null; readonly source: string | null }): string {
  if (date !== null) return '';
  return source === null ? ' [no date either]' : ` [no date; ${source}]`;
}

/** One scenario as text: what has no source, then the last year, then what is not weighed. */
export function aloneReport(result: PlanAlone): string {
  const { scenario, replications, years, cost, detectedReoffences, welfare, assumptions } = result;
  const lines = [`${scenario.name}: ${scenario.summary}`, ''];
  if (result.cautions.length > 0) lines.push(...result.cautions, '');
  if (result.draft) lines.push(`A draft of ${replications} runs: the ends of intervals are rough.`, '');
  lines.push('No source');
  for (const { label, text, ...of } of assumptions.filter(each => !each.sourced)) {
    lines.push(`  ${label}: ${text}${undated(of)}`);
  }
  lines.push('', `All ${years} years`);
  lines.push(`  Cost £${measureInWords(cost)}`, `  Detected reoffences ${countInWords(detectedReoffences)}`);
  for (const each of result.risks) lines.push(`  ${each.label} ${countInWords(each)}`);
  if (result.deterred !== null) lines.push(`  Deterred, as assumed ${countInWords(result.deterred)}`);
  if (result.toldApart !== null) lines.push(`    ${apartInWords(result.toldApart)}`);
  lines.push(`  Years under investigation ${measureInWords(welfare.yearsUnderInvestigation)}`);
  if (welfare.deaths !== null)
    lines.push(`  ${deathsAt(welfare.deaths, result)} ${countInWords(welfare.deaths)}`);
  lines.push(...aloneDecidesLines(result));
  lines.push('', `Year ${years}`);
  const saysMore = notTwiceSaid(result.statistics);
  for (const each of result.statistics.filter(({ year }) => year === years)) {
    if (each.high > 0 && saysMore(each))
      lines.push(`  ${result.provenance[each.id].what} ${inWords(each, replications)}`);
  }
  const waits = result.byAttribute.filter(
    ({ year, statistic, high }) => year === years && high > 0 && waitFigures.includes(statistic),
  );
  if (waits.length > 0) lines.push('', `Who waits, year ${years}`);
  for (const each of waits) lines.push(`  ${result.provenance[each.id].what} ${inWords(each, replications)}`);
  lines.push(...aloneTableLines(result));
  if (result.backtest !== null) lines.push('', ...backtestLines(result.backtest));
  lines.push('', 'What this plan does not weigh', ...result.doesNotWeigh.map(each => `  ${each}`));
  return lines.join('\n');
}

const counts = [
  'came',
  'began',
  'completed',
  'orderEndedFirst',
  'detectedReoffences',
  'waiting',
  'waitingAYearBefore',
  'inside',
  'leftList',
  'refused',
];

/** A figure of a stage in a year, and where not every run has it, for how many it stands. */
function inWords(each: Estimate & { readonly statistic: string }, runs: number): string {
  const words = counts.includes(each.statistic) ? countInWords(each) : measureInWords(each);
  return words + heldBy(each, runs);
}

const waitFigures = ['waiting', 'meanWait', 'ninthDecileWait'];

function apartInWords({ unknownShare, low, high }: ToldApart): string {
  return `Of the spread between runs ${hundredth(unknownShare)} in 100 (95% ${hundredth(low)} to ${hundredth(high)}) is what we do not know, and the rest is chance.`;
}

const three = (value: number): string => value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
const hundredth = (share: number): string => String(Math.round(share * 100));
