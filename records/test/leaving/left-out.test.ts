import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { besides, tables } from '../../src/leaving/tables.ts';
import { house, linesOf, rewrite, type House } from './moving.ts';

let from: House;
before(async () => {
  from = await house();
});
after(() => from.close());

const read = (name: string) => readFileSync(join(from.folder, name), 'utf8');
const manifest = () => JSON.parse(read('manifest.json'));

test('E42: every table of the schema is in a file, made from one, or left out with a reason', () => {
  const schema = readFileSync(new URL('../../sql/schema.txt', import.meta.url), 'utf8');
  const there = new Set([...schema.matchAll(/^column ([a-z_]+)\./gm)].map(([, name]) => name));
  assert.ok(there.size > 40);
  assert.deepEqual(
    Object.keys(tables).sort(),
    [...there].sort(),
    'say in records/src/leaving/tables.ts what becomes of it when an organisation leaves',
  );
  for (const [name, one] of Object.entries(tables)) {
    if ('leftOut' in one) assert.match(one.why, /^[A-Z].{30,}\.$/, `${name} is left out without a reason`);
    for (const file of 'files' in one ? one.files : [])
      assert.ok(read('SHA256SUMS').includes(`  ${file}\n`), file);
  }
});

test('E42: made from the files is what the database itself makes from entries, and nothing else', async () => {
  const { rows } = await withClient(from.at.database.superuserUrl, client =>
    client.query<{ tab: string }>('select tab from throughcare.projection order by tab'),
  );
  const made = Object.keys(tables).filter(name => 'madeFrom' in tables[name] && name !== 'stream');
  assert.deepEqual(
    made.sort(),
    rows.map(row => row.tab),
  );
});

test('E4, E42: README and manifest say what was left out, why, and how much of it waits', async () => {
  const said = manifest().leftOut as { what: string; rows: number | null; why: string }[];
  for (const one of [...Object.values(tables), ...besides]) {
    if (!('leftOut' in one)) continue;
    const row = said.find(({ what }) => what === one.leftOut);
    assert.equal(row?.why, one.why);
    assert.ok(read('README.md').includes(one.why));
  }
  const counted = Object.fromEntries(said.filter(one => one.rows !== null).map(one => [one.what, one.rows]));
  assert.deepEqual(counted, {
    'numbers of callers who wait for a call': 0,
    'codes by which callers come back': 1,
    'slips that nobody brought yet': 0,
    'notes that wait for a second look': 0,
  });
});

test('E42: the manifest counts the lines of every file', () => {
  for (const { name, lines } of manifest().files)
    assert.equal(linesOf(join(from.folder, name)).length, lines, name);
  assert.ok(manifest().files.length >= 15);
});

test('E21, E42: the signed roots are checked outside by the line that the README gives, and one altered is found', () => {
  assert.ok(linesOf(join(from.folder, 'roots.jsonl')).length > 0);
  const [line] = /node -e '[^']+'/.exec(read('README.md'))!;
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const check = (cwd: string) =>
    execFileSync('/bin/sh', ['-c', line], { cwd, stdio: 'pipe', env: { ...process.env, PATH } });
  check(from.folder);
  const altered = `${from.folder}-altered`;
  cpSync(from.folder, altered, { recursive: true });
  rewrite(altered, 'roots.jsonl', text => text.replace(/(events\\":)\d+/, '$17777'));
  assert.throws(() => check(altered), /not whole/);
});
