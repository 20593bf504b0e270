import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The rooms that are libraries in their own right, each after those it imports. */
export const libraries = ['numerics', 'charts', 'linkage', 'evidence', 'planning'] as const;

/**
 * Makes a tarball of each library as it would be published: JavaScript and type declarations in place of TypeScript,
 * examples with it, and whatever else its package.json lists under `files`. Here the sources run as they stand; an
 * installed package may not be TypeScript, because Node strips no types below node_modules. Gives the tarballs' paths.
 */
export async function packLibraries(into: string): Promise<string[]> {
  const staging = mkdtempSync(join(tmpdir(), 'throughcare-pack-'));
  try {
    emit(staging);
    await rewriteSpecifiers(staging);
    mkdirSync(into, { recursive: true });
    return libraries.map(room => pack(room, join(staging, room), into));
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function emit(staging: string): void {
  const config = join(staging, 'tsconfig.json');
  const own = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: root,
      outDir: staging,
      typeRoots: [join(root, 'node_modules', '@types')],
    },
    include: libraries.flatMap(room => [
      join(root, room, 'src', '**', '*.ts'),
      join(root, room, 'examples', '**', '*.ts'),
    ]),
  };
  writeFileSync(config, JSON.stringify(own));
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config], root);
  rmSync(config);
}

/** The compiler leaves `.ts` in declarations, and in the addresses of workers, where it sees a string only. */
async function rewriteSpecifiers(staging: string): Promise<void> {
  for await (const file of glob('**/*.{js,d.ts}', { cwd: staging })) {
    const path = join(staging, file);
    const text = readFileSync(path, 'utf8');
    const rewritten = file.endsWith('.d.ts')
      ? text.replaceAll(/((?:from|import\()\s*['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2')
      : text.replaceAll(/(new URL\(\s*['"]\.[^'"]+)\.ts(['"],\s*import\.meta\.url)/g, '$1.js$2');
    if (rewritten !== text) writeFileSync(path, rewritten);
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly type: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
}

function pack(room: string, folder: string, into: string): string {
  const {
    name,
    version,
    description,
    license,
    type,
    exports,
    dependencies,
    files = [],
  } = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as Manifest;
  for (const file of [...files, 'README.md'])
    cpSync(join(root, room, file), join(folder, file), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const published = {
    name,
    version,
    description,
    license,
    type,
    engines: { node: '>=22' },
    exports: Object.fromEntries(Object.entries(exports).map(([door, source]) => [door, compiled(source)])),
    dependencies,
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  const npm = process.env['npm_execpath'];
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  run(command, [...first, 'pack', '--ignore-scripts', '--pack-destination', into], folder);
  const tarball = join(into, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  if (!existsSync(tarball)) throw new Error(`npm pack left no ${tarball}.`);
  return tarball;
}

/** What stands in for a source when it is published. */
function compiled(source: string): { types: string; default: string } {
  const stem = source.replace(/\.ts$/, '');
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
}

function run(command: string, args: string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error?.message ?? ''}`);
}

if (import.meta.main) {
  const into = join(root, process.argv[2] ?? 'packages');
  for (const tarball of await packLibraries(into)) console.log(tarball);
}
