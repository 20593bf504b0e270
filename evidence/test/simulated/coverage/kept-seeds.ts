import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { KEPT_SEEDS, SEEDS } from './how-many.ts';

/** What was found in one world: what it is, in words, and figures. */
type Finding = Readonly<Record<string, string | number>> & { readonly seed: number };

/**
 * 200 worlds take minutes, so what was found in each of them is kept in a file, and the tests of averages and coverage
 * read all of it. That the engine still finds the same is worked out anew in the first few worlds, to six digits of the
 * greatest figure of a finding: whatever moves an estimate or its error moves it in these worlds too, by far more than that
 * and far more than an average of 200 would show. What remains for the long form is a fault that some worlds alone
 * bring out, as data on which a fit fails would be.
 */
const AGAIN = 6;

/** What is found in `SEEDS` worlds. `worker` takes a list of seeds and answers with the findings of each. */
export async function findingsOf<T extends Finding>(name: string, worker: URL): Promise<readonly T[]> {
  const file = new URL(`./kept/${name}.tsv`, import.meta.url);
  if (process.env['THROUGHCARE_WRITE_SEEDS'] !== undefined) {
    const found = await workedOut<T>(worker, KEPT_SEEDS);
    writeFileSync(file, asText(found));
    return found;
  }
  const kept = readText(readFileSync(file, 'utf8')) as unknown as readonly T[];
  assert.deepEqual(
    [...new Set(kept.map(({ seed }) => seed))],
    Array.from({ length: KEPT_SEEDS }, (_, k) => k + 1),
  );
  const isLong = process.env['THROUGHCARE_SEEDS'] !== undefined;
  const found = await workedOut<T>(worker, isLong ? SEEDS : AGAIN);
  const both = (one: T): boolean => one.seed <= KEPT_SEEDS && one.seed <= (isLong ? SEEDS : AGAIN);
  assertSame(found.filter(both), kept.filter(both));
  return isLong ? found : kept;
}

/** On two threads, in the order of seeds. */
async function workedOut<T extends Finding>(worker: URL, worlds: number): Promise<readonly T[]> {
  const seeds = Array.from({ length: worlds }, (_, k) => k + 1);
  const halves = [0, 1].map(async half => {
    const running = new Worker(worker, { workerData: seeds.filter(seed => seed % 2 === half) });
    const [found] = (await once(running, 'message')) as [T[]];
    return found;
  });
  return (await Promise.all(halves)).flat().sort((a, b) => a.seed - b.seed);
}

function assertSame(found: readonly Finding[], kept: readonly Finding[]): void {
  assert.equal(found.length, kept.length);
  for (const [k, one] of found.entries()) {
    const scale = Math.max(...Object.entries(one).map(([name, x]) => (name === 'seed' ? 0 : size(x))));
    for (const [name, value] of Object.entries(one)) {
      const before = kept[k][name];
      const same =
        typeof value === 'number' && typeof before === 'number'
          ? Math.abs(value - before) <= 1e-6 * scale
          : value === before;
      assert.ok(
        same,
        `World ${one.seed}: ${JSON.stringify(one)} has not the ${name} that is kept, ${before}. If that is meant, ` +
          'THROUGHCARE_WRITE_SEEDS=1 npm test -- evidence/test/simulated holds 200 worlds to the truth and keeps them.',
      );
    }
  }
}

const size = (value: string | number): number => (typeof value === 'number' ? Math.abs(value) : 0);

function asText(found: readonly Finding[]): string {
  const line = (one: Finding) =>
    Object.values(one).map(value =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(8)) : value,
    );
  return [Object.keys(found[0]), ...found.map(line)].map(cells => `${cells.join('\t')}\n`).join('');
}

function readText(text: string): Finding[] {
  const [names, ...rows] = text
    .trimEnd()
    .split('\n')
    .map(line => line.split('\t'));
  const valueOf = (cell: string) => (/^[-\d.e]+$/.test(cell) ? Number(cell) : cell);
  return rows.map(
    cells => Object.fromEntries(names.map((name, k) => [name, valueOf(cells[k])])) as unknown as Finding,
  );
}
