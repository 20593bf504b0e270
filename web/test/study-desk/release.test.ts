import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateRawSync, crc32 } from 'node:zlib';
import type { ReleasedReport, StudyReport } from '@throughcare/evidence';
import { readPage, wordsOf } from '../read-page.ts';
import { signedInAs } from '../services.ts';
import { openDeskHouse, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';

let house: DeskHouse;
let study: string;
let runs: string[];

/** Keeps a protocol, designs, locks and runs it; gives the run's id. */
async function runOf(text: string): Promise<string> {
  const { walk, desk } = house;
  await walk.fill(`${study}/protocol`, `${study}/protocol`, { text, act: 'save' });
  await walk.fill(`${study}/design`, `${study}/design`);
  await settled(desk, study);
  await walk.fill(`${study}/design`, `${study}/lock`);
  await walk.fill(`${study}/run`, `${study}/run`);
  const work = await settled(desk, study);
  assert.equal(work.state, 'done', work.why);
  return work.id;
}

before(async () => {
  house = await openDeskHouse();
  study = await house.walk.begin();
  await house.walk.bring(study, 'people.csv', madeUpExtract(1200));
  await settled(house.desk, study);
  runs = [await runOf(madeUpProtocol), await runOf(madeUpProtocol.replace('from: 25', 'from: 30'))];
});
after(() => house.close());

test('two runs stand side by side: figures, what they stand on, data by its hash, and every line that changed', async () => {
  const { body, statusCode } = await house.walk.open(`${study}/compare?first=${runs[0]}&second=${runs[1]}`);
  assert.equal(statusCode, 200);
  const said = wordsOf(body);
  assert.match(said, /With people made alike/);
  assert.match(said, /Version 1.*\n.*Version 2/);
  assert.match(said, /−\s+where: \{ age: \{ from: 25 \} \}/);
  assert.match(said, /\+\s+where: \{ age: \{ from: 30 \} \}/);
  assert.doesNotMatch(said, /smallest_difference_that_matters.*\n.*does_not_show/);
  assert.match(said, /Changed after outcomes\s+no\s+yes/, 'E15: for ever');
  assert.equal((await house.walk.open(`${study}/compare?first=${runs[0]}&second=x`)).statusCode, 404);
});

/** The files of an archive, read by its own table of contents. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let k = 0; k < bytes.readUInt16LE(end + 10); k++) {
    const [method, sum, packed, size, named] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + named);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(from, from + packed);
    const content = method === 8 ? inflateRawSync(body) : body;
    assert.equal(content.length, size);
    assert.equal(crc32(content), sum);
    files.set(name, content);
    at += 46 + named + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}

test('the pack holds everything of a run, whole, and the same run packs to the same bytes', async () => {
  const url = `${study}/runs/${runs[0]}/pack`;
  const answer = await house.walk.open(url);
  assert.equal(answer.headers['content-type'], 'application/zip');
  assert.match(String(answer.headers['content-disposition']), /^attachment/);
  const files = unzip(answer.rawPayload);
  for (const name of [
    'protocol.yaml',
    'lock.json',
    'design.json',
    'result.json',
    'report.html',
    'report.txt',
    'release/release.json',
  ])
    assert.ok(files.has(name), `${name} of ${[...files.keys()].join()}`);
  assert.equal(files.get('protocol.yaml')!.toString(), madeUpProtocol);
  const report = JSON.parse(files.get('result.json')!.toString()) as StudyReport;
  assert.equal(report.study, 'desk-study');
  assert.deepEqual((await house.walk.open(url)).rawPayload, answer.rawPayload);
});

test('nothing is public before somebody releases it; then it names who did, and the reviewer', async () => {
  const report = `/reports/${runs[0]}`;
  assert.match((await readPage(house.app, '/reports')).words, /Nothing has been released yet/);
  assert.equal((await readPage(house.app, report)).status, 404);
  const url = `${study}/runs/${runs[0]}/release`;
  const self = await house.walk.fill(url, url, { reviewer: 'ines vale' });
  assert.equal(self.statusCode, 422);
  assert.match(wordsOf(self.body), /somebody else than you/);
  assert.equal((await readPage(house.app, report)).status, 404);

  const sent = await house.walk.fill(url, url, { reviewer: 'Tobin Ashgrove' });
  assert.equal(sent.headers.location, report);
  for (const page of ['/reports', report]) {
    const { words } = await readPage(house.app, page);
    assert.match(words, /Released by Ines Vale/, page);
    assert.match(words, /Read by Tobin Ashgrove, lay or survivor reviewer/, page);
  }
});

test('E16: what is public is what disclosure control let through: no exact count, no hash of data, no row', async () => {
  const exact = JSON.parse(
    unzip((await house.walk.open(`${study}/runs/${runs[0]}/pack`)).rawPayload)
      .get('result.json')!
      .toString(),
  ) as StudyReport;
  const pages = [`/reports/${runs[0]}`, `/reports/${runs[0]}/whole`, `/reports/${runs[0]}/data`];
  for (const url of pages) {
    const { body } = await house.app.inject({ url });
    assert.ok(!body.includes(exact.standsOn.files[0].sha256.slice(0, 12)), url);
    for (const arm of exact.arms.filter(({ n }) => n % 5 !== 0)) {
      assert.ok(
        !new RegExp(`\\b${arm.n.toLocaleString('en-GB')}\\b`).test(wordsOf(body)),
        `${arm.n} in ${url}`,
      );
    }
  }
  const data = JSON.parse((await house.app.inject({ url: pages[2] })).body) as ReleasedReport;
  assert.equal(data.signed?.by, 'Ines Vale');
});

test('the whole report stands alone: no script, and its own style sheet is allowed by its hash', async () => {
  for (const [url, cookie] of [
    [`/reports/${runs[0]}/whole`, ''],
    [`${study}/runs/${runs[0]}/report`, signedInAs('analyst')],
  ] as const) {
    const { headers, body } = await house.app.inject({ url, headers: { cookie } });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='/);
    assert.doesNotMatch(policy, /script-src|unsafe/);
    assert.doesNotMatch(body, /<script/);
  }
});

test('a release that could be subtracted from an earlier one is refused in words, and nothing goes out', async () => {
  const people = madeUpExtract(1200).trimEnd().split('\n');
  // The same people but for five of one group, who are old enough to be in it.
  const out = people.filter(row => /^p\d+,programme,[a-z]+,[345]/.test(row)).slice(0, 5);
  const but = people.filter(row => !out.includes(row));
  await house.walk.bring(study, 'people.csv', `${but.join('\n')}\n`);
  await settled(house.desk, study);
  const few = await runOf(`${madeUpProtocol}# but for a few\n`);
  const url = `${study}/runs/${few}/release`;
  const answer = await house.walk.fill(url, url);
  assert.equal(answer.statusCode, 409);
  assert.match(wordsOf(answer.body), /This release cannot go out/);
  assert.equal((await readPage(house.app, `/reports/${few}`)).status, 404);
});

test('commissioners and the public reach what was released and nothing else', async () => {
  for (const cookie of ['', signedInAs('commissioner'), signedInAs('practitioner')]) {
    assert.equal(
      (await house.app.inject({ url: `/reports/${runs[0]}`, headers: { cookie } })).statusCode,
      200,
    );
    for (const url of [
      '/desk',
      study,
      `${study}/runs/${runs[0]}`,
      `${study}/runs/${runs[0]}/pack`,
      `${study}/runs/${runs[0]}/report`,
    ]) {
      const { statusCode } = await house.app.inject({ url, headers: { cookie } });
      assert.equal(statusCode, cookie === '' ? 303 : 403, url);
    }
  }
  assert.equal((await readPage(house.app, `/reports/${runs[1]}`)).status, 404);
  assert.equal((await readPage(house.app, '/reports/..%2f..%2fledger')).status, 404);
});

test('E15: the register lists every study with every look and what it found, also of a look that was not released', async () => {
  const said = wordsOf((await house.walk.open('/desk/register')).body);
  assert.match(said, /Are people on the programme detected less often\?/);
  assert.ok((said.match(/programme against none: (lower|higher|cannot tell yet)/g) ?? []).length >= 3, said);
  assert.match(said, /the protocol was changed after outcomes had been seen/);
  assert.match(said, /Ines Vale, read by Tobin Ashgrove/);
  assert.match(said, /not released/);
});

test('another organisation has a desk of its own: it finds nothing of this one', () => {
  const other = house.studyDesk.of('00000000-0000-4000-8000-000000000002');
  assert.deepEqual(other.list(), []);
  assert.equal(other.study(study.split('/').at(-1)!), undefined);
});
