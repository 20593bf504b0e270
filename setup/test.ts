import { run } from 'node:test';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { check } from './check.ts';

const root = join(import.meta.dirname, '..');

/** Files that take longer together hang; the others shall still be told. */
const HANGS_AFTER = 30 * 60_000;

/** Begun first, so that what is left at the end is short and every processor has work until then. */
const dearest = ['web', 'cli', 'evidence', 'planning', 'records'];

interface Told {
  passed: number;
  readonly failures: string[];
}

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

function placeOf(file: string): number {
  const place = dearest.indexOf(file.split('/')[0]);
  return place === -1 ? dearest.length : place;
}

async function testFiles(): Promise<string[]> {
  const files = await Array.fromAsync(
    glob('{*,setup}/test/**/*.test.ts', { cwd: root, exclude: ['node_modules'] }),
  );
  const wanted = rooms.length > 0 ? files.filter(file => rooms.some(room => file.startsWith(room))) : files;
  if (wanted.length === 0) throw new Error(`No tests are named by ${rooms.join(' ')}.`);
  return wanted.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

/**
 * Files that stand next to each other share a process, one after the other, so that Node is started and the modules of their
 * room are loaded once for all of them: a page takes a second to load and often less to be tested. One process more
 * than there are processors: a file often waits for a time to pass.
 */
async function runTests(files: string[]): Promise<Told> {
  const told: Told = { passed: 0, failures: [] };
  const waiting = inShares(files);
  const takeTurns = async () => {
    for (let share = waiting.shift(); share; share = waiting.shift()) await runShare(share, told);
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, takeTurns));
  return told;
}

/** Up to so many files, of one of the dearest rooms or of the others, in their order. */
function inShares(files: readonly string[], most = 8): string[][] {
  const shares: string[][] = [];
  for (const file of files) {
    const last = shares.at(-1);
    if (last && last.length < most && placeOf(last[0]) === placeOf(file)) last.push(file);
    else shares.push([file]);
  }
  return shares;
}

function runShare(files: readonly string[], told: Told): Promise<void> {
  const together = join(root, 'setup/test-together.ts');
  const shortName = (file: string) => file.slice(root.length + 1);
  const unfinished = new Set(files);
  const fail = (failure: string) => {
    told.failures.push(failure);
    console.log(failure);
  };
  return new Promise((resolve, reject) => {
    run({ files: [together], argv: files.map(file => join(root, file)), cwd: root, timeout: HANGS_AFTER })
      .on('test:pass', test => {
        if (test.details.type === 'suite') unfinished.delete(shortName(test.name));
        if (test.details.type === 'suite' || test.name === test.file) return;
        told.passed++;
        console.log(`✔ ${shortName(test.file!)}: ${test.name} (${Math.round(test.details.duration_ms)} ms)`);
      })
      .on('test:fail', test => {
        if (test.details.type === 'suite') unfinished.delete(shortName(test.name));
        const error = test.details.error as Error & { failureType?: string };
        if (error.failureType === 'subtestsFailed') return;
        const { cause } = error;
        const name =
          test.name === together
            ? files.join(', ')
            : test.file === together
              ? shortName(test.name)
              : `${shortName(test.file!)}: ${test.name}`;
        // With what caused it: of a property that fails, the stack alone says only that one did.
        fail(`✖ ${name}\n${cause instanceof Error ? inspect(cause) : String(cause)}`);
      })
      // What went wrong after the test that began it had ended.
      .on('test:diagnostic', ({ message }) => message.startsWith('Error:') && console.log(message))
      .on('test:stderr', ({ message }) => process.stderr.write(message))
      .on('error', reject)
      .on('end', () => {
        for (const file of unfinished)
          fail(`✖ ${file}\nIt did not come to its end: the process in which it ran had ended before.`);
        resolve();
      })
      .resume();
  });
}
