import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import {
  fillFromSpells,
  fillFromStudy,
  filledScenario,
  monthInWords,
  ownSeries,
  readScenario,
  readSpells,
  studyEffect,
} from '@throughcare/planning';
import type { FilledParameter, Scenario, Spells } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { orSay, readScenarioFile, readText, writeText } from './read.ts';

const usage = `throughcare plan fill FILE.yaml --out OWN.yaml [--extract SPELLS.csv] [--since 2026-03]
    [--release release.json --effect PARAMETER=FIRST/SECOND] [--series OUT.csv --stage programme --from 2024-01]

  Writes a scenario that extends FILE.yaml and carries the service's own numbers, each with source and date.

  --extract FILE     What throughcare extract writes. It fills every number that says so (extract: completion).
                     Counts under 10 are never told: that number stays as it was.
  --since MONTH      The mix counts people convicted from this month on, so that an older law is left out.
  --release FILE     A released study; its hazard ratio and interval become those of PARAMETER.
  --effect P=A/B     The parameter, and the two arms: the hazard of A against B.
  --series FILE      Writes the extract as a monthly series of a stage, for plan calibrate and plan backtest, without
                     its last month, which may not be over. It holds small counts: keep it in the house.`;

/** `throughcare plan fill`. */
export const fill = { usage, run };

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        extract: { type: 'string' },
        since: { type: 'string' },
        release: { type: 'string' },
        effect: { type: 'string' },
        series: { type: 'string' },
        stage: { type: 'string', default: 'programme' },
        from: { type: 'string' },
      },
    });
    const [file, ...others] = positionals;
    const { out, extract, release, effect, series } = values;
    const nothing = extract === undefined && release === undefined;
    if (file === undefined || others.length > 0 || out === undefined || nothing) {
      io.err(`Name one scenario file, --out, and --extract or --release.\n\n${usage}\n`);
      return 2;
    }
    if ((release === undefined) !== (effect === undefined)) {
      throw new RangeError('--release and --effect go together: which study, and which number it fills.');
    }
    if (series !== undefined && extract === undefined) throw new RangeError('--series needs --extract.');
    const scenario = readScenarioFile(file);
    const spells = extract === undefined ? undefined : readSpells(extract, readText(extract));
    const filled = [
      ...(spells ? fillFromSpells(scenario, spells, monthOf('since', values.since)) : []),
      ...(release && effect ? [fromStudy(scenario, release, effect)] : []),
    ];
    const text = filledScenario(scenario, filled, relative(dirname(out), file));
    // What would not run is not written.
    readScenario(out, name => (name === out ? text : readText(name)));
    const months = spells && series !== undefined ? seriesOf(spells, values.stage, values.from) : undefined;
    writeText(out, text);
    if (months !== undefined && series !== undefined) {
      writeText(series, months, 0o600);
      io.err(`${series} holds small counts: keep it in the house.\n`);
    }
    for (const each of filled) io.out(`${line(each)}\n`);
    return 0;
  });
}

function fromStudy(scenario: Scenario, release: string, effect: string): FilledParameter {
  const asked = /^([^=]+)=([^/]+)\/(.+)$/.exec(effect);
  if (asked === null) {
    throw new RangeError(`--effect was ${effect}; write programme-effect=required/alone.`);
  }
  const [, parameter, first, second] = asked;
  return fillFromStudy(scenario, parameter, studyEffect(release, readText(release), first, second));
}

/**
 * The extract by month, without its last: an extract is made on some day of it, and half a month of counts would read as
 * a fall. @throws RangeError where that leaves none
 */
function seriesOf(spells: Spells, stage: string, asked: string | undefined): string {
  const to = spells.lastMonth - 1;
  const from = monthOf('from', asked) ?? to - 35;
  if (from > to) {
    throw new RangeError(
      `--from was ${asked}, and the last whole month of ${spells.file} is ${monthInWords(to)}; write that or an earlier one.`,
    );
  }
  return ownSeries(spells, stage, from, to);
}

function monthOf(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new RangeError(`--${name} was ${text}; write 2026-03.`);
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
}

const line = ({ label, now, because }: FilledParameter): string =>
  now === null ? `Left as it was: ${label}. ${because}` : `Filled: ${label}. ${because}`;
