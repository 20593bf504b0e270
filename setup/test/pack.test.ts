import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { libraries, packLibraries } from '../pack.ts';

const root = join(import.meta.dirname, '..', '..');
let folder = '';

/** What others would do: an empty folder, the tarballs, and the packages that these name, already fetched. */
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-installed-'));
  const tarballs = await packLibraries(join(folder, 'tarballs'));
  for (const [i, room] of libraries.entries()) {
    const home = join(folder, 'node_modules', '@throughcare', room);
    mkdirSync(home, { recursive: true });
    succeed('tar', ['-xzf', tarballs[i], '-C', home, '--strip-components=1']);
    for (const name of Object.keys(manifestOf(room).dependencies ?? {})) fetched(name);
  }
  for (const name of ['typescript', '@types/node']) fetched(name);
});
after(() => rmSync(folder, { recursive: true }));

function fetched(name: string): void {
  if (name.startsWith('@throughcare/')) return;
  const link = join(folder, 'node_modules', name);
  mkdirSync(dirname(link), { recursive: true });
  try {
    symlinkSync(join(root, 'node_modules', name), link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function manifestOf(room: string) {
  const file = join(folder, 'node_modules', '@throughcare', room, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')) as {
    readonly dependencies?: Record<string, string>;
    readonly private?: boolean;
  };
}

function succeed(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}${error?.message ?? ''}`);
  return stdout;
}

test('a tarball holds JavaScript with its declarations, and no TypeScript source', () => {
  for (const room of libraries) {
    const home = join(folder, 'node_modules', '@throughcare', room);
    const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
    // What stands in kernels/ is AssemblyScript, beside the WebAssembly made of it.
    const sources = files.filter(file => /^(?!kernels).*(?<!\.d)\.ts$/.test(file));
    assert.deepEqual(sources, [], room);
    assert.ok(files.includes(join('src', 'index.js')) && files.includes(join('src', 'index.d.ts')), room);
    assert.ok(files.includes('README.md') && files.includes('LICENSE'), room);
    assert.equal(manifestOf(room).private, undefined);
  }
});

test('every example of every library runs in the folder into which it was installed, and says something', () => {
  for (const room of libraries) {
    const examples = join(folder, 'node_modules', '@throughcare', room, 'examples');
    const scripts = readdirSync(examples).filter(file => file.endsWith('.js'));
    assert.ok(scripts.length > 0, `${room} has no example`);
    for (const script of scripts) {
      const said = succeed(process.execPath, [join(examples, script)]);
      assert.ok(said.trim().length > 0, `${room}: ${basename(script)}`);
      assert.doesNotMatch(said, /\bNaN\b|undefined|\bInfinity\b/, `${room}: ${basename(script)}`);
    }
  }
});

test('a strict TypeScript program may import every library by its declarations alone', () => {
  const imports = libraries.map((room, i) => `import * as library${i} from '@throughcare/${room}';`);
  const used = `console.log([${libraries.map((_, i) => `library${i}`).join(', ')}].map(one => Object.keys(one).length));`;
  writeFileSync(join(folder, 'program.mts'), `${imports.join('\n')}\n${used}\n`);
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'esnext', '--types', 'node'];
  const compiler = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  succeed(process.execPath, [compiler, ...options, 'program.mts']);
});
