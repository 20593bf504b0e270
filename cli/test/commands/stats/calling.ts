import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatch } from '../../../src/dispatch.ts';
import { stats } from '../../../src/commands/stats/stats.ts';

export const root = join(import.meta.dirname, '..', '..', '..', '..');

/** The path of a fixture of evidence, where its source is noted. */
export function fixture(file: string): string {
  return join(root, 'evidence', 'test', 'fixtures', file);
}

export function fixtureJson(file: string): unknown {
  return JSON.parse(readFileSync(fixture(file), 'utf8'));
}

export interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** `throughcare stats` with these arguments; a text is split at spaces. */
export async function say(...args: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const words = args.flatMap(arg => (arg.includes('/') || arg.includes('\\') ? [arg] : arg.split(' ')));
  const status = await dispatch([stats], ['stats', ...words], {
    out: text => void (said.out += text),
    err: text => void (said.err += text),
  });
  return { status, ...said };
}

/** The JSON of a call that succeeds, in which nothing is null. */
export async function json<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { status, out, err } = await say(...args, '--json');
  assert.equal(status, 0, err);
  return JSON.parse(out, (key, value: unknown) => {
    assert.notEqual(value, null, key);
    return value;
  }) as T;
}

const folder = mkdtempSync(join(tmpdir(), 'throughcare-stats-'));
// With the process, which several files share.
process.once('exit', () => rmSync(folder, { recursive: true }));
let files = 0;

/** A file of the given text for one test. */
export function fileOf(text: string): string {
  const path = join(folder, `file-${++files}.csv`);
  writeFileSync(path, text);
  return path;
}

/** Figures equal to R's, each relative to itself or, near 0, to `floor`. */
export function assertFigures(
  got: readonly number[],
  want: readonly number[],
  about: string,
  relative = 1e-8,
  floor = 1e-6,
): void {
  assert.equal(got.length, want.length, `${about}: how many`);
  want.forEach((value, k) => {
    const apart = Math.abs(got[k] - value);
    assert.ok(
      apart <= relative * Math.max(Math.abs(value), floor),
      `${about} ${k}: ${got[k]} is not ${value}`,
    );
  });
}
