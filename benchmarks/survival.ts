/**
 * Cox's model (Efron, 11 covariates), plain and robust, and Kaplan-Meier by arm at 10,000, 100,000 and 1,000,000 people:
 * our engine against a plain C kernel of ours (`survival.c`), which is the limit, and against R's survival. All sides take
 * turns in one go, on the same numbers, and time the task alone, without start and reading. Times are in whole days, as
 * extracts have them, with many ties; `--continuous` takes times without ties.
 *
 *   node setup/run.mjs benchmarks/survival.ts [--continuous]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coxRegression, kaplanMeierBy } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const continuous = process.argv.includes('--continuous');
const sizes = [10_000, 100_000, 1_000_000];
const rounds = 5;
/** Four measured covariates and seven indicators, of which the first is the arm. */
const columns = 11;
const measured = 4;

interface Sample {
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly arm: Uint8Array;
  readonly covariates: Float64Array;
}

/** Seconds of each task, as far as a side has it, and coefficients that must agree. */
interface Answer {
  readonly cox: number;
  readonly robust?: number;
  readonly km: number;
  /** Of C: without sorting and fetching rows. */
  readonly newton?: number;
  readonly coefficients: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), 'survival-benchmark-'));
try {
  const kernel = compile();
  const hasR = spawnSync('Rscript', ['-e', 'library(survival)']).status === 0;
  if (kernel === undefined) console.log('No C compiler (cc) here, so the limit is left out.');
  if (!hasR) console.log('R with survival is not installed here, so it is left out (Debian: r-base-core).');
  for (const people of sizes) {
    const sample = draw(people);
    const file = join(folder, 'sample.bin');
    writeFileSync(file, bytesOf(sample));
    const ours: Answer[] = [];
    const plainC: Answer[] = [];
    const ofR: Answer[] = [];
    for (let round = 0; round <= rounds; round++) {
      const mine = engine(sample);
      const c = kernel === undefined ? undefined : inC(kernel, file, people);
      // R takes so long that it gets one turn, and robust errors from it (3.5-3: 50 s at 100,000) for few people only.
      const r = hasR && round === 1 ? inR(file, people) : undefined;
      // The first round warms the compiler and the disk.
      if (round === 0) continue;
      ours.push(mine);
      if (c) plainC.push(c);
      if (r) ofR.push(r);
    }
    report(people, ours, plainC, ofR);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function report(people: number, ours: Answer[], plainC: Answer[], ofR: Answer[]): void {
  const middle = (answers: readonly Answer[], task: 'cox' | 'robust' | 'km' | 'newton'): number =>
    median(answers.flatMap(answer => answer[task] ?? []));
  const say = (task: string, parts: readonly string[]): void => {
    console.log(`${people.toLocaleString('en-GB').padStart(9)} ${task.padEnd(12)} ${parts.join('; ')}`);
  };
  const cox = middle(ours, 'cox');
  const km = middle(ours, 'km');
  const robust = middle(ours, 'robust');
  const besideC = (mine: number, task: 'cox' | 'km', what: string): string[] =>
    plainC.length === 0
      ? []
      : [`${what} ${middle(plainC, task).toFixed(3)} s, ratio ${(mine / middle(plainC, task)).toFixed(2)}`];
  const besideR = (mine: number, task: 'cox' | 'robust' | 'km'): string[] =>
    ofR.every(answer => answer[task] === undefined)
      ? []
      : [`R ${middle(ofR, task).toFixed(3)} s, ${(middle(ofR, task) / mine).toFixed(1)} times ours`];
  const newton = middle(plainC, 'newton');
  say('Cox', [
    `ours ${cox.toFixed(3)} s`,
    ...besideC(cox, 'cox', 'C'),
    ...(plainC.length === 0
      ? []
      : [`C without its sort ${newton.toFixed(3)} s, ratio ${(cox / newton).toFixed(2)}`]),
    ...besideR(cox, 'cox'),
  ]);
  say('robust Cox', [
    `ours ${robust.toFixed(3)} s, ${(robust / cox).toFixed(2)} times ours without`,
    ...besideR(robust, 'robust'),
  ]);
  say('Kaplan-Meier', [
    `ours ${km.toFixed(3)} s`,
    ...besideC(km, 'km', 'C sort of the times'),
    ...besideR(km, 'km'),
  ]);
  const apart = [...plainC.slice(0, 1), ...ofR].flatMap(other =>
    other.coefficients.map((value, j) => Math.abs(value - ours[0].coefficients[j])),
  );
  if (apart.length > 0) {
    console.log(`${' '.repeat(22)} coefficients differ by at most ${Math.max(...apart).toExponential(1)}`);
  }
}

function engine({ time, event, arm, covariates }: Sample): Answer {
  const a = performance.now();
  const { coefficients } = coxRegression({ time, event, covariates, columns });
  const b = performance.now();
  const fit = coxRegression({ time, event, covariates, columns });
  const width = Math.hypot(...fit.robustCovariance);
  const c = performance.now();
  kaplanMeierBy({ time, event }, arm);
  const d = performance.now();
  if (!(width > 0)) throw new Error('The robust covariance is 0.');
  return {
    cox: (b - a) / 1000,
    robust: (c - b) / 1000,
    km: (d - c) / 1000,
    coefficients: [...coefficients],
  };
}

function compile(): string | undefined {
  const program = join(folder, 'survival');
  const source = join(import.meta.dirname, 'survival.c');
  return spawnSync('cc', ['-O3', source, '-o', program, '-lm']).status === 0 ? program : undefined;
}

function inC(program: string, file: string, people: number): Answer {
  const [sort, order, newton, , ...coefficients] = numbersOf(program, [file, `${people}`, `${columns}`]);
  return { cox: order + newton, newton, km: sort, coefficients };
}

function inR(file: string, people: number): Answer {
  const script = `
suppressMessages(library(survival))
connection <- file("${file}", "rb"); n <- ${people}
time <- readBin(connection, "double", n); event <- readBin(connection, "double", n)
x <- matrix(readBin(connection, "double", n * ${columns}), nrow = n, byrow = TRUE); arm <- x[, ${measured + 1}]
cox <- system.time(fit <- coxph(Surv(time, event) ~ x))[["elapsed"]]
robust <- if (n > 10000) NA else system.time(coxph(Surv(time, event) ~ x, robust = TRUE))[["elapsed"]]
km <- system.time(survfit(Surv(time, event) ~ arm))[["elapsed"]]
cat(sprintf("%.17g", c(cox, robust, km, coef(fit))), sep = "\\n")
`;
  const [cox, robust, km, ...coefficients] = numbersOf('Rscript', ['-e', script]);
  return { cox, ...(robust > 0 ? { robust } : {}), km, coefficients };
}

function numbersOf(program: string, given: readonly string[]): number[] {
  const { status, stdout, stderr } = spawnSync(program, given, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout.trim().split('\n').map(Number);
}

/** People whose hazard hangs on their covariates, last seen at the latest after five years. */
function draw(people: number): Sample {
  const random = stream(3, people);
  const time = new Float64Array(people);
  const event = new Uint8Array(people);
  const arm = new Uint8Array(people);
  const covariates = new Float64Array(people * columns);
  for (let i = 0; i < people; i++) {
    let predictor = 0;
    for (let j = 0; j < columns; j++) {
      const value = j < measured ? random.normal() : random.chance(0.35) ? 1 : 0;
      covariates[i * columns + j] = value;
      predictor += 0.1 * ((j % 3) - 1) * value;
    }
    arm[i] = covariates[i * columns + measured];
    const until = random.exponential() * 3000 * Math.exp(-predictor);
    const seen = 365 + 1461 * random.uniform();
    const last = Math.min(until, seen);
    time[i] = continuous ? last : Math.ceil(last);
    event[i] = until <= seen ? 1 : 0;
  }
  return { time, event, arm, covariates };
}

function bytesOf({ time, event, covariates }: Sample): Buffer {
  return Buffer.concat([time, Float64Array.from(event), covariates].map(array => Buffer.from(array.buffer)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
