/**
 * Matching, the scores given: nearest within a caliper at 10,000 to 1,000,000 people against a plain C sort of the
 * same scores, and MatchIt's nearest; optimal and full matching at 10,000 against what optmatch took. Both sides run
 * in one go and in turns; a ratio above 1 says how many times the other side's time we took, or it took ours.
 *
 *   node setup/run.mjs benchmarks/matching.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchFull, matchMahalanobis, matchNearest, matchOptimal } from '@throughcare/evidence';
import type { DesignMatrix } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const rounds = 5;
/** Before the clock counts, for the compiler. */
const warming = 3;
const caliper = { width: 0.2, in: 'standard deviations' } as const;

/** Seconds at 10,000 people on 2 cores, R 4.2.2 with optmatch 0.10.8; optmatch is not part of Debian. */
const OPTMATCH = { optimal: 4.3, full: 60 } as const;

const folder = mkdtempSync(join(tmpdir(), 'matching-benchmark-'));
try {
  const sort = compiled();
  const hasMatchIt = spawnSync('Rscript', ['-e', 'library(MatchIt)']).status === 0;
  if (!hasMatchIt)
    console.log('R with MatchIt is not here, so nearest matching stands against the sort alone.\n');
  for (const people of [10_000, 100_000, 1_000_000]) nearest(people, sort, hasMatchIt);
  exact(10_000);
} finally {
  rmSync(folder, { recursive: true });
}

interface Sample {
  readonly scores: Float64Array;
  readonly treated: Uint8Array;
  readonly design: DesignMatrix;
}

/** People with 4 measured covariates and 4 of 0 and 1; a third or so are in the first arm. */
function draw(people: number): Sample {
  const random = stream(20);
  const columns = 9;
  const values = new Float64Array(people * columns);
  const scores = new Float64Array(people);
  const treated = new Uint8Array(people);
  for (let i = 0; i < people; i++) {
    values[i * columns] = 1;
    let eta = -0.9;
    for (let j = 1; j < columns; j++) {
      const x = j < 5 ? random.normal() : random.chance(0.3) ? 1 : 0;
      values[i * columns + j] = x;
      eta += 0.3 * x;
    }
    scores[i] = 1 / (1 + Math.exp(-eta));
    treated[i] = random.chance(scores[i]) ? 1 : 0;
  }
  const names = ['(intercept)', ...Array.from({ length: columns - 1 }, (_, j) => `x${j}`)];
  return { scores, treated, design: { rows: people, columns, values, names } };
}

function nearest(people: number, sort: string | undefined, hasMatchIt: boolean): void {
  const { scores, treated } = draw(people);
  const file = join(folder, 'scores.bin');
  writeFileSync(file, new Uint8Array(scores.buffer));
  const ours: number[] = [];
  const sorted: number[] = [];
  let matched = 0;
  for (let round = 0; round < warming + rounds; round++) {
    const [seconds, result] = timed(() => matchNearest({ treated, scores }, { estimand: 'ATT', caliper }));
    const c = sort && Number(spawnSync(sort, [file, String(people), '1'], { encoding: 'utf8' }).stdout);
    matched = result.pairs?.[0].length ?? 0;
    if (round < warming) continue;
    ours.push(seconds);
    if (c) sorted.push(c);
  }
  const own = median(ours);
  const line = `${words(people)} nearest within .2 SD, ${words(matched).trim()} pairs: ${own.toFixed(4)} s`;
  const plain = sorted.length > 0 ? median(sorted) : undefined;
  console.log(plain ? `${line}; C sort ${plain.toFixed(4)} s; ${(own / plain).toFixed(1)} times it` : line);
  if (!hasMatchIt || people > 100_000) return;
  // Debian's MatchIt leaves the caliper out without a word, which spares it work.
  const theirs = matchIt(file, treated);
  console.log(
    `${' '.repeat(9)} MatchIt's nearest ${theirs.toFixed(2)} s; ${(theirs / own).toFixed(0)} times ours`,
  );
}

function exact(people: number): void {
  const { scores, treated, design } = draw(people);
  const given = { treated, scores };
  const tasks = {
    optimal: () => matchOptimal(given, { estimand: 'ATT' }),
    'optimal within .2 SD': () => matchOptimal(given, { estimand: 'ATT', caliper }),
    full: () => matchFull(given, { estimand: 'ATT' }),
    'full within .2 SD': () => matchFull(given, { estimand: 'ATT', caliper }),
    'Mahalanobis, nearest': () => matchMahalanobis(design, given, { estimand: 'ATT', kind: 'nearest' }),
    'Mahalanobis, optimal': () => matchMahalanobis(design, given, { estimand: 'ATT', kind: 'optimal' }),
    'Mahalanobis, optimal within .2 SD': () =>
      matchMahalanobis(design, given, { estimand: 'ATT', kind: 'optimal', caliper }),
  };
  for (const [name, run] of Object.entries(tasks)) {
    const seconds: number[] = [];
    let distance = 0;
    for (let round = 0; round < rounds; round++) {
      const [took, result] = timed(run);
      seconds.push(took);
      distance = result.distance;
    }
    const own = median(seconds);
    const line = `${words(people)} ${name}: ${own.toFixed(4)} s, total distance ${distance.toFixed(4)}`;
    const other = name === 'optimal' || name === 'full' ? OPTMATCH[name] : undefined;
    console.log(
      other
        ? `${line}; optmatch ${name === 'full' ? 'over ' : ''}${other} s as measured before; ${(other / own).toFixed(0)} times ours`
        : line,
    );
  }
}

function timed<T>(run: () => T): [number, T] {
  const began = performance.now();
  const result = run();
  return [(performance.now() - began) / 1000, result];
}

/** The C sort, if there is a compiler. */
function compiled(): string | undefined {
  const program = join(folder, 'sort');
  const source = join(import.meta.dirname, 'sort.c');
  if (spawnSync('cc', ['-O3', '-o', program, source]).status === 0) return program;
  console.log('There is no C compiler here, so there is no sort to compare with.');
  return undefined;
}

function matchIt(scoresFile: string, treated: Uint8Array): number {
  const arms = join(folder, 'arms.bin');
  writeFileSync(arms, treated);
  const script = `
    suppressMessages(library(MatchIt))
    n <- ${treated.length}
    e <- readBin("${scoresFile}", "double", n); a <- readBin("${arms}", "integer", n, size = 1)
    people <- data.frame(a = a, x = e)
    cat(system.time(matchit(a ~ x, people, method = "nearest", distance = e))[["elapsed"]])
  `;
  const ran = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`R stopped: ${ran.stderr}`);
  return Number(ran.stdout);
}

function words(count: number): string {
  return count.toLocaleString('en-GB').padStart(9);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
