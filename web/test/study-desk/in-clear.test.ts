import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { openStudyDesk } from '../../src/study-desk/desk.ts';
import { studyPlace } from '../../src/study-desk/place.ts';
import { unsealedText } from '../../src/study-desk/sealed-file.ts';
import { deskKey, openDeskHouse, ORGANISATION, settled } from './house.ts';

const SOMEBODY = 'Brackenthistle';
const house = await openDeskHouse();
after(() => house.close());

/** The files below the desk's folder that hold somebody. */
const told = () =>
  readdirSync(house.folder, { recursive: true, encoding: 'utf8' }).filter(name => {
    const file = join(house.folder, name);
    return statSync(file).isFile() && readFileSync(file, 'latin1').includes(SOMEBODY);
  });

const people = (first: string, many: number) =>
  `${first}\n${Array.from({ length: many }, (_, k) => `p${k},${SOMEBODY},${20 + k}\n`).join('')}`;

test('E3: whoever stands in an extract by mistake stands in no file in clear, in a few rows, in many, or in the place of a header', async () => {
  const files = {
    'few.csv': people('person,surname,age', 2),
    'many.csv': people('person,surname,age', 40),
    'no-header.csv': people(`p,${SOMEBODY},20`, 3),
    'same-cells.csv': people(`${SOMEBODY},${SOMEBODY},20`, 3),
    'other-marks.csv': people(`p,${SOMEBODY},20`, 3).replaceAll(',', ';'),
  };
  for (const [name, content] of Object.entries(files)) {
    const study = await house.walk.begin(`With ${name}`);
    assert.equal((await house.walk.bring(study, name, content)).statusCode, 303, name);
    const work = await settled(house.desk, study);
    assert.ok(['done', 'refused'].includes(work.state), `${name}: ${work.state}`);
    assert.deepEqual(told(), [], name);
  }
});

test('what an older version wrote in clear is sealed when the desk opens, and reads as before', async () => {
  const study = await house.walk.begin('From before');
  await house.walk.bring(study, 'people.csv', people(`person,${SOMEBODY},age`, 40));
  await settled(house.desk, study);
  const found = house.desk.study(study.split('/').at(-1)!)!;
  const [{ id }] = found.extracts;
  const own = studyPlace(house.desk.place.studies, found.id);
  const [columns, draft] = [house.desk.columns(found, id), house.desk.draft(found)];
  assert.ok(columns?.columns.some(column => column.name === SOMEBODY));
  writeFileSync(join(dirname(own.columns(id)), `${id}.columns.json`), unsealedText(own.columns(id), deskKey));
  writeFileSync(join(own.folder, 'draft.yaml'), unsealedText(own.draft, deskKey));
  assert.equal(told().length, 2);
  const again = openStudyDesk({ folder: house.folder, key: deskKey, now: Date.now });
  assert.deepEqual(told(), []);
  const desk = again.of(ORGANISATION);
  assert.deepEqual([desk.columns(found, id), desk.draft(found)], [columns, draft]);
  await again.stop();
});
