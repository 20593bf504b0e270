import { parseArgs } from 'node:util';
import { fewestPlaces } from '@throughcare/planning';
import type { FewestPlaces } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { orSay, readScenarioFile, wholeNumber } from './read.ts';

const usage = `throughcare plan places FILE.yaml [--weeks 4,8,13,26] [--most 4000] [--runs 20] [--seed 1] [--json]

  The fewest places (or groups at once) at which 9 in 10 of those who begin have waited no longer than so many weeks, and
  what that costs in the year: places all taken, and whoever begins. One line for each wait, so that a shorter one can
  be weighed against its cost. It is about the place and the year that the scenario names. Growth and openings are set
  aside.

  --weeks LIST       Waits to be kept, in whole weeks.
  --most N           More places than this are not tried.
  --runs N           Each run finds its own fewest; the interval holds 95% of them.`;

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
      for (const row of rows) io.out(`${sayRow(row, runs, most, what)}\n`);
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
  const cost = costAYear
    ? `; £${number(costAYear.middle)} in the year (£${number(costAYear.low)} to £${number(costAYear.high)})`
    : '';
  const short = notEnough > 0 ? `; in ${notEnough} of ${runs} runs even ${number(most)} were too few` : '';
  return `  9 in 10 within ${row.weeks} weeks: ${number(found.middle)} ${what} (${number(found.low)} to ${number(found.high)})${cost}${short}`;
}
