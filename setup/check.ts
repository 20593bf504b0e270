import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { staleKernels } from './kernels.ts';
import { wrongImports } from './rooms.ts';

const root = join(import.meta.dirname, '..');

interface Check {
  readonly name: string;
  readonly run: () => Promise<string> | string;
}

/** A tool of the lock file, run on the whole house. Gives what it said when it found something, else ''. */
function tool(name: string, args: string[]): string {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', name), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return result.status === 0 ? '' : `${result.stdout}${result.stderr}${result.error?.message ?? ''}`;
}

const checks: readonly Check[] = [
  { name: 'types', run: () => tool('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']) },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', ['--quiet', '.']) },
  {
    name: 'format',
    run: () =>
      tool('prettier/bin/prettier.cjs', [
        '--check',
        '--log-level',
        'warn',
        '--cache',
        '--cache-location',
        'node_modules/.cache/formatted',
        '.',
      ]),
  },
  { name: 'kernels: as their source gives them', run: staleKernels },
  { name: 'rooms: who imports whom', run: async () => (await wrongImports(root)).join('\n') },
];

/** The quick part: types, lint, format, kernels and the lines between rooms. Gives how many passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const one of checks) {
    const fault = await one.run();
    if (fault) failed++;
    console.log(fault ? `✖ ${one.name}\n${fault}` : `✔ ${one.name}`);
  }
  return { passed: checks.length - failed, failed };
}

if (import.meta.main) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
