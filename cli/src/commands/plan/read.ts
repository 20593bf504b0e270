import { accessSync, constants, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ScenarioError, readScenario, readSeries } from '@throughcare/planning';
import type { ObservedSeries, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';

/** Reads a scenario and whatever it extends from the disk. */
export const readScenarioFile = (file: string): Scenario => readScenario(file, readText);

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new RangeError(
      `${file} can't be read (${error.code}). Check the name; a file named after extends: is looked for beside ` +
        'the file that names it.',
    );
  }
}

/** Writes a file. @throws RangeError when it cannot be written, with why and the mend */
export function writeText(file: string, text: string, mode?: number): void {
  try {
    writeFileSync(file, text, mode === undefined ? {} : { mode });
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw cannotBeWritten(file, String(error.code));
  }
}

/**
 * Asks before a long run, so that its result is not lost. @throws RangeError when the file named can't be written
 */
export function mustBeWritable(file: string | undefined): void {
  if (file === undefined) return;
  const there = statSync(file, { throwIfNoEntry: false });
  try {
    if (there?.isDirectory()) throw cannotBeWritten(file, 'EISDIR');
    accessSync(there ? file : dirname(file), constants.W_OK);
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw cannotBeWritten(file, String(error.code));
  }
}

function cannotBeWritten(file: string, code: string): RangeError {
  const why: Readonly<Record<string, string>> = {
    ENOENT: 'its folder is not there',
    ENOTDIR: 'what should be its folder is a file',
    EISDIR: 'it is a folder',
    EACCES: 'it may not be written',
    EROFS: 'nothing may be written there',
  };
  return new RangeError(
    `${file} can't be written: ${why[code] ?? code}. Name a file in a folder that is there, such as --out result.txt.`,
  );
}

export function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} was ${text}; a whole number is needed.`);
  return Number(text);
}

/**
 * The one plan that a call names, and the one series as that plan reads it.
 *
 * @throws RangeError when it names others
 */
export function readPlanAndSeries(named: readonly string[]): {
  readonly file: string;
  readonly scenario: Scenario;
  readonly series: ObservedSeries;
} {
  const [file, series, ...others] = named;
  if (file === undefined || series === undefined || others.length > 0) {
    throw new RangeError('Name one scenario file and one series: FILE.yaml SERIES.csv.');
  }
  const scenario = readScenarioFile(file);
  return { file, scenario, series: readSeries(series, readText(series), scenario) };
}

/** The whole number of an option, when it lies between these. */
export function within(name: string, text: string, least: number, most: number): number {
  const value = wholeNumber(name, text);
  if (value < least || value > most) {
    throw new RangeError(`--${name} was ${text}; it can be from ${least} to ${most}.`);
  }
  return value;
}

/** Does the work; what is wrong with the call or with a file becomes sentences and exit 2. */
export async function orSay(io: Io, usage: string, work: () => number | Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const isCall =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE');
    if (isCall) io.err(`${error.message}\n\n${usage}\n`);
    else if (error instanceof ScenarioError || error instanceof RangeError || isFileError(error)) {
      io.err(`${error.message}\nNothing was run.\n`);
    } else throw error;
    return 2;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
