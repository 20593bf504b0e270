import { parseArgs } from 'node:util';
import { fewestPlaces } from '@throughcare/planning';
import type { Estimate, FewestPlaces } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { orSay, readScenarioFile, wholeNumber } from './read.ts';

const usage = `throughcare plan places FILE.yaml [--weeks 4,8,13,26] [--most 4000] [--runs 20] [--seed 1] [--json]

  The fewest places (or groups at once) at which 9 in 10 of those who want one have it within so many weeks, and what
  that costs in the year: places all taken, and whoever begins. Whoever leaves the list, is refused, or waits longer when
  the year ends had none in time; how many those are stands beside it. A shorter wait can so be weighed against its cost.
  It is about the place and the year that the scenario names. Growth and openings are set aside.

  --weeks LIST       Waits to be kept, in whole weeks.
  --most N           More places than this are not tried.
  --runs N           Each run finds its own fewest; the interval holds 95% of them, or all of fewer than 39.`;

/** `throughcare plan places`. */
export const places = { usage, run };

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        weeks: { type: 'string', default: '4,8,13,26' },
        most: { type: 'string', default: '4000' },
        runs: { type: 'string', default: '20' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      io.err(`Name one scenario file.\n\n${usage}\n`);
      return 2;
    }
    const scenario = readScenarioFile(file);
    const [most, runs, seed] = (['most', 'runs', 'seed'] as const).map(name =>
      wholeNumber(name, values[name]),
    );
    if (most < 1) throw new RangeError('--most was 0; at least one place has to be tried.');
    if (runs < 2) throw new RangeError(`--runs was ${runs}; an interval needs 2 or more.`);
    const weeks = values.weeks.split(',').map(text => wholeNumber('weeks', text.trim()));
    const rows = weeks.map(week => ({
      weeks: week,
      ...fewestPlaces(scenario, { days: 7 * week, most, seed, runs }),
    }));
    const { place, drawnYear, stages } = scenario;
    if (values.json) io.out(`${JSON.stringify({ place, year: drawnYear, runs, rows }, null, 1)}\n`);
    else {
      io.out(
        `${scenario.name}, year ${drawnYear}. ${stages[place].label}: the fewest that keep each wait, ${runs} runs.\n`,
      );
      const what = stages[place].groups ? 'groups at once' : 'places';
      for (const row of rows) io.out(`${sayRow(row, runs, most, what)}\n${sayShares(row)}\n`);
    }
    return 0;
  });
}

function sayRow(
  row: FewestPlaces & { readonly weeks: number },
  runs: number,
  most: number,
  what: string,
): string {
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
