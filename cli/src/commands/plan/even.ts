import { parseArgs } from 'node:util';
import { rangeOf, refuseComparison, searchEven, usedParameters } from '@throughcare/planning';
import type { Difference, EvenSearch, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { mustBeWritable, orSay, readScenarioFile, within, writeText } from './read.ts';
import { runOptions, seedAndThreads } from './run-options.ts';
import { differencesOnThreads } from './threads.ts';

const usage = `throughcare plan even FILE.yaml OTHER.yaml --parameter NAME [--measure cost] [--from X] [--to Y]
    [--runs 40] [--seed 1] [--threads 2] [--json] [--out FILE]

  What one assumption has to be for two plans to come out even. Both are run with it at one value after another, on the
  same people, luck and other numbers each time, until the mean difference crosses nought. It takes some 20 times --runs
  of each plan: minutes for a small plan, and long for a national one. plan run tells the same from a line through its runs.

  --parameter NAME   Its name in the files. In both of them it takes the value that is tried.
  --measure M        wait, cost or detectedReoffences. cost unless given.
  --from, --to       Where to search, in its own unit; where it is drawn from (or 95% of it) unless given.
  --runs N           Runs at each value. More narrow the interval.`;

/** `throughcare plan even`. */
export const even = { usage, run };

const measures = ['wait', 'cost', 'detectedReoffences'] as const;

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...runOptions,
        parameter: { type: 'string' },
        measure: { type: 'string', default: 'cost' },
        from: { type: 'string' },
        to: { type: 'string' },
        runs: { type: 'string', default: '40' },
      },
    });
    const [file, other, ...more] = positionals;
    const { parameter } = values;
    if (file === undefined || other === undefined || more.length > 0 || parameter === undefined) {
      io.err(`Name two scenario files and a --parameter.\n\n${usage}\n`);
      return 2;
    }
    const scenarios = [readScenarioFile(file), readScenarioFile(other)] as const;
    refuseComparison(...scenarios);
    const measure = measures.find(each => each === values.measure);
    if (measure === undefined)
      throw new RangeError(`--measure was ${values.measure}; it can be ${measures.join(', ')}.`);
    const [from, to] = rangeToSearch(scenarios, parameter, values.from, values.to);
    const runs = within('runs', values.runs, 2, 100_000);
    const { seed, threads } = seedAndThreads(values);
    mustBeWritable(values.out);
    const found = await searchEven(
      value =>
        differencesOnThreads({ kind: 'even', scenarios, parameter, measure, seed, value }, runs, threads, io),
      from,
      to,
    );
    const { label, unit } = scenarios.find(each => Object.hasOwn(each.parameters, parameter))!.parameters[
      parameter
    ];
    const asked = { parameter, label, unit, measure, from, to, seed };
    const text = values.json
      ? JSON.stringify({ format: 'throughcare plan even 1', ...asked, ...found }, null, 1)
      : sayEven(scenarios, asked, found);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeText(values.out, `${text}\n`);
    return 0;
  });
}

/** @throws RangeError where the parameter is not there, decides nothing, or no range is known */
function rangeToSearch(
  scenarios: readonly Scenario[],
  parameter: string,
  from: string | undefined,
  to: string | undefined,
): [number, number] {
  const used = scenarios.filter(each => usedParameters(each).has(parameter));
  if (used.length === 0)
    throw new RangeError(`Neither plan uses a parameter ${parameter}. Look for its name in the files.`);
  const uncertain = used.find(each => each.parameters[parameter].value === undefined);
  const range = uncertain ? rangeOf(uncertain.parameters[parameter]) : null;
  const [low, high] = [given('from', from) ?? range?.low, given('to', to) ?? range?.high];
  if (low === undefined || high === undefined) {
    throw new RangeError(`${parameter} is certain in these plans, so say where to search: --from and --to.`);
  }
  if (!(low < high)) throw new RangeError(`--from ${low} does not lie below --to ${high}.`);
  return [low, high];
}

function given(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text))
    throw new RangeError(`--${name} was ${text}; a number is needed, such as 0.85.`);
  return Number(text);
}

const titles: Readonly<Record<Difference['measure'], string>> = {
  wait: 'Mean wait at the plan’s place, days',
  cost: 'Cost over all years, £',
  detectedReoffences: 'Detected reoffences over all years',
};

function sayEven(
  [first, second]: readonly Scenario[],
  {
    label,
    unit,
    measure,
  }: { readonly label: string; readonly unit: string; readonly measure: Difference['measure'] },
  { words, tried, runs, lineOff }: EvenSearch,
): string {
  const figure = (value: number): string => value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
  return [
    ...new Set([...first.cautions, ...second.cautions]),
    `${titles[measure]}: "${first.name}" less "${second.name}", by ${label} (${unit})`,
    words,
    ...(lineOff === null
      ? []
      : [`A straight line between the ends would be ${figure(lineOff)} ${unit} off.`]),
    '',
    `The mean of ${runs} runs on the same luck at each value, and its 95% interval`,
    ...tried.map(
      ({ value, mean, low, high }) =>
        `  ${figure(value)}: ${figure(mean)} (${figure(low)} to ${figure(high)})`,
    ),
  ].join('\n');
}
