import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanAlone, PlanResult } from '@throughcare/planning';
import { plan } from '../../src/commands/plan.ts';

const example = (name: string): string =>
  join(import.meta.dirname, '../../../examples/plans', `${name}.yaml`);
const both = [example('everybody-imprisoned'), example('programme-for-every-community-sentence')];

async function call(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await plan.run(args, { out: text => (out += text), err: text => (err += text) });
  return { status, out, err };
}

test('plan run tells the conclusion first, then what has no source', async () => {
  const { status, out } = await call('run', ...both, '--replications', '2');
  assert.equal(status, 0);
  const [first] = out.split('\n');
  assert.match(first, /^Prison for everybody leaves .* people waiting in year five, a programme with every/);
  const at = (text: string): number => {
    assert.ok(out.includes(text), text);
    return out.indexOf(text);
  };
  assert.ok(at('A draft of 2 runs') < at('No source ('));
  assert.ok(at('No source (') < at('What differs'));
  assert.ok(at('What differs') < at('With a source'));
  assert.match(out, /The harm to a child\. It is never given a price\./);
});

test('plan run --json gives the whole result, the same for the same seed, here or in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const args = ['run', ...both, '--replications', '2', '--seed', '7', '--json'];
    const { out } = await call(...args);
    const result = JSON.parse(out) as PlanResult;
    assert.deepEqual([result.format, result.seed, result.replications], ['throughcare plan 1', 7, 2]);
    const file = join(folder, 'result.json');
    assert.equal((await call(...args, '--out', file)).status, 0);
    assert.equal(readFileSync(file, 'utf8'), out);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('plan run of one plan tells who waits by what people carry, in words and in --json with intervals', async () => {
  const service = join(import.meta.dirname, '../../../examples/calibration/small-service.yaml');
  const { out } = await call('run', service, '--replications', '2');
  assert.match(out, /Who waits, year 6\n {2}.*, year 6, people whose \w+ is \w+: .* \(95% of runs /);
  const { out: json } = await call('run', service, '--replications', '2', '--json');
  const { byAttribute, provenance } = JSON.parse(json) as PlanAlone;
  const short = byAttribute.filter(
    each => each.stage === 'programme' && each.attribute === 'order' && each.value === 'short',
  );
  assert.equal(new Set(short.map(each => each.year)).size, 6);
  for (const { id, low, middle, high } of short) {
    assert.ok(low <= middle && middle <= high && provenance[id] !== undefined, id);
  }
});

test('a faulty scenario is answered by file, line and mend, and nothing is run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, readFileSync(example('base'), 'utf8').replace('rate: arrests\n', 'rate: arests\n'));
    const { status, out, err } = await call('run', file, file);
    assert.equal(status, 2);
    assert.equal(out, '');
    assert.match(
      err,
      /mine\.yaml:\d+:\d+ There is no parameter arests\. Did you mean arrests\?\nNothing was run\./,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a missing file, a wrong number and a wrong call each say what to do', async () => {
  const missing = await call('run', 'nowhere.yaml', 'nowhere.yaml');
  assert.equal(missing.status, 2);
  assert.match(missing.err, /nowhere\.yaml can't be read \(ENOENT\)[^]*Nothing was run\./);
  const wrong = await call('run', ...both, '--replications', 'many');
  assert.equal(wrong.status, 2);
  assert.match(wrong.err, /--replications was many; a whole number is needed/);
  for (const args of [[], ['walk'], ['run'], ['run', ...both, '--fast'], ['check']]) {
    const { status, err } = await call(...args);
    assert.equal(status, 2);
    assert.match(err, /throughcare plan (run|check) FILE\.yaml/);
  }
});

test('one file alone: every statistic has its interval and opens, the same on any number of threads', async () => {
  const args = ['run', example('base'), '--replications', '3', '--json'];
  const one = await call(...args, '--threads', '1');
  assert.equal(one.out, (await call(...args, '--threads', '2')).out);
  const result = JSON.parse(one.out) as PlanAlone;
  assert.equal(result.format, 'throughcare plan alone 1');
  assert.ok(result.statistics.length > 1000);
  for (const { id, low, middle, high } of result.statistics) {
    assert.ok(low <= middle && middle <= high, id);
    assert.ok(result.provenance[id].parameters.length > 0, id);
  }
  assert.equal(result.assumptions[0].sourced, false);
});

test('several files are each compared with the first', async () => {
  const { out } = await call('run', ...both, example('base'), '--replications', '2', '--json');
  const { comparisons } = JSON.parse(out) as { comparisons: PlanResult[] };
  assert.deepEqual(
    comparisons.map(each => each.scenarios.map(face => face.file)),
    [
      ['everybody-imprisoned.yaml', 'programme-for-every-community-sentence.yaml'],
      ['everybody-imprisoned.yaml', 'base.yaml'],
    ],
  );
  assert.equal(
    (await call('run', ...both, '--replications', '2', '--json')).out,
    `${JSON.stringify(comparisons[0], null, 1)}\n`,
  );
});

test('plan check runs nothing and says how many numbers have no source', async () => {
  const { status, out } = await call('check', ...both);
  assert.equal(status, 0);
  assert.match(out, /everybody-imprisoned\.yaml can be run: Prison for everybody\. \d+ of its \d+ numbers/);
});

test('Ctrl-C gives what is known by then: the runs that a shorter call would have made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'short.yaml');
    writeFileSync(
      file,
      readFileSync(example('base'), 'utf8')
        .replace('years: 10', 'years: 1')
        .replace('drawnYear: 5', 'drawnYear: 1'),
    );
    let out = '';
    let err = '';
    const stopAtTheFirstWord = (text: string): void => {
      if (err === '') process.emit('SIGINT');
      err += text;
    };
    const args = ['run', file, '--threads', '1', '--json', '--replications'];
    const status = await plan.run([...args, '40'], { out: text => (out += text), err: stopAtTheFirstWord });
    assert.equal(status, 130);
    const said = JSON.parse(out) as PlanAlone;
    assert.ok(said.replications >= 4 && said.replications < 40);
    assert.match(err, new RegExp(`Stopped after ${said.replications} of 40 runs`));
    assert.equal((await call(...args, `${said.replications}`)).out, out);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('plan places gives for each wait the fewest places with their interval: a shorter wait needs no fewer', async () => {
  const { status, out } = await call('places', both[1], '--weeks', '4,26', '--runs', '2', '--json');
  assert.equal(status, 0);
  const { place, rows } = JSON.parse(out) as {
    place: string;
    rows: { weeks: number; places: { low: number; middle: number; high: number } }[];
  };
  assert.equal(place, 'programme');
  const [short, long] = rows.map(row => row.places);
  assert.ok(short.middle >= long.middle && short.low <= short.middle && short.middle <= short.high);
  for (const wrong of [
    ['--runs', '1'],
    ['--weeks', 'soon'],
    ['--most', '0'],
  ]) {
    assert.equal((await call('places', both[1], ...wrong)).status, 2, wrong.join(' '));
  }
});
