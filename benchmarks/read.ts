/**
 * Reading a CSV file of 11 covariates, arm, outcome, time and event at 10,000, 100,000 and 1,000,000 rows: our engine
 * against data.table's fread on two threads and against read.csv. Both sides read the same file in one go and take the
 * types from what stands in it; sums of columns show that they read the same. The ratio is the other's time over ours.
 *
 *   node setup/run.mjs benchmarks/read.ts
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readColumns } from '@throughcare/evidence';
import { stream, sum } from '@throughcare/numerics';

const sizes = [10_000, 100_000, 1_000_000];
const rounds = 7;
const MEASURED = ['age', 'score', 'months', 'distance'];
const FLAGS = ['male', 'employed', 'housed', 'plea', 'before'];
const NAMES = ['id', ...MEASURED, ...FLAGS, 'priors', 'region', 'treated', 'reoffended', 'time', 'event'];
const REGIONS = ['north', 'south', 'east', 'west', 'wales'];

// The file, how often by each. Answers lines of: seconds of every fread, seconds of every read.csv, sums of columns.
const script = `
args <- commandArgs(TRUE); file <- args[1]; rounds <- as.integer(args[2]); slow <- as.integer(args[3])
suppressPackageStartupMessages(library(data.table)); setDTthreads(2)
seconds <- function(f) system.time(f())[["elapsed"]]
quick <- sapply(seq_len(rounds), function(i) { invisible(gc()); seconds(function() fread(file)) })
plain <- sapply(seq_len(slow), function(i) { invisible(gc()); seconds(function() read.csv(file)) })
data <- fread(file); numbers <- names(data)[sapply(data, is.numeric)]
cat(quick, "\\n"); cat(plain, "\\n"); cat(numbers, "\\n")
cat(sprintf("%.17g", sapply(numbers, function(n) sum(as.numeric(data[[n]])))), "\\n")
`;

const hasR = spawnSync('Rscript', ['-e', 'library(data.table)']).status === 0;
if (!hasR) {
  console.log(
    'R with data.table is not installed here, so there is nothing to compare with: our seconds alone.',
  );
  console.log('With it (Debian: apt-get install r-cran-data.table) both sides and the ratios are printed.\n');
}
console.log(`${availableParallelism()} processors; fread on 2 threads.`);
for (const rows of sizes) measure(rows);
console.log(`Our memory at its highest: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB.`);

function measure(rows: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'read-benchmark-'));
  try {
    const file = join(folder, 'people.csv');
    writeSample(file, rows);
    const ours: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const began = performance.now();
      readColumns(file);
      // The first round warms the compiler and the disk.
      if (round > 0) ours.push((performance.now() - began) / 1000);
    }
    const own = median(ours);
    const megabytes = (statSync(file).size / 1e6).toFixed(0);
    const line = `${rows.toLocaleString('en-GB').padStart(9)} rows, ${megabytes} MB: ours ${own.toFixed(4)} s`;
    if (!hasR) {
      console.log(line);
      return;
    }
    const { fread, readCsv, sums } = byR(file, rows);
    console.log(
      `${line}; fread ${fread.toFixed(4)} s, ratio ${(fread / own).toFixed(2)}; ` +
        `read.csv ${readCsv.toFixed(2)} s, ratio ${(readCsv / own).toFixed(0)}; sums differ by at most ${furthest(file, sums).toExponential(1)}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function byR(file: string, rows: number) {
  const slow = rows < 1_000_000 ? 3 : 1;
  const args = ['-e', script, file, String(rounds), String(slow)];
  const ran = spawnSync('Rscript', args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`R stopped: ${ran.stderr}`);
  const [quick, plain, names, totals] = ran.stdout.split('\n').map(text => text.trim().split(' '));
  const sums = new Map(names.map((name, k) => [name, Number(totals[k])]));
  return { fread: median(quick.map(Number)), readCsv: median(plain.map(Number)), sums };
}

/** The largest relative difference of a column's sum. */
function furthest(file: string, sums: ReadonlyMap<string, number>): number {
  const { columns } = readColumns(file);
  let most = 0;
  for (const [name, theirs] of sums) {
    const column = columns.get(name);
    if (column?.kind !== 'number') throw new Error(`${name} is of numbers in R only`);
    most = Math.max(most, Math.abs(sum(column.values) - theirs) / Math.max(1, Math.abs(theirs)));
  }
  return most;
}

function writeSample(file: string, rows: number): void {
  const random = stream(10);
  writeFileSync(file, `${NAMES.join(',')}\n`);
  let lines: string[] = [];
  for (let k = 1; k <= rows; k++) {
    const cells = [
      ...MEASURED.map(() => String(Number(random.normal().toPrecision(6)))),
      ...FLAGS.map((_, j) => (random.chance(0.1 + 0.2 * j) ? 1 : 0)),
      Math.floor(random.uniform() * 8),
      REGIONS[Math.floor(random.uniform() * REGIONS.length)],
      random.chance(0.3) ? 1 : 0,
      random.chance(0.2) ? 1 : 0,
      1 + Math.floor(random.uniform() * 730),
      random.chance(0.4) ? 1 : 0,
    ];
    lines.push(`${k},${cells.join(',')}\n`);
    if (lines.length === 20_000 || k === rows) {
      appendFileSync(file, lines.join(''));
      lines = [];
    }
  }
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
