import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readProtocol } from '@throughcare/evidence';
import { formFields, post } from '../post.ts';
import { textsOf, wordsOf } from '../read-page.ts';
import { analyst, openDeskHouse, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';

let house: DeskHouse;
let study: string;
before(async () => {
  house = await openDeskHouse();
  study = await house.walk.begin('A protocol');
});
after(() => house.close());

const url = () => `${study}/protocol`;
const typed = (html: string) =>
  /<textarea[^>]*id="text"[^>]*>\n?([\s\S]*?)<\/textarea>/
    .exec(html)![1]
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

test('faults are told by line and column with the line itself, without a script, and what was typed comes back as it was', async () => {
  const text = madeUpProtocol.replace('estimand: ATO', 'estimand: <b>everybody</b>');
  const line = text.split('\n').findIndex(own => own.startsWith('estimand')) + 1;
  const { statusCode, body } = await house.walk.fill(url(), url(), { text, act: 'check' });
  assert.equal(statusCode, 200);
  assert.equal(typed(body), text);
  const said = wordsOf(body);
  assert.ok(said.includes(`Line ${line}, column 1`), said);
  assert.match(said, /There is no default/);
  assert.ok(textsOf(body, 'code').includes('estimand: <b>everybody</b>'));
  assert.doesNotMatch(body, /<b>everybody/);
  assert.equal(house.desk.study(study.split('/').at(-1)!)!.protocols.length, 0, 'a check keeps nothing');
});

test('a protocol without a fault says what it will do, and which file is still missing', async () => {
  const { body } = await house.walk.fill(url(), url(), { text: madeUpProtocol, act: 'check' });
  const said = wordsOf(body);
  assert.match(said, /No fault/);
  assert.match(said, /people on the programme, with people without it/);
  assert.match(said, /It needs the file people\.csv/);
});

test('a draft comes from the columns of the extract, picks no estimand, and keeps nothing by itself', async () => {
  await house.walk.bring(study, 'people.csv', madeUpExtract());
  await settled(house.desk, study);
  const { body } = await house.walk.fill(url(), url(), { text: '', act: 'draft' });
  const draft = typed(body);
  assert.match(draft, /file: people\.csv/);
  const read = readProtocol(draft);
  assert.ok(!read.ok && read.faults.some(({ at }) => at.startsWith('estimand')), draft);
  assert.equal(house.desk.study(study.split('/').at(-1)!)!.protocols.length, 0);
});

test('a column that the extract has not got is told beside the protocol', async () => {
  const text = madeUpProtocol.replace(
    '        age: number\n',
    '        age: number\n        postcode: text\n',
  );
  const { body } = await house.walk.fill(url(), url(), { text, act: 'check' });
  assert.match(wordsOf(body), /It needs a column postcode in people\.csv/);
});

test('a protocol with faults can be kept, and not designed', async () => {
  const text = madeUpProtocol.replace('estimand: ATO\n', '');
  assert.equal((await house.walk.fill(url(), url(), { text, act: 'save' })).statusCode, 303);
  assert.match(wordsOf((await house.walk.open(study)).body), /Version 1 has one fault/);
  const refused = await house.walk.fill(`${study}/design`, `${study}/design`);
  assert.equal(refused.statusCode, 409);
  assert.match(wordsOf(refused.body), /The protocol has faults/);
});

test('of two people who write at once the second is shown what differs, and loses nothing', async () => {
  const first = formFields((await house.walk.open(url())).body, url());
  await house.walk.fill(url(), url(), { text: madeUpProtocol, act: 'save' });
  const mine = madeUpProtocol.replace('365', '730');
  const answer = await post(house.app, url(), { ...first, text: mine, act: 'save' }, analyst);
  assert.equal(answer.statusCode, 409);
  assert.equal(typed(answer.body), mine);
  const said = wordsOf(answer.body);
  assert.match(said, /Somebody else changed this while you were writing/);
  assert.match(said, /within_days: 365/);
  assert.match(said, /within_days: 730/);
  const again = formFields(answer.body, url());
  assert.equal(
    (await post(house.app, url(), { ...again, text: mine, act: 'save' }, analyst)).statusCode,
    303,
  );
});

test('a form that was open too long keeps what was typed', async () => {
  const fields = { ...formFields((await house.walk.open(url())).body, url()), _token: 'old' };
  const answer = await post(house.app, url(), { ...fields, text: 'study: kept', act: 'save' }, analyst);
  assert.equal(answer.statusCode, 422);
  assert.equal(typed(answer.body), 'study: kept');
});
