import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { formFields } from '../post.ts';
import { wordsOf } from '../read-page.ts';
import { signedInAs } from '../services.ts';
import { deskKey, openDeskHouse, sendFile, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';
import { unsealed } from '../../src/study-desk/sealed-file.ts';

let house: DeskHouse;
let study: string;
before(async () => {
  house = await openDeskHouse();
  study = await house.walk.begin('What may come in');
});
after(() => house.close());

/** Every file below the desk's folder. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(name => statSync(name).isFile());

const kept = () => filesIn(house.folder).filter(name => /extract/.test(name));
/** The rows of extracts; what their columns are called is sealed beside them. */
const keptRows = () => kept().filter(name => name.endsWith('.sealed') && !name.endsWith('.columns.sealed'));
const bytes = (text: string) => Buffer.from(text, 'latin1');
const header = 'person,arm\np1,a\n';
const filler = 'p2,b\n'.repeat(2000);

const disguises: Readonly<Record<string, Buffer>> = {
  'a JPEG': bytes('\xff\xd8\xff\xe0\0\x10JFIF'),
  'a PNG': bytes('\x89PNG\r\n\x1a\n'),
  'a GIF': bytes('GIF89a\x01\0'),
  'a WebP': bytes('RIFF\0\0\0\0WEBPVP8 '),
  'a HEIC': bytes('\0\0\0\x18ftypheic'),
  'an MP4': bytes('\0\0\0\x18ftypmp42'),
  'a Matroska film': bytes('\x1aE\xdf\xa3'),
  'a PDF': bytes('%PDF-1.7\n'),
  'a ZIP': bytes('PK\x03\x04\x14\0'),
  'a gzip': bytes('\x1f\x8b\x08\0'),
  'an old document': bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  'an SVG': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
  'a web page': Buffer.from('<!doctype html><img src="x">'),
  'a JPEG behind a header': Buffer.concat([Buffer.from(header), bytes('\xff\xd8\xff\xe0\0\x10JFIF')]),
  'a PNG behind many rows': Buffer.concat([Buffer.from(header + filler), bytes('\x89PNG\r\n\x1a\n\0\0')]),
  'a ZIP that begins as Parquet': bytes('PAR1PK\x03\x04\x14\0rest'),
  'a picture as base64 in a cell': Buffer.from(`${header}p3,${'iVBORw0KGgo'.repeat(80)}\n`),
};

test('E1: no picture, film, document or archive comes in, whatever it is called and wherever it hides; a scan of storage finds nothing', async () => {
  for (const [what, content] of Object.entries(disguises)) {
    const answer = await house.walk.bring(study, 'people.csv', content);
    assert.equal(answer.statusCode, 422, what);
    assert.match(wordsOf(answer.body), /[Nn]othing (of it )?was (kept|analysed)/, what);
    assert.deepEqual(kept(), [], what);
  }
});

test('a name that says it is no table is refused in words', async () => {
  for (const name of ['photo.jpg', 'people.csv.exe', '.csv', '../../etc/people.txt']) {
    const answer = await house.walk.bring(study, name, header);
    assert.equal(answer.statusCode, 422, name);
    assert.match(wordsOf(answer.body), /ends with \.csv or \.parquet/, name);
  }
  assert.deepEqual(kept(), []);
});

test('an extract is kept sealed under a random name: nobody who reads the disk reads a row, and the key opens it whole', async () => {
  const content = madeUpExtract(300);
  assert.equal((await house.walk.bring(study, 'C:\\data\\people.csv', content)).statusCode, 303);
  await settled(house.desk, study);
  const [sealed] = keptRows();
  assert.match(sealed, /\/[0-9a-f-]{36}\.sealed$/);
  assert.equal(statSync(sealed).mode & 0o077, 0);
  for (const name of filesIn(house.folder)) {
    assert.doesNotMatch(readFileSync(name, 'latin1'), /p12,|began_on,detected/, name);
  }
  assert.equal(Buffer.from(unsealed(sealed, deskKey)).toString('utf8'), content);
  const page = wordsOf((await house.walk.open(`${study}/extract`)).body);
  assert.match(page, /people\.csv/);
  assert.doesNotMatch(page, /C:\\/);
});

test('removed means gone, and the same name again takes the place of the old one', async () => {
  await house.walk.bring(study, 'people.csv', madeUpExtract(200));
  await settled(house.desk, study);
  assert.equal(keptRows().length, 1);
  const url = `${study}/extract`;
  const extract = /name="extract" value="([^"]+)"/.exec((await house.walk.open(url)).body)![1];
  assert.equal((await house.walk.fill(url, `${url}/remove`, { extract })).statusCode, 303);
  assert.deepEqual(kept(), []);
});

test('a damaged table is told in words once it has been looked through', async () => {
  await house.walk.bring(study, 'people.csv', 'a,a\n1,2\n');
  const work = await settled(house.desk, study);
  assert.equal(work.state, 'refused');
  assert.match(wordsOf((await house.walk.open(`${study}/extract`)).body), /This could not be done/);
});

test('nobody but an analyst brings a file, and nothing of it is read without the form’s own token', async () => {
  const url = `${study}/extract`;
  const before = kept().length;
  const fields = formFields((await house.walk.open(url)).body, url);
  const file = { name: 'people.csv', content: header };
  assert.equal((await sendFile(house.app, url, fields, file, signedInAs('practitioner'))).statusCode, 403);
  assert.equal((await sendFile(house.app, url, fields, file, '')).statusCode, 401);
  const forged = await sendFile(house.app, url, { ...fields, _token: 'made up' }, file);
  assert.equal(forged.statusCode, 422);
  assert.match(wordsOf(forged.body), /Nothing was sent yet/);
  assert.equal(kept().length, before);
});

test('a file sent to any other form is refused as it always was', async () => {
  const answer = await sendFile(house.app, '/desk/new', {}, { name: 'x.csv', content: header });
  assert.equal(answer.statusCode, 415);
});

test('a file that breaks off on its way leaves nothing behind', async () => {
  const url = `${study}/extract`;
  const before = kept();
  const fields = formFields((await house.walk.open(url)).body, url);
  const head = Object.entries(fields).map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const answer = await house.app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'multipart/form-data; boundary=b',
      'sec-fetch-site': 'same-origin',
      cookie: signedInAs('analyst'),
    },
    payload: `${head.join('')}--b\r\ncontent-disposition: form-data; name="file"; filename="half.csv"\r\n\r\n${header}${filler}`,
  });
  assert.equal(answer.statusCode, 422);
  assert.match(wordsOf(answer.body), /broke off/);
  assert.deepEqual(kept(), before);
});

test('two files that come one right after the other are both read; in a demonstration a made-up extract and protocol are there to try', async () => {
  const examples = mkdtempSync(join(tmpdir(), 'throughcare-example-'));
  writeFileSync(join(examples, 'people.csv'), madeUpExtract(100));
  writeFileSync(join(examples, 'other.csv'), 'id,kind\n1,a\n2,b\n');
  writeFileSync(join(examples, 'protocol.yaml'), madeUpProtocol);
  const files = ['people.csv', 'other.csv'].map(name => ({ name, file: join(examples, name) }));
  const tried = await openDeskHouse({ example: { files, protocol: join(examples, 'protocol.yaml') } });
  after(() => tried.close());
  const own = await tried.walk.begin();
  assert.equal((await tried.walk.fill(`${own}/extract`, `${own}/extract/made-up`)).statusCode, 303);
  const kept = () => tried.desk.study(own.split('/').at(-1)!)!;
  for (let k = 0; k < 200 && !kept().extracts.every(one => tried.desk.columns(kept(), one.id)); k++)
    await wait(50);
  const page = wordsOf((await tried.walk.open(`${own}/extract`)).body);
  assert.match(page, /100 rows/);
  assert.match(page, /2 rows/);
  assert.doesNotMatch(page, /try it with made-up people/);
  const { body } = await tried.walk.fill(`${own}/protocol`, `${own}/protocol`, { text: '', act: 'example' });
  assert.match(wordsOf(body), /No fault/);
  rmSync(examples, { recursive: true });
});

test('a Parquet file comes in as a table does', async () => {
  const file = new URL('../../../evidence/test/fixtures/people.parquet', import.meta.url);
  const own = await house.walk.begin('Parquet');
  assert.equal((await house.walk.bring(own, 'people.parquet', readFileSync(file))).statusCode, 303);
  const work = await settled(house.desk, own);
  assert.equal(work.state, 'done', work.why);
  assert.match(wordsOf((await house.walk.open(`${own}/extract`)).body), /\d rows\./);
});
