/**
 * The propensity (logistic regression, 10 covariates) and the whole weighted comparison (propensity, ATE weights,
 * difference, HC0) at 10,000, 100,000 and 1,000,000 people: our engine against base R's glm, and the propensity against
 * a plain C kernel of ours (`logistic.c`), which is the limit. All sides take turns in one go, on the same numbers, and
 * time the task alone, without start and reading. Ratios are R's time over ours, and ours over C's.
 *
 *   node setup/run.mjs benchmarks/evidence.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareTwoArms, fitPropensity } from '@throughcare/evidence';
import type { DesignMatrix } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const sizes = [10_000, 100_000, 1_000_000];
const rounds = 5;
/** Three measured covariates and seven levels, as a study has them; with the intercept eleven columns. */
const measured = 3;
const levels = 7;
const columns = 1 + measured + levels;

interface Sample {
  readonly design: DesignMatrix;
  readonly treated: Uint8Array;
  readonly outcome: Uint8Array;
}

/** What one side says: seconds of either task, and the figures that must agree. */
interface Answer {
  readonly logistic: number;
  readonly weighting: number;
  readonly coefficients: readonly number[];
  readonly difference: number;
  readonly standardErrorHC0: number;
}

// Reads the sample (column after column, as R keeps it) and answers in the order of `Answer`, a number a line. The
// intercept is glm's own.
const script = `
args <- commandArgs(TRUE); n <- as.integer(args[2]); k <- as.integer(args[3])
all <- matrix(readBin(args[1], "double", n * (k + 2)), nrow = n)
people <- data.frame(all[, 1:k]); people$a <- all[, k + 1]; y <- all[, k + 2]
rm(all); invisible(gc())
logistic <- system.time(fit <- glm(a ~ ., binomial(), people))[["elapsed"]]
rm(fit); invisible(gc())
weighting <- system.time({
  fit <- glm(a ~ ., binomial(), people)
  e <- fitted(fit); a <- people$a
  w <- ifelse(a == 1, 1 / e, 1 / (1 - e))
  m1 <- weighted.mean(y[a == 1], w[a == 1]); m0 <- weighted.mean(y[a == 0], w[a == 0])
  influence <- ifelse(a == 1, w * (y - m1) / sum(w[a == 1]), w * (y - m0) / sum(w[a == 0]))
  error <- sqrt(sum(influence^2))
})[["elapsed"]]
cat(sprintf("%.17g", c(logistic, weighting, m1 - m0, error, coef(fit))), sep = "\\n")
`;

const hasR = spawnSync('Rscript', ['--version']).status === 0;
if (!hasR) {
  console.log('Rscript is not installed here, so there is nothing to compare with: our seconds alone.');
  console.log('With R (Debian: apt-get install r-base-core) both sides and the ratio are printed.\n');
}
const programs = mkdtempSync(join(tmpdir(), 'evidence-benchmark-'));
try {
  const kernel = compile();
  if (kernel === undefined) console.log('There is no C compiler (cc) here, so the limit is left out.');
  for (const people of sizes) measure(people, kernel);
} finally {
  rmSync(programs, { recursive: true });
}

function compile(): string | undefined {
  const program = join(programs, 'logistic');
  const source = join(import.meta.dirname, 'logistic.c');
  return spawnSync('cc', ['-O3', source, '-o', program, '-lm']).status === 0 ? program : undefined;
}

function measure(people: number, kernel: string | undefined): void {
  const sample = draw(people);
  const folder = mkdtempSync(join(tmpdir(), 'evidence-benchmark-'));
  try {
    const file = join(folder, 'sample.bin');
    writeFileSync(file, byColumn(sample));
    const ours: Answer[] = [];
    const theirs: Answer[] = [];
    const plainC: InC[] = [];
    for (let round = 0; round <= rounds; round++) {
      const a = engine(sample);
      const b = hasR ? baseR(file, people) : undefined;
      const c = kernel === undefined ? undefined : inC(kernel, file, people);
      // The first round warms the compiler and the disk.
      if (round === 0) continue;
      ours.push(a);
      if (b) theirs.push(b);
      if (c) plainC.push(c);
    }
    report(people, ours, theirs);
    besideC(people, ours, plainC);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(people: number, ours: readonly Answer[], theirs: readonly Answer[]): void {
  for (const task of ['logistic', 'weighting'] as const) {
    const own = median(ours.map(answer => answer[task]));
    const line = `${people.toLocaleString('en-GB').padStart(9)} ${task.padEnd(9)}: ours ${own.toFixed(4)} s`;
    if (theirs.length === 0) {
      console.log(line);
      continue;
    }
    const other = median(theirs.map(answer => answer[task]));
    console.log(`${line}, R ${other.toFixed(3)} s; ratio ${(other / own).toFixed(1)}`);
  }
  if (theirs.length === 0) return;
  const [a, b] = [ours[0], theirs[0]];
  const apart = Math.max(
    ...a.coefficients.map((value, j) => Math.abs(value - b.coefficients[j])),
    Math.abs(a.difference - b.difference),
    Math.abs(a.standardErrorHC0 - b.standardErrorHC0),
  );
  console.log(
    `${' '.repeat(9)} coefficients, difference and error differ by at most ${apart.toExponential(1)}`,
  );
}

/** What the C kernel says. */
interface InC {
  readonly seconds: number;
  readonly coefficients: readonly number[];
}

function inC(program: string, file: string, people: number): InC {
  const ran = spawnSync(program, [file, String(people), String(columns - 1)], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`the C kernel stopped: ${ran.stderr}`);
  const [seconds, , ...coefficients] = ran.stdout.trim().split('\n').map(Number);
  return { seconds, coefficients };
}

function besideC(people: number, ours: readonly Answer[], plainC: readonly InC[]): void {
  if (plainC.length === 0) return;
  const [own, limit] = [median(ours.map(({ logistic }) => logistic)), median(plainC.map(one => one.seconds))];
  const apart = ours[0].coefficients.map((value, j) => Math.abs(value - plainC[0].coefficients[j]));
  console.log(
    `${people.toLocaleString('en-GB').padStart(9)} logistic : C ${limit.toFixed(4)} s; ours ${(own / limit).toFixed(2)} times it; ` +
      `coefficients differ by at most ${Math.max(...apart).toExponential(1)}`,
  );
}

function engine({ design, treated, outcome }: Sample): Answer {
  const began = performance.now();
  const { coefficients } = fitPropensity(design, treated);
  const between = performance.now();
  const found = compareTwoArms({ design, arm: treated, first: 1, second: 0, outcome, estimand: 'ATE' });
  const ended = performance.now();
  return {
    logistic: (between - began) / 1000,
    weighting: (ended - between) / 1000,
    coefficients: [...coefficients],
    difference: found.difference,
    standardErrorHC0: found.standardErrorHC0,
  };
}

function baseR(file: string, people: number): Answer {
  const args = ['-e', script, file, String(people), String(columns - 1)];
  const ran = spawnSync('Rscript', args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`R stopped: ${ran.stderr}`);
  const [logistic, weighting, difference, standardErrorHC0, ...coefficients] = ran.stdout
    .trim()
    .split('\n')
    .map(Number);
  return { logistic, weighting, coefficients, difference, standardErrorHC0 };
}

function draw(people: number): Sample {
  const random = stream(10);
  const values = new Float64Array(people * columns);
  const treated = new Uint8Array(people);
  const outcome = new Uint8Array(people);
  for (let i = 0, at = 0; i < people; i++) {
    values[at++] = 1;
    let eta = -0.5;
    for (let j = 0; j < measured; j++) eta += 0.3 * (values[at++] = random.normal());
    for (let j = 0; j < levels; j++) eta += 0.2 * (values[at++] = random.chance(0.1 + 0.1 * j) ? 1 : 0);
    treated[i] = random.chance(1 / (1 + Math.exp(1 - eta))) ? 1 : 0;
    outcome[i] = random.chance(0.1 + 0.02 * treated[i]) ? 1 : 0;
  }
  const names = Array.from({ length: columns }, (_, j) => (j === 0 ? '(intercept)' : `x${j}`));
  return { design: { rows: people, columns, values, names }, treated, outcome };
}

/** The covariates without the intercept, the arm and the outcome as doubles, column after column. */
function byColumn({ design: { rows, values }, treated, outcome }: Sample): Uint8Array {
  const doubles = new Float64Array(rows * (columns + 1));
  for (let j = 1; j < columns; j++) {
    for (let i = 0; i < rows; i++) doubles[(j - 1) * rows + i] = values[i * columns + j];
  }
  doubles.set(treated, (columns - 1) * rows);
  doubles.set(outcome, columns * rows);
  return new Uint8Array(doubles.buffer);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
