import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { study } from '../../src/commands/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare study '));
after(() => rmSync(folder, { recursive: true }));

const protocol = `study: small
question: Does it help?
population: invented people
made_up: true
does_not_show: [anything real]
data:
  cohort: people
  files:
    people:
      file: people.csv
      columns:
        kind: text
        age: number
        back: { one_of: ['no', 'yes'] }
        days: number
eligibility: []
arms:
  a: { label: people of a, where: { kind: a }, programme: none }
  b: { label: people of b, where: { kind: [b, bb] }, programme: none }
outcome:
  detected: detected return
  within_days: 365
  conviction_lag_days: 0
  recorded_in: { event: back, is: 'yes', days: days, from: release, complete_because: a year has passed for everybody }
covariates: [{ column: age, as: number }]
estimand: ATO
smallest_difference_that_matters: 10
compare: [[a, b]]
`;
const kinds = ['a', 'b', 'bb', 'a', ''];
const data = [
  'kind,age,back,days',
  ...Array.from(
    { length: 400 },
    (_, i) => `${kinds[i % 5]},${20 + (i % 23)},${i % 3 === 0 ? 'yes,50' : 'no,'}`,
  ),
].join('\n');

interface Call {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function call(...args: string[]): Promise<Call> {
  let [out, err] = ['', ''];
  const status = await study.run(args, {
    out: text => void (out += text),
    err: text => void (err += text),
  });
  return { status, out, err };
}

function fresh(name: string, text = protocol): { file: string; lock: string; data: string } {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  writeFileSync(join(folder, `${name}.csv`), data);
  return { file, lock: join(folder, `${name}.lock.json`), data: join(folder, `${name}.csv`) };
}

test('study run in one line designs without outcomes, locks, and prints attrition, naive, adjusted and conclusion', async () => {
  const here = fresh('one-line');
  const { status, out, err } = await call('run', here.file, '--data', here.data);
  assert.equal(status, 0);
  assert.match(err, /designed without its outcomes and locked/);
  assert.match(out, /400 {2}rows in the file/);
  assert.match(out, /80 left out: kind: blank/);
  assert.match(out, /80 {2}kind: bb/);
  assert.match(out, /naive: .* in a thousand/);
  assert.match(out, /adjusted: .* in a thousand/);
  assert.match(out, /We cannot tell yet/);
  assert.equal(JSON.parse(readFileSync(here.lock, 'utf8')).looks.length, 1);
});

test('study design writes the lock and prints no outcome; study run then uses it', async () => {
  const here = fresh('two-steps');
  const designed = await call('design', here.file, '--data', here.data);
  assert.equal(designed.status, 0);
  assert.doesNotMatch(designed.out, /naive|detected/);
  assert.deepEqual(JSON.parse(readFileSync(here.lock, 'utf8')).looks, []);
  const ran = await call('run', here.file, '--data', here.data, '--json');
  assert.equal(ran.err, '');
  const report = JSON.parse(ran.out);
  assert.equal(report.format, 'throughcare-study-report/2');
  assert.equal(report.pairs[0].naive.arms[0].n, 160);
});

test('E15: study run refuses a protocol that is not the one locked, and a new design marks it for ever', async () => {
  const here = fresh('changed');
  await call('run', here.file, '--data', here.data);
  writeFileSync(here.file, protocol.replace('estimand: ATO', 'estimand: ATE'));
  const refused = await call('run', here.file, '--data', here.data);
  assert.equal(refused.status, 1);
  assert.equal(refused.out, '');
  assert.match(refused.err, /not the one that was locked.*the report will say for ever that it was changed/);
  await call('design', here.file, '--data', here.data);
  const marked = await call('run', here.file, '--data', here.data);
  assert.match(marked.out, /THE PROTOCOL WAS CHANGED AFTER OUTCOMES HAD BEEN SEEN/);
});

test('study run --out writes the exact result and, apart from it, what may be shared', async () => {
  const here = fresh('out');
  const to = join(folder, 'results');
  await call('run', here.file, '--data', here.data, '--out', to);
  for (const file of ['result.json', 'report.txt', join('release', 'release.json')])
    assert.ok(existsSync(join(to, file)));
  assert.equal(JSON.parse(readFileSync(join(to, 'release', 'release.json'), 'utf8')).pairs[0].arms[0].n, 160);
});

test('a faulty protocol is refused by line and column before any data is read', async () => {
  const here = fresh('faulty', protocol.replace('estimand: ATO', 'estimand: best'));
  const { status, err } = await call('run', here.file, '--data', join(folder, 'not-there.csv'));
  assert.equal(status, 1);
  assert.match(err, /line 26, column 1, estimand: Choose whom the answer is about/);
});

test('data that is not there is refused in words, and no lock is left behind', async () => {
  const here = fresh('nowhere');
  const { status, err } = await call('run', here.file, '--data', join(folder, 'not-there.csv'));
  assert.equal(status, 1);
  assert.match(err, /There is no file or folder at/);
  assert.ok(!existsSync(here.lock));
});

test('a protocol that is not there is refused in words', async () => {
  const { status, err } = await call('run', join(folder, 'none.yaml'), '--data', folder);
  assert.equal(status, 1);
  assert.match(err, /There is no protocol at .*none\.yaml/);
});

test('a result is not shown when its look cannot be written down', async () => {
  const here = fresh('no-place');
  const { status, out, err } = await call(
    'run',
    here.file,
    '--data',
    here.data,
    '--lock',
    join(folder, 'none', 'lock.json'),
  );
  assert.equal(status, 1);
  assert.equal(out, '');
  assert.match(err, /could not be written.*no result is shown/);
});

test('a wrong call gets the usage and status 2', async () => {
  for (const args of [
    [],
    ['run'],
    ['run', 'x.yaml'],
    ['look', 'x.yaml'],
    ['run', 'x.yaml', '--date', 'y'],
    ['design', 'x.yaml', '--data', 'y', '--out', 'z'],
  ]) {
    const { status, err } = await call(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /throughcare study run/);
  }
});
