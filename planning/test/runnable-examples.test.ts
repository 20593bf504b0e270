import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import * as library from '@throughcare/planning';
import { fileURLToPath } from 'node:url';

const folder = new URL('../examples/', import.meta.url);

/** What an example prints, run as a reader would run it. */
function printed(example: string): string {
  return execFileSync(process.execPath, [fileURLToPath(new URL(example, folder))], { encoding: 'utf8' });
}
/** The number after these words. */
function after(text: string, words: string): number {
  const found = text.split(words)[1];
  assert.ok(found !== undefined, `nothing is printed as ${words}`);
  return Number.parseFloat(found.replace(/^[: ]+/, ''));
}
function near(found: number, exact: number, share: number): void {
  assert.ok(Math.abs(found - exact) <= share * exact, `${found}, exact ${exact}`);
}

test('every example is run by a test and named in the README', () => {
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const file of readdirSync(folder)) {
    assert.ok(own.includes(`printed('${file}')`), `${file} is not run`);
    assert.ok(readme.includes(`examples/${file}`), `${file} is not in the README`);
  }
});

test('one-stage: the wait by simulation is that of Erlang', () => {
  const text = printed('one-stage.ts');
  // Printed tables of Erlang C: 4 places, load 3.
  assert.equal(after(text, 'share who wait, by formula'), 0.5094);
  near(after(text, 'mean wait in days, simulated'), 0.5094, 0.05);
});

test('tandem: waits by priority are those of theory, and the share whose order ends that of Erlang A', () => {
  const text = printed('tandem.ts');
  for (const who of ['urgent', 'others']) {
    near(after(text, `wait of the ${who}, simulated`), after(text, `wait of the ${who}, by formula`), 0.08);
  }
  // What leaves the assessment is Poisson (Burke): 0.7 x 2.4 a unit of time, three places, stays of 2, patience of 4.
  const weights = [1];
  for (let n = 1; n < 100; n++) {
    weights.push((weights[n - 1] * 1.68) / (Math.min(n, 3) * 0.5 + Math.max(0, n - 3) * 0.25));
  }
  const waiting = weights.reduce((sum, weight, n) => sum + weight * Math.max(0, n - 3), 0);
  const exact = (0.25 * waiting) / weights.reduce((sum, weight) => sum + weight, 0) / 1.68;
  near(after(text, 'share whose order ends while they wait'), exact, 0.03);
});

test('schedule: referrals grow and places open as the figures say', () => {
  const text = printed('schedule.ts');
  const years = text.trim().split('\n');
  // 0.5 a day growing by a tenth a year: 0.5 x 365 x 0.1 / ln 1.1 in the first.
  years.forEach((line, year) => near(after(line, 'referred'), (18.25 / Math.log(1.1)) * 1.1 ** year, 0.01));
  // Built somewhere between two and four years from now: a quarter of the third year on average, three of the fourth.
  [60, 60, 50 + 40 / 4, 50 + (40 * 3) / 4, 90].forEach((exact, year) =>
    near(after(years[year], 'places'), exact, 0.025),
  );
});

test('two-policies: the same luck tells a small difference apart, and agrees with the formula', () => {
  const text = printed('two-policies.ts');
  const [same, other] = ['same luck', 'other luck'].map(words => ({
    mean: after(text, words),
    half: after(text.slice(text.indexOf(words)), 'within'),
  }));
  assert.ok(same.half < other.half / 4, `${same.half} beside ${other.half}`);
  assert.ok(Math.abs(same.mean - after(text, 'by formula')) < 1.5 * same.half);
});

test('fewest: as many places as the formula says, within one', () => {
  const text = printed('fewest.ts');
  assert.ok(Math.abs(after(text, 'simulated') - after(text, 'by formula')) <= 1);
});

test('own-scenario: where fewer begin than come a list grows, and with seats enough there is none', () => {
  const text = printed('own-scenario.ts');
  // 30 a month come and 120 seats of 5 months take 24: at least 6 x 43 more by the end, with those who come again.
  assert.ok(after(text, 'As now leaves') >= 6 * 43);
  assert.match(text, /more seats none/);
  assert.equal(after(text, 'assumptions without a source'), 0);
});

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('everything that is exported stands in the README, functions in its tables and types by name', () => {
  const index = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const named = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, names]) =>
    names
      .split(',')
      .map(name => name.split(' as ').at(-1)!.trim())
      .filter(name => name !== ''),
  );
  const told = new Set(
    [...readme.split('## Everything it exports')[1].matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  assert.ok(named.length > 100 && Object.keys(library).every(name => named.includes(name)));
  assert.deepEqual(
    named.filter(name => !told.has(name)),
    [],
  );
});

test('the model of the README runs as it stands and prints what stands there, near the formula', () => {
  const [, code, printed] = /```ts\n([^]*?)```\n\n```\n([^]*?)```/.exec(readme)!;
  const said = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
    cwd: fileURLToPath(folder),
    encoding: 'utf8',
  });
  assert.equal(said, printed);
  near(after(said, 'nurse, mean wait'), after(said, 'by formula'), 0.06);
});
