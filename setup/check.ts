import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { staleKernels } from './kernels.ts';
import { wrongImports } from './rooms.ts';

const root = join(import.meta.dirname, '..');

interface Check {
  readonly name: string;
  readonly run: () => Promise<string> | string;
}

/** A tool of the lock file, run on the whole house. Gives what it said when it found something, else ''. */
async function tool(name: string, args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'node_modules', name), ...args], { cwd: root });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const said = await Promise.all([text(child.stdout), text(child.stderr)]);
  return (await ended) === 0 ? '' : said.join('') || `${name} ended without a word.`;
}

/** One after the other: together the first two would fill the memory of a small machine. */
const inTurn: readonly Check[] = [
  {
    name: 'types',
    run: () =>
      tool('typescript/bin/tsc', [
        '--noEmit',
        '-p',
        'tsconfig.json',
        '--incremental',
        '--tsBuildInfoFile',
        'node_modules/.cache/types.tsbuildinfo',
      ]),
  },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', ['--quiet', '.']) },
  { name: 'kernels: as their source gives them', run: staleKernels },
  { name: 'rooms: who imports whom', run: async () => (await wrongImports(root)).join('\n') },
];

/** One thread's work that takes longest, so it goes beside the others. */
const format: Check = {
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
};

/** The quick part: types, lint, format, kernels and the lines between rooms. Gives how many passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const told = { passed: 0, failed: 0 };
  const tell = (name: string, fault: string) => {
    told[fault ? 'failed' : 'passed']++;
    console.log(fault ? `✖ ${name}\n${fault}` : `✔ ${name}`);
  };
  const formatted = format.run();
  for (const { name, run } of inTurn) tell(name, await run());
  tell(format.name, await formatted);
  return told;
}

if (import.meta.main) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
