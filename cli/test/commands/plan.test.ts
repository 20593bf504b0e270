import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PlanAlone, PlanResult } from '@throughcare/planning';
import { plan } from '../../src/commands/plan.ts';
import { calling } from './calling.ts';
import { desk } from './desk-plan.ts';

const example = (name: string): string =>
  join(import.meta.dirname, '../../../examples/plans', `${name}.yaml`);
const both = [example('everybody-imprisoned'), example('programme-for-every-community-sentence')];

const call = calling(plan);
/** Both at their full length, run once for the tests of what is said of them. */
let bothRun: Awaited<ReturnType<typeof call>>;

/** The same plans of one year in place of ten, where what is shown is the command and not what the plan finds. */
const short = mkdtempSync(join(tmpdir(), 'short-plans-'));
const shortOf = (name: string): string => join(short, `${name}.yaml`);
const bothShort = [shortOf('everybody-imprisoned'), shortOf('programme-for-every-community-sentence')];
const service = join(import.meta.dirname, '../../../examples/calibration/small-service.yaml');
/** A small service in which rooms alone run out, so that there is a number of them that is enough. */
const plenty = join(short, 'plenty.yaml');

before(async () => {
  cpSync(dirname(example('base')), short, { recursive: true });
  const text = readFileSync(shortOf('base'), 'utf8');
  const cut = text.replace(/^years: 10\ndrawnYear: 5$/m, 'years: 1\ndrawnYear: 1');
  assert.notEqual(cut, text);
  writeFileSync(shortOf('base'), cut);
  cpSync(service, join(short, 'small-service.yaml'));
  writeFileSync(
    plenty,
    `extends: small-service.yaml
name: Facilitators enough
parameters:
  facilitators-now: { label: Facilitators, value: 400, unit: places, date: 2023, source: Made up }
`,
  );
  bothRun = await call('run', ...both, '--replications', '2');
});
after(() => rmSync(short, { recursive: true }));

test('plan run tells the conclusion first, then what has no source', () => {
  const { status, out } = bothRun;
  assert.equal(status, 0);
  const [first] = out.split('\n');
  assert.match(
    first,
    /^Prison for everybody leaves .* people waiting in year five \(all 2 runs: .*\), a programme with every/,
  );
  const at = (text: string): number => {
    assert.ok(out.includes(text), text);
    return out.indexOf(text);
  };
  assert.ok(at('A draft of 2 runs') < at('No source ('));
  assert.ok(at('No source (') < at('What differs'));
  assert.ok(at('What differs') < at('With a source'));
  assert.match(out, /The harm to a child\. It is never given a price\./);
  // E41: whoever asks whether so many can be locked up reads how many are, and how deaths were reckoned.
  assert.match(out, /\n {2}In prison: came [\d,]+ \(.*\); there at the end [\d,]+ \(/);
  assert.match(out, /Deaths by suicide to be expected if they are 24 of 745 people arrested [\d,]+ \(/);
  assert.doesNotMatch(out, /0\.000000000/, 'last digits of sums are no difference');
  assert.doesNotMatch(out, /Charged, years 1 to 10: people who got a place/, 'nobody is ever at a fork');
});

test('E13: plan run of two runs names no side: it says how many runs that takes, and that the interval holds all', () => {
  const { out } = bothRun;
  assert.match(out, /we cannot tell yet(: that takes 59 runs at least)?\./);
  assert.match(
    out,
    /Cost over 10 years: We cannot tell yet \(all 2 runs: from £.* more to £.* more\); to tell takes 59 runs at least/,
  );
  assert.doesNotMatch(out, /95% of runs/);
});

test('plan run --json gives the whole result, the same for the same seed, here or in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const args = ['run', ...bothShort, '--replications', '2', '--seed', '7', '--json'];
    const { out } = await call(...args);
    const result = JSON.parse(out) as PlanResult;
    assert.deepEqual([result.format, result.seed, result.replications], ['throughcare plan 3', 7, 2]);
    const file = join(folder, 'result.json');
    assert.equal((await call(...args, '--out', file)).status, 0);
    assert.equal(readFileSync(file, 'utf8'), out);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('plan run of one plan tells who waits by what people carry, in words and in --json with intervals', async () => {
  const { out } = await call('run', service, '--replications', '2');
  assert.match(out, /Who waits, year 6\n {2}.*, year 6, people whose \w+ is \w+: .* \(all 2 runs /);
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

test('one file alone: what is rare is told by its mean, short waits by their size, and all years by time averages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'desk.yaml');
    writeFileSync(file, desk);
    const args = ['run', file, '--replications', '60'];
    const { out } = await call(...args, '--warm-up', '1');
    assert.match(out, /\n {2}Deaths 0\.\d+ a run on average; .* 0 to \d\n/);
    assert.match(out, /mean days waited by those who got a place in the year\. 0\.\d{2,3} \(/);
    assert.match(out, /Years 2 to 3 together, the mean of the runs\n/);
    assert.match(out, /Were the runs enough\?\n {2}Mean wait .*: 60 runs were not enough .* would be\./);
    assert.match(out, /Cost by year, and what of it each stage is\n {2}Year 1 £/);
    const { whole, warmUp, risks } = JSON.parse(
      (await call(...args, '--warm-up', '1', '--json')).out,
    ) as PlanAlone;
    assert.deepEqual([warmUp, whole.firstYear], [1, 2]);
    assert.ok(risks[0].mean > 0 && risks[0].middle === 0);
    const wrong = await call(...args, '--warm-up', '3');
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /--warm-up was 3; it can be from 0 to 2\.\nNothing was run\./);
    const two = await call('run', file, file, '--warm-up', '1');
    assert.match(two.err, /--warm-up is for one plan alone; name one file\.\nNothing was run\./);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('several files are each compared with the first', async () => {
  const { out } = await call('run', ...bothShort, shortOf('base'), '--replications', '2', '--json');
  const { comparisons } = JSON.parse(out) as { comparisons: PlanResult[] };
  assert.deepEqual(
    comparisons.map(each => each.scenarios.map(face => face.file)),
    [
      ['everybody-imprisoned.yaml', 'programme-for-every-community-sentence.yaml'],
      ['everybody-imprisoned.yaml', 'base.yaml'],
    ],
  );
  assert.equal(
    (await call('run', ...bothShort, '--replications', '2', '--json')).out,
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
  const { status, out } = await call('places', plenty, '--weeks', '12,26', '--runs', '2', '--json');
  assert.equal(status, 0);
  const said = await call('places', plenty, '--weeks', '26', '--runs', '2', '--most', '2');
  assert.match(
    said.out,
    /9 in 10 within 26 weeks: more than 2 groups at once .*; in 2 of 2 runs even 2 were too few/,
  );
  assert.match(
    said.out,
    /of 100 who want one \d+ \(.*\) begin, .* in time; .* leave the list, .* are refused, .* wait longer still/,
  );
  assert.match(
    said.out,
    /\n {6}What binds: Most of those without one in time: they [a-z ]+ \(2 of 2 runs\)\n/,
  );
  assert.match(said.out, /\n {6}What decides it: (It came out the same|No run has|2 runs are too few)/);
  const onOne = await call('places', plenty, '--weeks', '12,26', '--runs', '2', '--json', '--threads', '1');
  assert.equal(onOne.out, out);
  assert.match(onOne.err, /2 of 2 runs/);
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
    assert.equal((await call('places', plenty, ...wrong)).status, 2, wrong.join(' '));
  }
});

test('a place to write that is not there is told before anything is run, with the mend', async () => {
  const { status, out, err } = await call(
    'run',
    example('base'),
    '--out',
    '/nosuch/dir/x',
    '--replications',
    '2',
  );
  assert.deepEqual([status, out], [2, '']);
  assert.match(
    err,
    /^\/nosuch\/dir\/x can't be written: its folder is not there\. Name a file in a folder that is there, such as --out result\.txt\.\nNothing was run\.\n$/,
  );
  const folder = await call('run', example('base'), '--out', import.meta.dirname, '--replications', '2');
  assert.match(folder.err, /can't be written: it is a folder\. Name a file/);
});

test('a number without a date is marked like one without a source, and what is missing is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    const file = join(folder, 'own.yaml');
    const own =
      'parameters:\n  examination-time: { value: 80, unit: days, source: Own counts }\n  charged: { value: 30, unit: in 100 }\n';
    writeFileSync(file, `extends: ${example('base')}\nname: Own\nyears: 1\ndrawnYear: 1\n${own}`);
    const checked = await call('check', file);
    assert.match(
      checked.out,
      /35 of its 54 numbers have no source\. 2 have no date: (examination-time, charged|charged, examination-time)\.\n$/,
      checked.err,
    );
    const { out } = await call('run', file, '--replications', '2');
    const marked = out.slice(out.indexOf('No source'), out.indexOf('All 1 years'));
    assert.match(marked, /Mean time that an examination takes once begun: 80 days \[no date; Own counts\]/);
    assert.match(marked, /30 in 100 \[no date either\]/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
