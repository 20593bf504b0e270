import { suggest } from '@throughcare/evidence';
import type { StudySubcommand } from './subcommand.ts';

/** The call itself was wrong: an option that means nothing here, or one that is missing. Exit status 2. */
export class WrongStudyCall extends Error {
  override readonly name = 'WrongStudyCall';
}

/** What one call names. */
export interface StudyCall {
  /** What is named without an option; empty where the step needs none. */
  readonly operand: string;
  /** The value of an option that must be given. */
  required(option: string): string;
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

/** Reads `--name value` and `--name=value`; refuses in a sentence what the step does not use. */
export function readStudyCall(args: readonly string[], step: StudySubcommand): StudyCall {
  const given = new Map<string, string>();
  const operands: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(args[i]) ?? [];
    if (name === undefined) {
      operands.push(args[i]);
      continue;
    }
    const option = step.options.find(one => one.name === name);
    if (option === undefined) {
      const known = step.options.map(one => `--${one.name}`);
      throw new WrongStudyCall(`study ${step.name} has no option --${name}.${suggest(`--${name}`, known)}`);
    }
    if (given.has(name)) throw new WrongStudyCall(`--${name} is given twice. Give it once.`);
    if (option.value === undefined) {
      if (inline !== undefined) throw new WrongStudyCall(`--${name} takes no value; "${inline}" was given.`);
      given.set(name, '');
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined || value.startsWith('--') || value.trim() === '')
      throw new WrongStudyCall(`--${name} needs a value: --${name} ${option.value}.`);
    given.set(name, value);
  }
  refuseOperands(operands, step);
  const missing = step.options.filter(({ name, required }) => required === true && !given.has(name));
  if (missing.length > 0) {
    const needs = missing.map(({ name, value = '' }) => `--${name} ${value}`).join(', ');
    throw new WrongStudyCall(`study ${step.name} also needs ${needs}.`);
  }
  return {
    operand: operands[0] ?? '',
    required: option => given.get(option) ?? '',
    text: option => given.get(option),
    flag: option => given.has(option),
  };
}

function refuseOperands(operands: readonly string[], { name, operand }: StudySubcommand): void {
  const wanted = operand === undefined ? 0 : 1;
  if (operands.length === wanted && operands[0] !== '') return;
  if (operand === undefined)
    throw new WrongStudyCall(`study ${name} takes options only; "${operands[0]}" was given.`);
  throw new WrongStudyCall(
    operands.length > 1
      ? `study ${name} takes one ${operand.name}; ${operands.length} were given: ${operands.join(', ')}.`
      : `study ${name} needs ${operand.name}: ${operand.help}`,
  );
}
