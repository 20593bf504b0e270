import { suggest } from '@throughcare/evidence';
import { isOption, specOf } from './options.ts';
import type { OptionName } from './options.ts';
import { WrongCall } from './refusal.ts';
import type { Subcommand, Use } from './subcommand.ts';

type OptionValue = string | number | boolean | readonly string[] | readonly number[];

/** The options of one call, read and checked. An accessor of the wrong kind is a fault of the program. */
export interface Call {
  readonly values: ReadonlyMap<OptionName, OptionValue>;
  has(name: OptionName): boolean;
  text(name: OptionName): string;
  number(name: OptionName): number;
  numbers(name: OptionName): readonly number[];
  columns(name: OptionName): readonly string[];
  flag(name: OptionName): boolean;
}

/** Reads `--name value` and `--name=value`; refuses in a sentence what the statistic does not use. */
export function readCall(args: readonly string[], statistic: Subcommand): Call {
  const given = new Map<OptionName, OptionValue>();
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = optionOf(args[i], statistic);
    if (given.has(name)) throw new WrongCall(`--${name} is given twice. Give it once.`);
    if (specOf(name).kind === 'flag') {
      const word = inline ?? (/^(true|false)$/i.test(args[i + 1] ?? '') ? args[++i] : 'true');
      if (!/^(true|false)$/i.test(word))
        throw new WrongCall(`--${name} takes no value; "${word}" was given.`);
      given.set(name, word.toLowerCase() === 'true');
      continue;
    }
    const value = inline ?? args[++i];
    if (value === undefined || value.startsWith('--') || value.trim() === '') {
      throw new WrongCall(`--${name} needs a value: --${name} ${specOf(name).value ?? '…'}.`);
    }
    given.set(name, valueOf(name, value.trim(), statistic.uses[name] ?? {}));
  }
  const missing = used(statistic).filter(name => statistic.uses[name]?.required && !given.has(name));
  if (missing.length > 0) {
    const needs = missing.map(name => `--${name} ${specOf(name).value ?? '…'}`);
    throw new WrongCall(`stats ${statistic.name} also needs ${needs.join(', ')}.`);
  }
  const values = new Map<OptionName, OptionValue>();
  for (const name of used(statistic)) {
    const value = given.get(name) ?? statistic.uses[name]?.default;
    if (value !== undefined) values.set(name, value);
  }
  requireOneRole(values);
  return callOf(values);
}

/** Options that each need a column of their own: a covariate that is also the outcome explains itself. */
const ROLES: readonly OptionName[] = ['time', 'start', 'stop', 'event', 'treatment', 'outcome', 'weights'];

function requireOneRole(values: ReadonlyMap<OptionName, OptionValue>): void {
  const covariates = (values.get('covariates') ?? []) as readonly string[];
  for (const [k, role] of ROLES.entries()) {
    const name = values.get(role);
    if (typeof name !== 'string') continue;
    const other = ROLES.slice(k + 1).find(one => values.get(one) === name);
    if (other === undefined && !covariates.includes(name)) continue;
    throw new WrongCall(
      `${name} is named by --${role} and by --${other ?? 'covariates'}; a column can be one of them. Leave it out of the other.`,
    );
  }
}

function callOf(values: ReadonlyMap<OptionName, OptionValue>): Call {
  const get = (name: OptionName): OptionValue => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`--${name} was asked for without being required`);
    return value;
  };
  return {
    values,
    has: name => values.has(name),
    text: name => String(get(name)),
    number: name => Number(get(name)),
    numbers: name => get(name) as readonly number[],
    columns: name => {
      const value = values.get(name) ?? [];
      return typeof value === 'string' ? [value] : (value as readonly string[]);
    },
    flag: name => values.get(name) === true,
  };
}

/** The options a statistic uses, in the order of its own list, `--json` last. */
export function used(statistic: Subcommand): OptionName[] {
  return [...(Object.keys(statistic.uses) as OptionName[]), 'json'];
}

function optionOf(word: string, statistic: Subcommand): [OptionName, string | undefined] {
  if (!word.startsWith('--')) {
    const hint = word.startsWith('-')
      ? 'Options are written with two dashes.'
      : 'Name a file by --data FILE.';
    throw new WrongCall(`"${word}" stands alone. ${hint}`);
  }
  const at = word.indexOf('=');
  const name = at === -1 ? word.slice(2) : word.slice(2, at);
  const allowed = used(statistic);
  if (!isOption(name)) {
    throw new WrongCall(`There is no option --${name}.${suggest(name, allowed.map(String))}`);
  }
  if (!allowed.includes(name)) {
    const list = allowed.map(one => `--${one}`).join(', ');
    throw new WrongCall(`stats ${statistic.name} does not use --${name}. It uses ${list}.`);
  }
  return [name, at === -1 ? undefined : word.slice(at + 1)];
}

function valueOf(name: OptionName, text: string, use: Use): OptionValue {
  switch (specOf(name).kind) {
    case 'number':
      return numberOf(name, text);
    case 'numbers':
      return text.split(',').map(part => numberOf(name, part.trim()));
    case 'columns': {
      const names = text.split(',').map(part => part.trim());
      const twice = names.find((one, i) => names.indexOf(one) !== i);
      if (twice !== undefined) throw new WrongCall(`--${name} names ${twice} twice.`);
      if (names.includes(''))
        throw new WrongCall(`--${name} is "${text}": a name is missing between commas.`);
      return names;
    }
    case 'choice': {
      const choices = use.choices ?? [];
      const chosen = choices.find(choice => choice.toLowerCase() === text.toLowerCase());
      if (chosen === undefined) {
        throw new WrongCall(`--${name} is "${text}"; it may be ${choices.join(', ')}.`);
      }
      return chosen;
    }
    default:
      return text;
  }
}

function numberOf(name: OptionName, text: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value))
    throw new WrongCall(`--${name} is "${text}"; it must be a number.`);
  return value;
}

/** A number option held to a range, in words. */
export function between(call: Call, name: OptionName, low: number, high: number, words: string): number {
  const value = call.number(name);
  if (!(value > low && value < high)) throw new WrongCall(`--${name} is ${value}; it must be ${words}.`);
  return value;
}

/** The confidence level. */
export function levelOf(call: Call): number {
  return between(call, 'level', 0, 1, 'between 0 and 1, such as 0.95');
}
