import type { StudySubcommand } from './subcommand.ts';
import { STEPS } from './subcommands.ts';

const widest = Math.max(...STEPS.map(({ name }) => name.length));

export const usage = [
  'throughcare study <step>',
  '',
  ...STEPS.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`),
  '',
  ...STEPS.map(callOf),
  '',
  'throughcare study help <step> says what a step reads and leaves behind, its options, and gives an example that runs.',
  'Results go to standard output, talk to standard error. What cannot be done is said in a sentence, with status 1, and a',
  'wrong call with status 2.',
].join('\n');

/** How a step is called, in one line. */
export function callOf({ name, operand, options }: StudySubcommand): string {
  const written = options.map(({ name: option, value, required }) => {
    const words = value === undefined ? `--${option}` : `--${option} ${value}`;
    return required === true ? words : `[${words}]`;
  });
  return ['throughcare study', name, ...(operand === undefined ? [] : [operand.name]), ...written].join(' ');
}

export function helpFor(step: StudySubcommand): string {
  const { name, summary, words, operand, options, example } = step;
  const rows = [
    ...(operand === undefined ? [] : [[operand.name, operand.help]]),
    ...options.map(option => [
      option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`,
      `${option.help}${option.required === true ? ' Required.' : ''}`,
    ]),
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `throughcare study ${name}: ${summary}`,
    '',
    words,
    '',
    callOf(step),
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    'Example:',
    `  ${example}`,
  ].join('\n');
}
