import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folders = ['numerics', 'evidence'].map(room => join(root, room, 'kernels'));

/** Compiles each AssemblyScript kernel and gives, by the path of its committed .wasm, the bytes that it should have. */
function compileKernels(): Map<string, Uint8Array> {
  const out = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    return new Map(
      folders.flatMap(folder =>
        readdirSync(folder)
          .filter(name => name.endsWith('.ts'))
          .map(source => [join(folder, wasmOf(source)), compile(folder, source, out)] as const),
      ),
    );
  } finally {
    rmSync(out, { recursive: true });
  }
}

const wasmOf = (source: string): string => source.replace(/\.ts$/, '.wasm');

function compile(folder: string, source: string, out: string): Uint8Array {
  const wasm = join(out, wasmOf(source));
  const asc = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
  // Paths are relative to the folder, so that the bytes do not depend on where the house stands.
  const args = [asc, source, '--outFile', wasm, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(
      `${folder.slice(root.length + 1)}/${source} does not compile.\n${result.stdout}${result.stderr}`,
    );
  }
  return readFileSync(wasm);
}

/** Says which committed kernels are not what their source gives; '' when all are. */
export function staleKernels(): string {
  const stale = [...compileKernels()].filter(([path, bytes]) => !sameAsFile(path, bytes));
  return stale
    .map(([path]) => `${path.slice(root.length + 1)} is not what its source gives: run node setup/kernels.ts`)
    .join('\n');
}

function sameAsFile(path: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

if (import.meta.main) for (const [path, bytes] of compileKernels()) writeFileSync(path, bytes);
