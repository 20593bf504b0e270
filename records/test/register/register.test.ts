import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { columnRegister } from '../../src/register/columns.ts';
import { correctionRegister } from '../../src/register/corrections.ts';
import { retentionClasses, withheldBecause, type Entry } from '../../src/register/entry.ts';
import { eventRegister } from '../../src/register/register.ts';

/** Every entry, with the name of its field and where it stands. */
const entries: readonly { readonly place: string; readonly name: string; readonly entry: Entry }[] = [
  ...Object.entries(eventRegister).flatMap(([kind, types]) =>
    Object.entries(types).flatMap(([type, fields]) =>
      Object.entries(fields).map(([name, entry]) => ({ place: `${kind} ${type}`, name, entry })),
    ),
  ),
  ...Object.entries(correctionRegister).flatMap(([kind, fields]) =>
    Object.entries(fields).map(([name, entry]) => ({ place: `${kind} corrected`, name, entry })),
  ),
  ...Object.entries(columnRegister).flatMap(([tab, columns]) =>
    Object.entries(columns).map(([name, entry]) => ({ place: tab, name, entry })),
  ),
];

test('every field says what it is kept for, what a person who asks is told of it, and on which schedule it is kept', () => {
  assert.ok(entries.length > 200);
  for (const { place, name, entry } of entries) {
    assert.match(entry.purpose, /^[a-zA-Z](.*\S)$/, `${place}.${name} has no purpose`);
    assert.ok(['given', 'nobody', ...Object.keys(withheldBecause)].includes(entry.answer));
    assert.ok(Object.hasOwn(retentionClasses, entry.retention));
  }
});

test('E23: nothing of a concern is ever given to a person who asks, and no contact points to one', () => {
  const ofConcerns = entries.filter(({ place }) => place.startsWith('concern'));
  assert.ok(ofConcerns.length > 20);
  for (const { place, name, entry } of ofConcerns)
    assert.equal(entry.answer, 'concern', `${place}.${name} would be given`);
  for (const { place, name, entry } of entries.filter(({ name }) => name === 'concern'))
    assert.equal(entry.answer, 'concern', `${place}.${name} would be given`);
});

// Words by which a field for material could be named. What they would hold has no place here (E2).
const material = [
  'image',
  'picture',
  'photo',
  'video',
  'film',
  'clip',
  'footage',
  'material',
  'exhibit',
  'file',
];
const detail = ['hash', 'md5', 'sha1', 'sha256', 'filename', 'category', 'severity', 'quantity', 'offence'];
const words = [...material, ...detail];

/** The words a name is made of: `fileName`, `file_name` and `files` all hold "file". */
function forbidden(name: string): string | undefined {
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .flatMap(part => [part, part.replace(/s$/, ''), part.replace(/ies$/, 'y')]);
  return parts.find(part => words.includes(part));
}

test('E2: no field of any event and no column of any table is made for material, its number, name, hash or category', () => {
  // The hash of a caller’s return code is no hash of material.
  const found = entries.filter(
    ({ place, name }) => forbidden(name) !== undefined && `${place}.${name}` !== 'contact_code.hash',
  );
  assert.deepEqual(
    found.map(({ place, name }) => `${place}.${name}`),
    [],
  );
});

test('E2: a field for material would be found by whatever name, in whichever place', () => {
  const plain = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(fc.constantFrom(...words), plain, plain, fc.boolean(), (word, before, after, plural) => {
      const one = plural ? `${word}s` : word;
      const capital = one[0].toUpperCase() + one.slice(1);
      assert.ok(forbidden(one));
      assert.ok(forbidden(`${before}_${one}`));
      assert.ok(forbidden(`${one}_${after}`));
      assert.ok(forbidden(`${before}${capital}`));
    }),
  );
});
