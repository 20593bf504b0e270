import { fan, interval, tornado, type Chart } from '@throughcare/charts';
import type { Difference, PlanResult, WaitingFan } from '@throughcare/planning';
import { drawnUnit, people, rounded, yearWords } from './numbers.ts';
import { lower, shortSide } from './flow/stage-words.ts';

/**
 * One difference on a line about nought, in one size: it stands in a narrow column. None where an end lies in runs that
 * have no such figure: a wait without end can't be drawn.
 */
export function differenceChart(difference: Difference, first: string): Chart | undefined {
  const { middle, low, high } = difference;
  if (middle === null || low === null || high === null) return undefined;
  const { size, words } = drawnUnit(difference.unit, low, high);
  const chart = interval({
    id: `difference-${difference.measure.toLowerCase()}`,
    title: `${difference.title}: ${first}, compared with the other`,
    description: `${difference.words}, ${difference.interval}`,
    rows: [
      {
        label: '',
        value: middle / size,
        lower: low / size,
        upper: high / size,
        mark: 'disc',
        words: '',
      },
    ],
    unit: words,
    ...sidesOf(difference),
  });
  return {
    ...chart,
    table: { ...chart.table, rows: [[difference.title, `${difference.words}, ${difference.interval}`]] },
  };
}

function sidesOf({ unit }: Difference): { fewer: string; more: string } {
  if (unit === 'days') return { fewer: 'shorter', more: 'longer' };
  return unit === '£' ? { fewer: 'less', more: 'more' } : { fewer: 'fewer', more: 'more' };
}

/** Whether the whole line lies to one side, and how many runs it takes to name a side, where they are too few. */
export function sayLine(difference: Difference): string {
  const { why, runsNeeded } = difference;
  const words = [sideOfNought(difference), why ?? ''];
  if (runsNeeded !== null) words.push(`To tell takes ${runsNeeded.toLocaleString('en-GB')} runs at least.`);
  return words.filter(each => each !== '').join(' ');
}

function sideOfNought({ low, high }: Difference): string {
  if (low === null || high === null) return '';
  if (low === 0 || high === 0) return 'The line touches nought.';
  if (low > 0) return 'All of the line is above nought.';
  return high < 0 ? 'All of the line is below nought.' : 'The line crosses nought.';
}

/** A chart that takes the width of the page, and one that takes that of a sheet of paper. */
const PAGE = 1120;
export const SHEET = 728;

/** People waiting over the years. More custody is always the dashed line. */
export function fanChart(result: PlanResult, width = PAGE): Chart {
  const series = result.waiting.map((own, i) => ({ own, face: result.scenarios[i] }));
  series.sort((a, b) => Number(a.face.side === 'more custody') - Number(b.face.side === 'more custody'));
  return fan({
    id: 'waiting',
    title: result.waiting
      .map((own, i) => `With ${lower(shortSide(result.scenarios[i]))} ${course(own)}`)
      .join('. '),
    description: series
      .map(
        ({ own, face }) =>
          `${face.name}: ${people(own.years.at(-1)!.q50)} waiting at the end of the last year`,
      )
      .join('. '),
    series: series.map(({ own, face }) => ({ name: shortSide(face), points: fanPoints(own) })),
    xLabel: 'years from the beginning',
    yLabel: 'people waiting for a place',
    width,
  });
}

/** Each scenario's own fan, all to one scale. The titles say how its queue goes. */
export function fanCharts(fans: readonly WaitingFan[]): readonly Chart[] {
  const upTo = Math.max(...fans.flatMap(own => own.years.map(({ q95 }) => q95)));
  return fans.map((own, i) =>
    fan({
      id: `waiting-${i + 1}`,
      title: `${own.scenario}: ${course(own)}`,
      description: `${people(own.years.at(-1)!.q50)} waiting at the end of the last year`,
      series: [{ name: 'In the middle run', points: fanPoints(own) }],
      xLabel: 'years from the beginning',
      yLabel: 'people waiting for a place',
      upTo,
      width: 536,
    }),
  );
}

const fanPoints = ({ years }: WaitingFan) =>
  years.map(({ year, q05, q25, q50, q75, q95 }) => ({
    x: year,
    median: rounded(q50),
    half: [rounded(q25), rounded(q75)] as const,
    nineInTen: [rounded(q05), rounded(q95)] as const,
  }));

/** How a queue goes, in words: grows, settles, is gone again, or is none. */
function course({ years }: WaitingFan): string {
  const middles = years.map(year => year.q50);
  const most = Math.max(...middles);
  const last = middles.at(-1)!;
  if (most < 1) return 'nobody waits at the end of any year, in most runs';
  const peak = middles.indexOf(most);
  const gone = years.find((year, i) => i > peak && year.q50 < 1)?.year;
  const end = gone ? `is gone by ${yearWords(gone)}` : `falls to ${people(last)}`;
  if (peak === 0) return `the queue ${end}`;
  if (last > 0.9 * most) return `the queue grows to ${people(last)}`;
  return `the queue grows until ${yearWords(years[peak].year)}, to ${people(most)}, and ${end}`;
}

/** Bars drawn at most; the others stand in the list of sources. */
const MOST = 8;

/**
 * Which assumption decides it. Those that move the answer no more than chance does are left to the list of sources: a
 * picture of bars that may be chance alone would say that they are none. Undefined where all of them are.
 */
export function tornadoChart(
  { tornado: own, years, scenarios, assumptions }: PlanResult,
  id = 'tornado',
  width = PAGE,
): Chart | undefined {
  const drawn = own.bars.filter(bar => bar.clear).slice(0, MOST);
  if (drawn.length === 0) return undefined;
  const sourceOf = (parameter: string) =>
    assumptions.find(one => one.parameter === parameter)?.date ?? 'Sourced';
  const first = lower(shortSide(scenarios[0]));
  return tornado({
    id,
    title: tornadoTitle(own),
    description: drawn
      .map(
        bar =>
          `${bar.label}: from ${people(bar.atLow)} to ${people(bar.atHigh)}${typeof bar.between === 'number' ? `, ${people(bar.between)} in between` : ''}`,
      )
      .join('. '),
    rows: drawn.map(bar => ({
      question: bar.label,
      range: bar.text,
      low: bar.atLow,
      high: bar.atHigh,
      // A result of an earlier version does not say.
      ...(typeof bar.between === 'number' ? { between: bar.between } : {}),
      source: bar.sourced ? `Sourced, ${sourceOf(bar.parameter)}` : null,
    })),
    // Without a mean there are no bars about it.
    base: own.mean ?? 0,
    unit: `detected reoffences over ${years} years`,
    fewer: `fewer with ${first}`,
    more: 'more',
    width,
  });
}

/** What decides it, in a sentence. */
export function tornadoTitle({ bars, decides }: PlanResult['tornado']): string {
  const bar = bars.find(one => one.parameter === decides);
  if (!bar) return 'No assumption stands out: none moves the answer more than chance does';
  return bar.sourced
    ? `${bar.label.replace(/\?$/, '')}: that moves the answer most`
    : `${bar.label.replace(/\?$/, '')}: that moves the answer most, and nobody has measured it`;
}
