import { parseArgs } from 'node:util';
import { decidesInWords, fewestOfRuns } from '@throughcare/planning';
import type { Estimate, FewestPlaces, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { mustBeWritable, orSay, readScenarioFile, wholeNumber, within, writeText } from './read.ts';
import { runOptions, seedAndThreads } from './run-options.ts';
import { placesOnThreads } from './threads.ts';

const usage = `throughcare plan places FILE.yaml [--weeks 4,8,13,26] [--most 4000] [--runs 20] [--seed 1]
    [--threads 2] [--json] [--out FILE]

  The fewest places (or groups at once) at which 9 in 10 of those who want one have it within so many weeks, and what
  that costs in the year: places all taken, and whoever begins. Whoever leaves the list, is refused, or waits longer when
  the year ends had none in time; how many those are stands beside it. A shorter wait can so be weighed against its cost.
  It is about the place and the year that the scenario names. Growth and openings are set aside. It says what binds, which is
  what becomes of those without a place in time when there is one fewer, and what decides how many it takes. Ctrl-C stops, and
  tells what is known by then.

  --weeks LIST       Waits to be kept, in whole weeks.
  --most N           More places than this are not tried.
  --runs N           Each run finds its own fewest; the interval holds 95% of them, or all of fewer than 39.`;

/** `throughcare plan places`. */
export const places = { usage, run };

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...runOptions,
        weeks: { type: 'string', default: '4,8,13,26' },
        most: { type: 'string', default: '4000' },
        runs: { type: 'string', default: '20' },
      },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      io.err(`Name one scenario file.\n\n${usage}\n`);
      return 2;
    }
    const scenario = readScenarioFile(file);
    const most = within('most', values.most, 1, 1_000_000);
    const wanted = within('runs', values.runs, 2, 100_000);
    const { seed, threads } = seedAndThreads(values);
    const weeks = values.weeks.split(',').map(text => wholeNumber('weeks', text.trim()));
    mustBeWritable(values.out);
    const asked = weeks.map(week => ({ days: 7 * week, most, seed }));
    const found = await placesOnThreads({ kind: 'places', scenario, asked }, wanted, threads, io);
    if (found.length < 2) {
      io.err('It was stopped before two runs were there, so nothing is known.\n');
      return 130;
    }
    const runs = found.length;
    if (runs < wanted) io.err(`Stopped after ${runs} of ${wanted} runs; this is what they say.\n`);
    const rows = asked.map((one, i) => ({
      weeks: weeks[i],
      ...fewestOfRuns(
        scenario,
        one,
        found.map(({ fewest }) => fewest[i]),
      ),
    }));
    const text = values.json ? jsonOf(scenario, runs, rows) : sayPlaces(scenario, runs, most, rows);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeText(values.out, `${text}\n`);
    return runs < wanted ? 130 : 0;
  });
}

type Row = FewestPlaces & { readonly weeks: number };

function jsonOf({ place, drawnYear, cautions }: Scenario, runs: number, rows: readonly Row[]): string {
  return JSON.stringify({ place, year: drawnYear, runs, cautions, rows }, null, 1);
}

function sayPlaces(scenario: Scenario, runs: number, most: number, rows: readonly Row[]): string {
  const { name, place, drawnYear, stages, parameters, cautions } = scenario;
  const what = stages[place].groups ? 'groups at once' : 'places';
  const labelOf = (parameter: string): string => parameters[parameter].label;
  const number = (value: number): string => `${Math.round(value).toLocaleString('en-GB')} ${what}`;
  return [
    ...cautions,
    `${name}, year ${drawnYear}. ${stages[place].label}: the fewest that keep each wait, ${runs} runs.`,
    ...rows.flatMap(row => [
      sayRow(row, runs, most, what),
      sayShares(row),
      ...sayBinds(row, runs),
      ...decidesInWords(row.decides, labelOf, number).map(line => `      What decides it: ${line}`),
    ]),
  ].join('\n');
}

/** Why fewer are not enough. */
function sayBinds({ binds, notEnough }: FewestPlaces, runs: number): string[] {
  if (binds.length === 0) return [];
  const said = binds.map(({ what, runs: held }) => `they ${what} (${held} of ${runs} runs)`);
  const fewer =
    notEnough === runs
      ? 'Most of those without one in time'
      : 'With one fewer, of those without one in time most';
  return [`      What binds: ${fewer}: ${said.join('; ')}`];
}

function sayRow(row: Row, runs: number, most: number, what: string): string {
  const { places: found, costAYear, notEnough } = row;
  const number = (value: number): string => Math.round(value).toLocaleString('en-GB');
  const orMore = (value: number | null): string =>
    value === null ? `more than ${number(most)}` : number(value);
  const pounds = (value: number | null): string => (value === null ? 'not known' : `£${number(value)}`);
  const cost = costAYear
    ? `; ${pounds(costAYear.middle)} in the year (${pounds(costAYear.low)} to ${pounds(costAYear.high)})`
    : '';
  const short = notEnough > 0 ? `; in ${notEnough} of ${runs} runs even ${number(most)} were too few` : '';
  return `  9 in 10 within ${row.weeks} ${row.weeks === 1 ? 'week' : 'weeks'}: ${orMore(found.middle)} ${what} (${orMore(found.low)} to ${orMore(found.high)})${cost}${short}`;
}

/** What becomes, with so many, of all who want a place in the year. */
function sayShares({ shares }: FewestPlaces): string {
  const hundredth = ({ middle, low, high }: Estimate): string =>
    Number.isNaN(middle) ? 'no figure' : `${percent(middle)} (${percent(low)} to ${percent(high)})`;
  const percent = (share: number): string => String(Math.round(100 * share));
  return `      of 100 who want one ${hundredth(shares.began)} begin, ${hundredth(shares.beganInTime)} in time; ${hundredth(shares.left)} leave the list, ${hundredth(shares.refused)} are refused, ${hundredth(shares.waitsLonger)} wait longer still`;
}
