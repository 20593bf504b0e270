import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { stats } from '../../../src/commands/stats/stats.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const fixtures = join(root, 'evidence', 'test', 'fixtures');
const folder = mkdtempSync(join(tmpdir(), 'throughcare-stats-'));
after(() => rmSync(folder, { recursive: true }));

/** A data set of the evidence room's tests. */
export const fixture = (name: string): string => join(fixtures, name);

/** A small file of our own. */
export function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

export interface Said {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `throughcare stats …` and collects what it says. */
export async function call(...args: string[]): Promise<Said> {
  let [out, err] = ['', ''];
  const status = await stats.run(args, { out: text => (out += text), err: text => (err += text) });
  return { status, out, err };
}

/** The JSON of a call that has to succeed. */
export async function json<T>(...args: string[]): Promise<T> {
  const { status, out, err } = await call(...args, '--json');
  assert.equal(status, 0, err);
  return JSON.parse(out) as T;
}

/** Passes when `got` lies within `relative` of `want` (absolutely, for a `want` near 0). */
export function near(got: number, want: number, about = '', relative = 1e-8): void {
  assert.ok(
    Math.abs(got - want) <= relative * Math.max(Math.abs(want), 1e-6),
    `${about} ${got} is not ${want}`,
  );
}
