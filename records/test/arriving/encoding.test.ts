import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookThrough, type Encoding } from '../../src/arriving/encoding.ts';
import { readArrivingMap } from '../../src/arriving/map.ts';
import { readSheet, sourceOf } from './in-memory.ts';
import { csv, map as yaml, referred } from './sheet.ts';

const look = async (bytes: Uint8Array, expected: 'utf-8' | 'windows-1252', pieces?: number) =>
  (await lookThrough(sourceOf(bytes, pieces), expected)).encoding;
const little = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test('E43: UTF-8 with and without its mark and UTF-16 either way round are recognised; Windows-1252 where the map says so', async () => {
  const text = 'Zoë,O’Brien,Łódź\r\n';
  const files: [Uint8Array, Encoding][] = [
    [Buffer.from(text), 'utf-8'],
    [Buffer.from(`\uFEFF${text}`), 'utf-8'],
    [little(text), 'utf-16le'],
    [little(text).swap16(), 'utf-16be'],
  ];
  for (const [bytes, encoding] of files) {
    // However the pieces fall, also in the middle of a character.
    for (const pieces of [5, 7, 65_536]) assert.equal(await look(bytes, 'utf-8', pieces), encoding);
  }
  assert.equal(await look(Buffer.from([0x5a, 0x6f, 0xeb, 0x92]), 'windows-1252'), 'windows-1252');
});

test('E43: a file in another encoding is refused in words, and never read as something else', async () => {
  const refused = (bytes: Uint8Array, expected: 'utf-8' | 'windows-1252', words: RegExp) =>
    assert.rejects(look(bytes, expected), words);
  await refused(Buffer.from([0x5a, 0x6f, 0xeb]), 'utf-8', /not UTF-8.*encoding: windows-1252/);
  await refused(Buffer.from('Zoë'), 'windows-1252', /the file is UTF-8/);
  await refused(Buffer.from('a,b\r\nc', 'utf16le'), 'utf-8', /UTF-16 without the mark/);
  await refused(Buffer.from([0xff, 0xfe, 0x41]), 'utf-8', /begins as UTF-16/);
  // The end of it is wrong, and nothing before.
  const long = Buffer.concat([Buffer.from('a'.repeat(200_000)), Buffer.from([0xff])]);
  await refused(long, 'utf-8', /not UTF-8/);
});

test('E43: in every encoding, and in pieces of any size, the same rows come, each on its line and readable alone', async () => {
  const map = readArrivingMap(yaml);
  const windows = readArrivingMap(`encoding: windows-1252\n${yaml}`);
  const names = fc.constantFrom('Zoë', 'O’Brien', 'Tob, in', 'To\r\nbin', 'T"o"bin', 'Æthel');
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { maxLength: 5 }),
      fc.integer({ min: 4, max: 90 }),
      async (some, pieces) => {
        const text = csv(some.map((name, n) => ({ ...referred, Ref: `R-${n}`, 'First name': name })));
        const latin = Buffer.from(Array.from(text, one => (one === '’' ? 0x92 : one.codePointAt(0)!)));
        const expected = (await readSheet(text, map)).rows.map(({ line, cells }) => ({ line, cells }));
        assert.equal(expected.length, some.length);
        const files = [Buffer.from(`\uFEFF${text}`), little(text), little(text).swap16()];
        const read = files.map(file => readSheet(file, map, { pieces }));
        // Without a letter beyond ASCII it is UTF-8 as well, and both say the same.
        read.push(readSheet(latin, windows, { pieces }));
        for (const { rows } of await Promise.all(read)) {
          assert.deepEqual(
            rows.map(({ line, cells }) => ({ line, cells })),
            expected,
          );
        }
      },
    ),
  );
});
