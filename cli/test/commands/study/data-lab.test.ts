import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { call, edit, firstStudy, root } from './calling.ts';

const mapping = join(root, 'evidence', 'data-lab', 'mapping-1.yaml');

test('an upload holds every person by the mapping, is readable by its owner alone, and says what to check first', async () => {
  const { folder } = firstStudy();
  const out = join(folder, 'upload.csv');
  const {
    status,
    out: said,
    err,
  } = await call('data-lab', join(folder, 'identities.csv'), '--mapping', mapping, '--out', out);
  assert.equal(status, 0, err);
  assert.match(said, /80 people, by mapping 1, in .*upload\.csv/);
  assert.match(err, /Before it is sent:\n {2}- Made by mapping 1/);
  const [header, first] = readFileSync(out, 'utf8').split('\r\n');
  assert.match(header, /^Surname,Forename,Date of birth,Gender,/);
  assert.match(first, /^Barbarson,Denbaro,02\/01\/1950,Female,/);
  assert.equal(statSync(out).mode & 0o077, 0);
});

test('with a single fault nothing is written, and it is told by line and field', async () => {
  const { folder } = firstStudy();
  const [people, out] = [join(folder, 'identities.csv'), join(folder, 'upload.csv')];
  const make = (file = people, by = mapping) => call('data-lab', file, '--mapping', by, '--out', out);
  edit(people, text => text.replace('1957-02-03', '1957-02-30'));
  const faulty = await make();
  assert.equal(faulty.status, 1);
  assert.match(faulty.err, /nothing was written.*\nline 3, Date of birth: is no date/);
  assert.match((await make(join(folder, 'none.csv'))).err, /There is no file of people at .*none\.csv/);
  assert.match((await make(folder)).err, /There is no file of people at/);
  assert.match((await make(people, join(folder, 'none.yaml'))).err, /There is no mapping at/);
  assert.match((await make(people, people)).err, /The mapping (cannot be used|is not YAML)/);
  assert.ok(!existsSync(out));
});

test('an upload is never written over a file, and a place that cannot be written is refused in words', async () => {
  const { folder } = firstStudy();
  const people = join(folder, 'identities.csv');
  const make = (out: string) => call('data-lab', people, '--mapping', mapping, '--out', out);
  const standing = join(folder, 'mine.csv');
  writeFileSync(standing, 'my work');
  const { status, err } = await make(standing);
  assert.equal(status, 1);
  assert.match(err, /mine\.csv stands there already. Nothing was written over it/);
  assert.equal(readFileSync(standing, 'utf8'), 'my work');
  mkdirSync(join(folder, 'a folder'));
  assert.match((await make(join(folder, 'a folder'))).err, /stands there already/);
  assert.match(
    (await make(join(people, 'x.csv'))).err,
    /The upload could not be written to .*Nothing was written/,
  );
});
