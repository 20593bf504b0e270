import { used } from './call.ts';
import { specOf } from './options.ts';
import type { OptionName } from './options.ts';
import type { Subcommand } from './subcommand.ts';
import { SUBCOMMANDS } from './subcommands.ts';

const widest = Math.max(...SUBCOMMANDS.map(({ name }) => name.length));

export const usage = [
  'throughcare stats <statistic> [options]',
  '',
  ...SUBCOMMANDS.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`),
  '',
  'throughcare stats help <statistic> says its options, the method and its source, the fields of its JSON, and gives an',
  'example that runs. With --json everything comes at full precision. Rows that miss a value in a column that is used are',
  'left out and counted. Results go to standard output; what cannot be answered is said in a sentence, with status 1, and',
  'a wrong call with status 2.',
].join('\n');

/** The fields that every statistic on a file has. */
const SHARED = [
  ['statistic, method, options', 'what was asked, with every default that was used'],
  ['cautions', 'what to be careful with, in sentences'],
] as const;
const ON_FILE = [
  ['file, rows, used', 'the file, its rows, and how many were complete in every column used'],
  [
    'leftOut',
    '{count, rows: [{row, line, missing: [columns]}]}; row 1 is the first below the header, which is line 1',
  ],
] as const;

export function helpFor(statistic: Subcommand): string {
  const options = used(statistic).map(name => optionLine(statistic, name));
  const width = Math.max(...options.map(([left]) => left.length));
  const fields = [...SHARED, ...('data' in statistic.uses ? ON_FILE : []), ...statistic.fields];
  return [
    `throughcare stats ${statistic.name}: ${statistic.summary}`,
    '',
    statistic.method,
    '',
    ...options.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    'Fields of the JSON:',
    ...fields.map(([field, meaning]) => `  ${field}: ${meaning}`),
    '',
    statistic.examples.length > 1 ? 'Examples:' : 'Example:',
    ...statistic.examples.map(example => `  ${example}`),
  ].join('\n');
}

function optionLine(statistic: Subcommand, name: OptionName): [string, string] {
  const { kind, value, help } = specOf(name);
  const use = statistic.uses[name] ?? {};
  const written = kind === 'flag' ? '' : ` ${use.choices?.join('|') ?? value ?? 'VALUE'}`;
  const said = use.default === undefined ? '' : ` Default: ${String(use.default)}.`;
  return [`--${name}${written}`, `${use.help ?? help}${use.required ? ' Required.' : said}`];
}
