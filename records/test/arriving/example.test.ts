import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sheetNames, sheets } from '../../src/arriving/fields.ts';
import { arrive, service } from './service.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/arriving.md'), 'utf8');

/** The files that the page shows, by the name that stands above each. */
function shown(): Record<string, string> {
  const blocks = page.matchAll(/<!-- (\S+) -->\n\n```\w+\n([^`]*)```/g);
  return Object.fromEntries([...blocks].map(([, name, content]) => [name, content]));
}

test('E43: the example of the page on arriving is taken in as it stands there', async () => {
  const { at, ines } = await service();
  const { 'map.yaml': map, ...files } = shown();
  assert.deepEqual(
    Object.keys(files),
    sheetNames.map(name => `${name}.csv`),
  );
  const outcomes = await arrive(at, files, { map: map.replace('account-of-ines', ines.userId) });
  const refused = outcomes.filter(one => one.outcome !== 'accepted');
  assert.deepEqual(refused, []);
  assert.equal(outcomes.length, 12);
  const { rows } = await at.records.as(ines).people();
  assert.deepEqual(
    rows.map(one => [one.reference, one.status, one.orderEnds]),
    [
      ['H-101', 'open', '2027-03-19'],
      ['H-102', 'referred', null],
      ['H-103', 'closed', null],
    ],
  );
  await at.close();
});

test('the page on arriving names every column of every file', () => {
  for (const name of sheetNames) {
    const row = page.split('\n').find(line => line.startsWith(`| \`${name}\` |`))!;
    const { needed, more } = sheets[name];
    const alone = ['disposal', 'convictedOn', 'madeOn', 'months', 'programme', 'basis', 'since', 'assessed'];
    for (const field of [...needed, ...more]) {
      const where = name === 'people' && alone.includes(field) ? page : row;
      assert.ok(where.includes(`\`${field}\``), `${name}: ${field}`);
    }
  }
});
