import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { wordsOf } from '../read-page.ts';
import { openDeskHouse, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';

let house: DeskHouse;
before(async () => (house = await openDeskHouse()));
after(() => house.close());

test('an analyst brings an extract, writes a protocol, designs, locks and runs, and reads what was found, without a script', async () => {
  const { walk, desk } = house;
  const study = await walk.begin();
  const brought = await walk.bring(study, 'people.csv', madeUpExtract());
  assert.equal(brought.statusCode, 303, wordsOf(brought.body));
  assert.equal((await settled(desk, study)).state, 'done');
  const extract = wordsOf((await walk.open(`${study}/extract`)).body);
  assert.match(extract, /600 rows/);
  assert.match(extract, /none, programme/);

  const kept = await walk.fill(`${study}/protocol`, `${study}/protocol`, {
    text: madeUpProtocol,
    act: 'save',
  });
  assert.equal(kept.statusCode, 303);
  await walk.fill(`${study}/design`, `${study}/design`);
  const designed = await settled(desk, study);
  assert.equal(designed.state, 'done', designed.why);
  const design = wordsOf((await walk.open(`${study}/design`)).body);
  assert.match(design, /25 or older/);
  assert.match(design, /Lock this design/);
  assert.equal((await walk.fill(`${study}/design`, `${study}/lock`)).statusCode, 303);

  await walk.fill(`${study}/run`, `${study}/run`);
  const ran = await settled(desk, study);
  assert.equal(ran.state, 'done', ran.why);
  const led = await walk.open(`${study}/run?run=${ran.id}`);
  assert.equal(led.statusCode, 303);
  const found = await walk.open(String(led.headers.location));
  assert.equal(found.statusCode, 200);
  assert.match(wordsOf(found.body), /Conclusion: (lower|higher|cannot tell yet)/);
  assert.match(wordsOf((await walk.open(study)).body), /Run once/);
});
