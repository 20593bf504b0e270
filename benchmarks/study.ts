/**
 * A whole study of a million people, from the files to the report: two arms, 11 covariates, reconvictions in a file of
 * their own; eligibility, common support, propensity, overlap weights, balance, the weighted difference with its errors,
 * curves, Cox's model, sensitivity. Ours runs in a process of its own, started each time, against the same steps in R
 * (data.table, glm, survival). R is timed with the robust errors of Cox's weighted model, which ours has and R gives
 * unless told not to, and without them, since their time in R's survival 3.5-3 grows with the square of the people. Both
 * sides read the same files in one go; the ratio is R's time over ours.
 *
 *   node setup/run.mjs benchmarks/study.ts [people]
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { design, isEstimate, readProtocol, run, sayFaults, sourceAt } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const MEASURED = ['age', 'priors', 'months', 'score', 'distance'];
const FLAGS = ['male', 'employed', 'housed', 'plea', 'earlier', 'town'];
/** Windows end well before the extract. */
const FIRST_DAY = Date.UTC(2019, 0, 1);
const DAY = 86_400_000;
const rounds = 3;

const [asked, folderOfOne] = process.argv.slice(2);
if (folderOfOne === undefined) compare(Number(asked ?? 1_000_000));
else console.log(JSON.stringify(oneStudy(folderOfOne)));

interface Answer {
  readonly seconds: number;
  /** Of all threads, which a busy machine changes less. */
  readonly processor: number;
  readonly megabytes: number;
  readonly difference: number;
}

function compare(people: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'study-benchmark-'));
  try {
    writeFiles(folder, people);
    const size = ['people.csv', 'reconvictions.csv'].reduce(
      (n, file) => n + statSync(join(folder, file)).size,
      0,
    );
    console.log(`${people.toLocaleString('en-GB')} people, ${(size / 1e6).toFixed(0)} MB of CSV.`);
    const ours = Array.from({ length: rounds }, () => ourSide(folder)).sort((a, b) => a.seconds - b.seconds);
    const own = ours[rounds >> 1];
    const most = Math.max(...ours.map(({ megabytes }) => megabytes));
    console.log(`ours: ${say(own)}, at most ${most.toFixed(0)} MB`);
    if (spawnSync('Rscript', ['-e', 'library(survival); library(data.table)']).status !== 0) {
      console.log('R with survival and data.table is not here (Debian: r-base-core, r-cran-data.table).');
      return;
    }
    const { plain, robust } = rSide(folder);
    for (const [name, theirs] of [
      ['R', robust],
      ['R without robust errors', plain],
    ] as const) {
      console.log(
        `${name}: ${say(theirs)}, at most ${theirs.megabytes.toFixed(0)} MB; ratio ${(theirs.seconds / own.seconds).toFixed(1)}, ` +
          `of processor time ${(theirs.processor / own.processor).toFixed(1)}; ` +
          `differences apart by ${Math.abs(theirs.difference - own.difference).toExponential(1)}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function say({ seconds, processor }: Answer): string {
  return `${seconds.toFixed(2)} s (${processor.toFixed(2)} s of processors)`;
}

/** Seconds from the first byte read to the report, design and run both. */
function oneStudy(folder: string): Answer {
  const read = readProtocol(readFileSync(join(folder, 'study.yaml'), 'utf8'));
  if (!read.ok) throw new Error(sayFaults(read.faults));
  const began = performance.now();
  const before = process.cpuUsage();
  const source = sourceAt(folder);
  const { lock } = design(read.protocol, source, '2026-11-01T00:00:00Z');
  const { report } = run(read.protocol, lock, source, '2026-11-01T00:00:00Z');
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const processor = (user + system) / 1e6;
  const [pair] = report.pairs;
  if (!isEstimate(pair.headline)) throw new Error(pair.headline.withheld);
  return {
    seconds,
    processor,
    megabytes: process.resourceUsage().maxRSS / 1024,
    difference: pair.headline.value,
  };
}

function ourSide(folder: string): Answer {
  const ran = spawnSync(process.execPath, [import.meta.filename, 'one', folder], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`our side stopped: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as Answer;
}

/** R's side without robust errors of Cox's model, and with them. */
function rSide(folder: string): { readonly plain: Answer; readonly robust: Answer } {
  const script = `
suppressPackageStartupMessages({ library(data.table); library(survival) }); setDTthreads(2)
invisible(gc(reset = TRUE))
took <- system.time({
  people <- fread("${folder}/people.csv"); found <- fread("${folder}/reconvictions.csv")
  people <- people[sentenced_on <= as.IDate("2023-09-30")]
  first <- merge(found[kind == "image"], people[, .(person, sentenced_on)], by = "person")
  first <- first[offence_on > sentenced_on, .(day = as.numeric(min(offence_on - sentenced_on))), by = person]
  people <- merge(people, first, by = "person", all.x = TRUE)
  people[, event := as.integer(!is.na(day) & day <= 365)]
  people[, time := ifelse(event == 1, day, 365)]
  people[, a := as.integer(requirement == "programme")]
  x <- c("${[...MEASURED, ...FLAGS].join('", "')}")
  fit <- glm(reformulate(x, "a"), binomial(), people)
  e <- fitted(fit); a <- people$a; w <- ifelse(a == 1, 1 - e, e)
  ks <- function(v, w) {
    o <- order(v); last <- !duplicated(v[o], fromLast = TRUE)
    f1 <- cumsum((w * (a == 1))[o]); f0 <- cumsum((w * (a == 0))[o])
    max(abs(f1 / f1[length(f1)] - f0 / f0[length(f0)])[last])
  }
  balance <- sapply(x, function(n) {
    v <- people[[n]]; isnumber <- is.numeric(v); if (!isnumber) v <- as.numeric(v == "yes")
    first <- cov.wt(cbind(v[a == 1]), w[a == 1]); second <- cov.wt(cbind(v[a == 0]), w[a == 0])
    v1 <- var(v[a == 1]); v0 <- var(v[a == 0]); s <- sqrt((v1 + v0) / 2)
    c((mean(v[a == 1]) - mean(v[a == 0])) / s, (first$center - second$center) / s, v1 / v0, first$cov / second$cov,
      if (isnumber) c(ks(v, rep(1, length(v))), ks(v, w)) else c(NA, NA))
  })
  y <- people$event
  m1 <- weighted.mean(y[a == 1], w[a == 1]); m0 <- weighted.mean(y[a == 0], w[a == 0])
  influence <- ifelse(a == 1, w * (y - m1) / sum(w[a == 1]), w * (y - m0) / sum(w[a == 0]))
  error <- sqrt(sum(influence^2))
  plain <- survfit(Surv(time, event) ~ a, people)
  curves <- survfit(Surv(time, event) ~ a, people, weights = w, se.fit = FALSE)
  apart <- survdiff(Surv(time, event) ~ a, people)
  hazards <- coxph(Surv(time, event) ~ a, people, weights = w, robust = FALSE)
  holds <- cox.zph(hazards)
})
# Between a model with its robust errors and one without lie the errors.
once <- system.time(coxph(Surv(time, event) ~ a, people, weights = w, robust = FALSE))
robust <- system.time(coxph(Surv(time, event) ~ a, people, weights = w, robust = TRUE)) - once
cat(sprintf("%.17g", c(took[["elapsed"]], sum(took[1:2]), sum(gc()[, 6]), m1 - m0, robust[["elapsed"]], sum(robust[1:2]))), sep = "\\n")
`;
  const ran = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`R stopped: ${ran.stderr}`);
  const [seconds, processor, megabytes, difference, robust, robustProcessor] = ran.stdout
    .trim()
    .split('\n')
    .map(Number);
  const plain = { seconds, processor, megabytes, difference };
  return { plain, robust: { ...plain, seconds: seconds + robust, processor: processor + robustProcessor } };
}

function writeFiles(folder: string, people: number): void {
  writeFileSync(join(folder, 'study.yaml'), protocol());
  const cohort = join(folder, 'people.csv');
  const events = join(folder, 'reconvictions.csv');
  writeFileSync(
    cohort,
    `person,sentenced_on,convicted_on,requirement,${[...MEASURED, ...FLAGS].join(',')}\n`,
  );
  writeFileSync(events, 'person,offence_on,convicted_on,kind\n');
  const luck = stream(30);
  let [rows, found] = ['', ''];
  for (let i = 0; i < people; i++) {
    // Age in years, earlier convictions, months on remand; a score and a distance with all their digits.
    const measured = [
      18 + luck.below(60),
      Math.floor(3 * luck.exponential()),
      luck.below(24),
      Number(luck.normal().toPrecision(6)),
      Number((20 * luck.exponential()).toPrecision(6)),
    ];
    const flags = FLAGS.map((_, j) => luck.chance(0.2 + 0.1 * j));
    const risk = 0.02 * (measured[0] - 45) - 0.1 * measured[1] + 0.2 * measured[3] + (flags[1] ? 0.4 : 0);
    const treated = luck.chance(1 / (1 + Math.exp(0.8 - risk)));
    const sentenced = FIRST_DAY + DAY * Math.floor(luck.uniform() * 1700);
    const day = iso(sentenced);
    rows += `p${i},${day},${day},${treated ? 'programme' : 'none'},${measured.join(',')},${flags.map(flag => (flag ? 'yes' : 'no')).join(',')}\n`;
    if (luck.chance(1 / (1 + Math.exp(1.5 + 0.5 * risk + (treated ? 0.1 : 0))))) {
      const offence = sentenced + DAY * (1 + Math.floor(luck.uniform() * 500));
      found += `p${i},${iso(offence)},${iso(offence + 60 * DAY)},image\n`;
    }
    if (i % 20_000 === 19_999 || i === people - 1) {
      appendFileSync(cohort, rows);
      appendFileSync(events, found);
      [rows, found] = ['', ''];
    }
  }
}

function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function protocol(): string {
  return `study: million
question: Does the programme help?
population: a million invented people
made_up: true
does_not_show: [anything real]
data:
  extracted_on: 2026-10-31
  cohort: people
  files:
    people:
      file: people.csv
      id: person
      columns:
        sentenced_on: date
        convicted_on: date
        requirement: { one_of: [none, programme] }
${MEASURED.map(name => `        ${name}: { number: { from: -100, to: 1000 } }`).join('\n')}
${FLAGS.map(name => `        ${name}: { one_of: ['no', 'yes'] }`).join('\n')}
    reconvictions:
      file: reconvictions.csv
      id: person
      columns:
        offence_on: date
        convicted_on: date
        kind: { one_of: [image, motoring] }
eligibility:
  - rule: sentenced by 30 September 2023
    where: { sentenced_on: { to: 2023-09-30 } }
arms:
  programme:
    label: people on the programme
    where: { requirement: programme }
    time_zero: sentenced_on
    programme: required
  alone:
    label: people on a community order alone
    where: { requirement: none }
    time_zero: sentenced_on
    programme: none
outcome:
  detected: detected image offences
  within_days: 365
  conviction_lag_days: 182
  found_in:
    file: reconvictions
    offence: offence_on
    conviction: convicted_on
    where: { kind: [image] }
covariates:
${MEASURED.map(name => `  - { column: ${name}, as: number }`).join('\n')}
${FLAGS.map(name => `  - { column: ${name}, as: category }`).join('\n')}
policy_dates:
  - { date: 2026-03-22, column: convicted_on, what: short terms are suspended }
estimand: ATO
smallest_difference_that_matters: 20
compare:
  - [programme, alone]
`;
}
