import type { PlanAlone, PlanResult, ToldApart } from '@throughcare/planning';
import { backtestLines } from './calibration-report.ts';

/** The result as text: the conclusion, then what has no source, then the rest. */
export function planReport(result: PlanResult): string {
  const lines: string[] = [result.sentence, ''];
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
  for (const { label, text, note } of unsourced) {
    lines.push(`  ${label}: ${text}${note === null ? '' : `\n      ${note}`}`);
  }
  lines.push('', `What differs: "${scenarios[0].name}" less "${scenarios[1].name}"`);
  for (const { title, words, interval } of differences)
    lines.push(`  ${title}: ${words} (95% of runs ${interval})`);
  for (const [i, { middle, low, high, whom }] of result.deterredFirstArrests.entries()) {
    if (high === 0) continue;
    const interval = `95% of runs from ${whole(low)} to ${whole(high)}`;
    lines.push(
      `  ${whom === 'first arrests' ? 'First arrests' : 'People who begin'} deterred with "${scenarios[i].name}", as assumed: ${whole(middle)} (${interval})`,
    );
  }
  const count = ({ middle, low, high }: { middle: number; low: number; high: number }): string =>
    `${whole(middle)} (${whole(low)} to ${whole(high)})`;
  for (const flow of flows) {
    lines.push('', `${flow.scenario}, year ${flow.year}: people, middle of the runs and 95% of them`);
    lines.push(`  Arrested ${count(flow.arrested)}`);
    for (const stage of flow.stages) {
      const waiting = stage.limited ? `; waiting at the end ${count(stage.waiting)}` : '';
      const missed =
        stage.orderEndedFirst.high > 0 ? `; order ended first ${count(stage.orderEndedFirst)}` : '';
      lines.push(`  ${stage.label}: came ${count(stage.came)}${waiting}${missed}`);
    }
  }
  for (const { scenario, deaths, yearsUnderInvestigation } of result.welfare) {
    lines.push('', `Those who wait, "${scenario}", all years`);
    lines.push(`  Years under investigation ${count(yearsUnderInvestigation)}`);
    if (deaths !== null) lines.push(`  Deaths by suicide to be expected ${count(deaths)}`);
  }
  result.risks.forEach((risks, i) => {
    if (risks.length > 0) lines.push('', `What else happens, "${scenarios[i].name}", all years`);
    for (const each of risks) lines.push(`  ${each.label} ${count(each)}`);
  });
  if (result.backtest !== null) lines.push('', ...backtestLines(result.backtest));
  lines.push('', 'Were the runs enough, and what is chance?');
  result.sampling.forEach(({ precision, toldApart }, i) => {
    const parts = [
      precision?.words ?? 'Some runs have no such figure.',
      toldApart === null ? '' : apartInWords(toldApart),
    ];
    lines.push(`  ${differences[i].title}: ${parts.join(' ').trim()}`);
  });
  const decides = tornado.bars.find(bar => bar.parameter === tornado.decides);
  lines.push('', 'Which assumption decides the detected reoffences');
  lines.push(
    decides
      ? `  ${decides.label}${decides.sourced ? '' : ' (no source)'}`
      : '  None stands out of the noise.',
  );
  for (const { label, atLow, atHigh, clear, sourced } of tornado.bars.slice(0, 6)) {
    const marks = [sourced ? '' : 'no source', clear ? '' : 'not clear of noise'].filter(mark => mark !== '');
    lines.push(
      `  ${label}: ${whole(atLow)} at its lowest fifth, ${whole(atHigh)} at its highest${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`,
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

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** One scenario as text: what has no source, then the last year, then what is not weighed. */
export function aloneReport(result: PlanAlone): string {
  const { scenario, replications, years, cost, detectedReoffences, welfare, assumptions } = result;
  const range = ({ middle, low, high }: { middle: number; low: number; high: number }): string =>
    `${whole(middle)} (95% of runs ${whole(low)} to ${whole(high)})`;
  const lines = [`${scenario.name}: ${scenario.summary}`, ''];
  if (result.cautions.length > 0) lines.push(...result.cautions, '');
  if (result.draft) lines.push(`A draft of ${replications} runs: the ends of intervals are rough.`, '');
  lines.push('No source');
  for (const { label, text } of assumptions.filter(each => !each.sourced)) lines.push(`  ${label}: ${text}`);
  lines.push('', `All ${years} years`);
  lines.push(`  Cost £${range(cost)}`, `  Detected reoffences ${range(detectedReoffences)}`);
  for (const each of result.risks) lines.push(`  ${each.label} ${range(each)}`);
  if (result.toldApart !== null) lines.push(`    ${apartInWords(result.toldApart)}`);
  lines.push(`  Years under investigation ${range(welfare.yearsUnderInvestigation)}`);
  if (welfare.deaths !== null) lines.push(`  Deaths by suicide to be expected ${range(welfare.deaths)}`);
  lines.push('', `Year ${years}`);
  for (const each of result.statistics.filter(({ year }) => year === years)) {
    if (each.high > 0) lines.push(`  ${result.provenance[each.id].what} ${range(each)}`);
  }
  const waits = result.byAttribute.filter(
    ({ year, statistic, high }) => year === years && high > 0 && waitFigures.includes(statistic),
  );
  if (waits.length > 0) lines.push('', `Who waits, year ${years}`);
  for (const each of waits) lines.push(`  ${result.provenance[each.id].what} ${range(each)}`);
  if (result.backtest !== null) lines.push('', ...backtestLines(result.backtest));
  lines.push('', 'What this plan does not weigh', ...result.doesNotWeigh.map(each => `  ${each}`));
  return lines.join('\n');
}

const waitFigures = ['waiting', 'meanWait', 'ninthDecileWait'];

function apartInWords({ unknownShare, low, high }: ToldApart): string {
  return `Of the spread between runs ${hundredth(unknownShare)} in 100 (95% ${hundredth(low)} to ${hundredth(high)}) is what we do not know, and the rest is chance.`;
}

const hundredth = (share: number): string => String(Math.round(share * 100));
