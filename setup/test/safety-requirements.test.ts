import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// docs/safety-requirements.md says of each requirement where it is shown: whoever looks there has to find it.
const root = join(import.meta.dirname, '..', '..');
const document = readFileSync(join(root, 'docs', 'safety-requirements.md'), 'utf8');
const ROW = /^\| (E\d+[^|]*) \| (.*) \|$/gm;
const ENGINE = '### Where the evidence engine shows it';
const RECORD = '### Where the record and its pages show it';

/** The ids in the words of each test file, which are the titles of its tests. */
const titles = new Map(
  globSync('*/test/**/*.test.ts', { cwd: root, exclude: ['node_modules'] }).map(file => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/['"`][^'"`\n]*\bE\d+\b[^'"`\n]*/g)].flatMap(
      ([words]) => words.match(/\bE\d+\b/g)!,
    ),
  ]),
);

/** Ids and what stands beside them, of the rows between two headings. */
function rowsBetween(from: number, to: number): { ids: string[]; beside: string }[] {
  return [...document.slice(from, to).matchAll(ROW)].map(([, ids, beside]) => ({
    ids: ids.match(/E\d+/g)!,
    beside,
  }));
}

const engineAt = document.indexOf(ENGINE);
const recordAt = document.indexOf(RECORD);
const required = rowsBetween(0, engineAt).flatMap(({ ids }) => ids);

test('every safety requirement, E1 to E44, stands in the document and is borne by a test', () => {
  assert.deepEqual(
    required.toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    Array.from({ length: 44 }, (_, at) => `E${at + 1}`),
  );
  const borne = new Set([...titles.values()].flat());
  assert.deepEqual(
    required.filter(id => !borne.has(id)),
    [],
  );
});

test('each file or folder that the document names bears the requirement that it is named for', () => {
  const rows = [
    ...rowsBetween(engineAt, recordAt).map(row => ({ ...row, room: 'evidence/test/' })),
    ...rowsBetween(recordAt, document.length).map(row => ({ ...row, room: '' })),
  ];
  assert.ok(rows.length > 20);
  const wrong = rows.flatMap(({ ids, beside, room }) =>
    [...beside.matchAll(/`([^`\s]+(?:\.test\.ts|\/))`/g)].flatMap(([, named]) => {
      const path = /^(records|web|cli|pathway)\//.test(named) ? named : room + named;
      const files = [...titles.keys()].filter(
        file => file === path || (path.endsWith('/') && file.startsWith(path)),
      );
      const isBorne = files.some(file => titles.get(file)!.some(id => ids.includes(id)));
      return isBorne ? [] : [`${path} is named for ${ids.join(', ')} and bears none of them`];
    }),
  );
  assert.deepEqual(wrong, []);
});
