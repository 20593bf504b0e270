import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { study } from '../../../src/commands/study/study.ts';
import { calling } from '../calling.ts';

export const root = join(import.meta.dirname, '..', '..', '..', '..');

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** `throughcare study …` within this process. */
export const call = calling(study);

/** `throughcare study …` as a process of its own. `shell` may set limits first. */
export function spawned(cwd: string, args: readonly string[], shell = ''): Promise<Said> {
  const main = join(root, 'cli', 'src', 'main.ts');
  const child =
    shell === ''
      ? spawn(process.execPath, [main, 'study', ...args], { cwd })
      : spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, main, 'study', ...args], { cwd });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => void (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => void (err += piece.toString()));
  return new Promise(resolve => {
    child.on('close', status => resolve({ status, out, err }));
  });
}

/** A folder that is gone after the test file. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare study '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Place {
  readonly folder: string;
  readonly file: string;
  readonly lock: string;
  readonly ledger: string;
  readonly results: string;
}

/** The first study of the examples in a folder of its own, perhaps with another protocol. */
export function firstStudy(change: (protocol: string) => string = text => text): Place {
  const folder = freshFolder();
  cpSync(join(root, 'examples', 'first-study'), folder, { recursive: true });
  // A lock or ledger that somebody made while trying the example.
  for (const made of ['ledger', 'study.lock.json'])
    rmSync(join(folder, made), { recursive: true, force: true });
  const file = join(folder, 'study.yaml');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return {
    folder,
    file,
    lock: join(folder, 'study.lock.json'),
    ledger: join(folder, 'ledger'),
    results: join(folder, 'results'),
  };
}

export function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
