import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ScenarioError, readScenario, runPlan } from '@throughcare/planning';
import type { PlanResult } from '@throughcare/planning';
import type { Command, Io } from '../command.ts';

const usage = `throughcare plan run FIRST.yaml SECOND.yaml [--seed 1] [--replications 200] [--json] [--out FILE]

  Runs two scenarios on the same arrivals and the same luck and says what differs.

  --seed N           Whole number; the same seed gives the same bytes. 1 unless given.
  --replications N   How many runs. 20 make a draft in seconds; 200 unless given.
  --json             The whole result as JSON, for a page or another program.
  --out FILE         Writes there instead of here.

Examples: examples/plans in the repository.`;

/** `throughcare plan run`: reads scenario files, needs no database and no network. */
export const plan: Command = { name: 'plan', summary: 'what if? two scenarios side by side', usage, run };

async function run(args: string[], io: Io): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        replications: { type: 'string', default: '200' },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    });
  } catch (error) {
    io.err(`${(error as Error).message}\n\n${usage}\n`);
    return 2;
  }
  const { positionals, values } = parsed;
  const [verb, first, second, ...others] = positionals;
  if (verb !== 'run' || first === undefined || second === undefined || others.length > 0) {
    io.err(`Name two scenario files: what would be compared?\n\n${usage}\n`);
    return 2;
  }
  try {
    const scenarios = [readScenario(first, readText), readScenario(second, readText)] as const;
    const options = {
      seed: wholeNumber('seed', values.seed),
      replications: wholeNumber('replications', values.replications),
    };
    let told = Date.now();
    const result = runPlan(scenarios, {
      ...options,
      onProgress: (done, of) => {
        if (Date.now() - told < 2000) return;
        told = Date.now();
        io.err(`${done} of ${of} runs\n`);
      },
    });
    const text = values.json ? JSON.stringify(result, null, 1) : planReport(result);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeFileSync(values.out, `${text}\n`);
    return 0;
  } catch (error) {
    if (error instanceof ScenarioError) {
      io.err(`${error.message}\nNothing was run.\n`);
      return 1;
    }
    if (error instanceof RangeError || isFileError(error)) {
      io.err(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new RangeError(
      `${file} can't be read (${error.code}). Nothing was run. Check the name; a file named after extends: ` +
        'is looked for beside the file that names it.',
    );
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} was ${text}; a whole number is needed.`);
  return Number(text);
}

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
  for (const [i, { middle, low, high }] of result.deterredFirstArrests.entries()) {
    if (high === 0) continue;
    const interval = `95% of runs from ${whole(low)} to ${whole(high)}`;
    lines.push(
      `  First arrests deterred with "${scenarios[i].name}", as assumed: ${whole(middle)} (${interval})`,
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
