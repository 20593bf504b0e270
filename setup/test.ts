import { run } from 'node:test';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { check } from './check.ts';

const root = join(import.meta.dirname, '..');

/** A file that takes longer hangs; the others shall still be told. */
const HANGS_AFTER = 15 * 60_000;

/** Everything: the quick checks, then every test of every room. With names after `--`, only those rooms. */
const rooms = process.argv.slice(2);
const checked = rooms.length > 0 ? { passed: 0, failed: 0 } : await check();
const { startTestClusters } = await import('../records/test/clusters.ts');
const clusters = await startTestClusters();
Object.assign(process.env, clusters.env);
try {
  const tested = await runTests(await testFiles());
  const failed = checked.failed + tested.failures.length;
  // Once more at the end, where a long output is read first and a shortened one still has it.
  for (const failure of tested.failures) console.log(`\n${failure}`);
  console.log(`\n${checked.passed + tested.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await clusters.stop();
}

async function testFiles(): Promise<string[]> {
  const files = await Array.fromAsync(
    glob('{*,setup}/test/**/*.test.ts', { cwd: root, exclude: ['node_modules'] }),
  );
  const wanted = rooms.length > 0 ? files.filter(file => rooms.some(room => file.startsWith(room))) : files;
  if (wanted.length === 0) throw new Error(`No tests are named by ${rooms.join(' ')}.`);
  // The pages last in the alphabet and longest: begun at the end, one of them would run on alone.
  return wanted
    .sort()
    .reverse()
    .map(file => join(root, file));
}

/** Each file in a process of its own. One more at a time than there are processors: a file often waits for a time to pass. */
function runTests(files: string[]): Promise<{ passed: number; failures: string[] }> {
  const told = { passed: 0, failures: [] as string[] };
  const shortName = (file: string | undefined) => (file ? file.slice(root.length + 1) : '');
  return new Promise((resolve, reject) => {
    run({ files, concurrency: availableParallelism() + 1, cwd: root, timeout: HANGS_AFTER })
      .on('test:pass', test => {
        if (test.details.type === 'suite' || test.name === test.file) return;
        told.passed++;
        console.log(`✔ ${shortName(test.file)}: ${test.name} (${Math.round(test.details.duration_ms)} ms)`);
      })
      .on('test:fail', test => {
        const error = test.details.error as Error & { failureType?: string };
        if (error.failureType === 'subtestsFailed') return;
        const { cause } = error;
        // With what caused it: of a property that fails, the stack alone says only that one did.
        const failure = `✖ ${shortName(test.file)}: ${test.name}\n${cause instanceof Error ? inspect(cause) : String(cause)}`;
        told.failures.push(failure);
        console.log(failure);
      })
      .on('test:stderr', ({ message }) => process.stderr.write(message))
      .on('error', reject)
      .on('end', () => resolve(told))
      .resume();
  });
}
