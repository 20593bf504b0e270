import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isEstimate, replicationPack } from '../../src/index.ts';
import { protocolText, smallFiles } from '../small-study.ts';
import { REPLICATED, runStudy } from './replicated-studies.ts';

const hasR = spawnSync('Rscript', ['-e', 'library(survival)'], { stdio: 'ignore' }).status === 0;

function runInR(pack: ReadonlyMap<string, string>): {
  readonly status: number | null;
  readonly said: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'replication of a study '));
  try {
    for (const [name, text] of pack) writeFileSync(join(folder, name), text);
    const { status, stdout, stderr } = spawnSync('Rscript', [join(folder, 'replicate.R')], {
      encoding: 'utf8',
      cwd: tmpdir(),
    });
    return { status, said: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [name, make] of Object.entries(REPLICATED)) {
  test(`R makes the headline again from the pack: ${name}`, () => {
    const { run, text } = make();
    const pack = replicationPack(run, text);
    const script = pack.get('replicate.R') ?? '';
    const made = run.report.pairs.filter(({ headline }) => isEstimate(headline));
    assert.ok(made.length > 0, run.report.pairs.map(({ conclusion }) => conclusion.sentences[0]).join());
    for (const { headline } of made)
      assert.ok(isEstimate(headline) && script.includes(`value = ${headline.value}`));
    if (!hasR) return;
    const { status, said } = runInR(pack);
    assert.equal(status, 0, said);
    const ratios = made.filter(({ hazardRatio }) => isEstimate(hazardRatio)).length;
    assert.match(said, new RegExp(`All ${made.length + ratios} figures are the same`));
  });
}

const whole = runStudy(protocolText, smallFiles(700));

test('a pack holds protocol, lock, seed, people, balance, script and a guide, and nobody by their id', () => {
  const pack = replicationPack(whole.run, whole.text);
  assert.deepEqual(
    [...pack.keys()],
    ['protocol.yaml', 'lock.json', 'seed', 'data.csv', 'balance.csv', 'replicate.R', 'README.txt'],
  );
  assert.equal(pack.get('protocol.yaml'), whole.text);
  assert.deepEqual(JSON.parse(pack.get('lock.json') ?? ''), JSON.parse(JSON.stringify(whole.run.lock)));
  for (const text of pack.values()) assert.doesNotMatch(text, /\bp\d+\b/);
});

test('a person has one number in every comparison, and numbers follow the order of no file', () => {
  const [, ...rows] = (replicationPack(whole.run, whole.text).get('data.csv') ?? '').trimEnd().split('\n');
  const inPair = (pair: string) => rows.map(line => line.split(',')).filter(([own]) => own === pair);
  const controls = ['1', '2'].map(pair =>
    inPair(pair)
      .filter(cells => cells[2] === '0')
      .map(([, person]) => person),
  );
  assert.deepEqual(controls[0], controls[1]);
  const numbers = inPair('1').map(([, person]) => Number(person));
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(numbers).size, numbers.length);
});

test('R says so, and ends with status 1, when one person of the data is changed', () => {
  const pack = new Map(replicationPack(whole.run, whole.text));
  const lines = (pack.get('data.csv') ?? '').split('\n');
  const cells = lines[1].split(',');
  cells[6] = cells[6] === '1' ? '0' : '1';
  pack.set('data.csv', [lines[0], cells.join(','), ...lines.slice(2)].join('\n'));
  assert.match(pack.get('replicate.R') ?? '', /quit\(status = if \(apart > 0\) 1 else 0\)/);
  if (!hasR) return;
  const { status, said } = runInR(pack);
  assert.equal(status, 1, said);
  assert.match(said, /NOT THE SAME: the figures are apart/);
});

test('names that mean something to R, a spreadsheet or a reader of lines are text in every file', () => {
  const label = `quit(status = 3) "\\" # Zoë 😀`;
  const { run } = whole;
  const [pair, ...others] = run.report.pairs;
  const hostile = {
    ...pair,
    first: `a"); quit(status = 3); c("${label}`,
    balance: pair.balance.map(row => ({ ...row, covariate: `=HYPERLINK("x"),\n${row.covariate}` })),
  };
  const [people, ...rest] = run.people;
  const pack = replicationPack(
    {
      ...run,
      report: { ...run.report, study: label, pairs: [hostile, ...others] },
      people: [{ ...people, first: hostile.first }, ...rest],
    },
    whole.text,
  );
  assert.match(pack.get('balance.csv') ?? '', /"'=HYPERLINK\(""x""\),\n/);
  assert.match(pack.get('replicate.R') ?? '', /^[\n -~]*$/);
  if (!hasR) return;
  const { status, said } = runInR(pack);
  assert.equal(status, 0, said);
});

test('a pair without a headline is named with its reason, and the script still runs', () => {
  const { run } = whole;
  const [pair, ...others] = run.report.pairs;
  const headline = { withheld: 'Nobody in one of the groups was detected.' };
  const report = { ...run.report, pairs: [{ ...pair, headline }, ...others] };
  const pack = replicationPack({ ...run, report }, whole.text);
  assert.match(pack.get('README.txt') ?? '', /Not made again: programme against alone: Nobody in one/);
  if (!hasR) return;
  const { status, said } = runInR(pack);
  assert.equal(status, 0, said);
  assert.match(said, /Not made again: programme against alone: Nobody/);
});

test('a protocol that is not the one that was run makes no pack', () => {
  assert.throws(() => replicationPack(whole.run, `${whole.text}\n# changed`), /hashes differ/);
});
