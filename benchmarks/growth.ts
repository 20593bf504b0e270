/**
 * How the time of each task grows with the people, from 10,000 to 1,000,000: median seconds of several rounds, and a
 * picture on logarithmic scales, on which a slope of one to one is growth in step with the people.
 *
 *   node setup/run.mjs benchmarks/growth.ts [FILE.svg]
 */
import { writeFileSync } from 'node:fs';
import { coxRegression, fitPropensity, kaplanMeierBy, matchNearest } from '@throughcare/evidence';
import { stream } from '@throughcare/numerics';

const sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000];
const rounds = 3;
/** Intercept, four measured covariates and seven of 0 and 1. */
const columns = 12;

const curves = new Map<string, number[]>();
for (const people of [sizes[0], ...sizes]) {
  // The smallest goes first once more, for the compiler.
  const isWarming = curves.size === 0;
  const found = timesOf(people);
  for (const [task, seconds] of found) {
    const known = curves.get(task) ?? [];
    curves.set(task, isWarming ? [] : [...known, seconds]);
  }
  if (isWarming) continue;
  const words = found.map(([task, seconds]) => `${task} ${seconds.toFixed(4)} s`);
  console.log(`${people.toLocaleString('en-GB').padStart(9)}: ${words.join('; ')}`);
}
for (const [task, seconds] of curves) {
  const slope = Math.log((seconds.at(-1) ?? 1) / seconds[0]) / Math.log((sizes.at(-1) ?? 1) / sizes[0]);
  console.log(`${task}: grows as the people to the power of ${slope.toFixed(2)}`);
}
const picture = process.argv[2];
if (picture !== undefined) writeFileSync(picture, draw());

function timesOf(people: number): [string, number][] {
  const random = stream(40);
  const values = new Float64Array(people * columns);
  const covariates = new Float64Array(people * (columns - 1));
  const [time, event, arm] = [new Float64Array(people), new Uint8Array(people), new Uint8Array(people)];
  for (let i = 0; i < people; i++) {
    values[i * columns] = 1;
    let risk = 0;
    for (let j = 1; j < columns; j++) {
      const x = j < 5 ? random.normal() : random.chance(0.3) ? 1 : 0;
      values[i * columns + j] = x;
      covariates[i * (columns - 1) + j - 1] = x;
      risk += 0.1 * x;
    }
    arm[i] = random.chance(1 / (1 + Math.exp(1 - risk))) ? 1 : 0;
    const until = random.exponential() * 3000 * Math.exp(-risk);
    time[i] = Math.ceil(Math.min(until, 1460));
    event[i] = until <= 1460 ? 1 : 0;
  }
  const names = Array.from({ length: columns }, (_, j) => (j === 0 ? '(intercept)' : `x${j}`));
  const design = { rows: people, columns, values, names };
  const { scores } = fitPropensity(design, arm);
  const caliper = { width: 0.2, in: 'standard deviations' } as const;
  return [
    ['propensity', median(() => fitPropensity(design, arm))],
    ['matching', median(() => matchNearest({ treated: arm, scores }, { estimand: 'ATT', caliper }))],
    ['Kaplan-Meier', median(() => kaplanMeierBy({ time, event }, arm))],
    ['Cox', median(() => coxRegression({ time, event, covariates, columns: columns - 1 }))],
  ];
}

function median(run: () => unknown): number {
  const seconds = Array.from({ length: rounds }, () => {
    const began = performance.now();
    run();
    return (performance.now() - began) / 1000;
  });
  return seconds.sort((a, b) => a - b)[rounds >> 1];
}

function draw(): string {
  const [width, height, left, bottom] = [640, 420, 64, 44];
  const [least, most] = [-3.5, 1];
  const x = (people: number): number => left + ((Math.log10(people) - 4) / 2) * (width - left - 120);
  const y = (seconds: number): number =>
    height - bottom - ((Math.log10(seconds) - least) / (most - least)) * (height - bottom - 20);
  const dashes = ['none', '8 4', '2 3', '10 3 2 3'];
  // Labels from the lowest up, none nearer to the one below it than a line of text.
  const labels = new Map<string, number>();
  let below = height;
  for (const [task, seconds] of [...curves].sort((a, b) => (a[1].at(-1) ?? 1) - (b[1].at(-1) ?? 1))) {
    below = Math.min(below - 15, y(seconds.at(-1) ?? 1) + 4);
    labels.set(task, below);
  }
  const lines = [...curves].map(([task, seconds], k) => {
    const points = seconds.map((value, i) => `${x(sizes[i]).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    return (
      `<polyline points="${points}" fill="none" stroke="#222" stroke-width="2" stroke-dasharray="${dashes[k]}"/>` +
      `<text x="${(x(1_000_000) + 8).toFixed(1)}" y="${(labels.get(task) ?? 0).toFixed(1)}">${task}</text>`
    );
  });
  const down = [0.001, 0.01, 0.1, 1, 10].map(
    value =>
      `<line x1="${left}" x2="${x(1_000_000)}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#ccc"/>` +
      `<text x="${left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value} s</text>`,
  );
  const across = sizes.map(
    people =>
      `<text x="${x(people).toFixed(1)}" y="${height - bottom + 20}" text-anchor="middle">${people.toLocaleString('en-GB')}</text>`,
  );
  const title = 'Seconds by people, both on logarithmic scales';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">` +
    `<title>${title}</title><rect width="${width}" height="${height}" fill="#fff"/>${[...down, ...across, ...lines].join('')}</svg>\n`
  );
}
