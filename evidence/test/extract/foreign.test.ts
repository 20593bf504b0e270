import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTable } from '../../src/extract/table.ts';
import type { Table } from '../../src/extract/table.ts';

function read(file: string, bytes: Uint8Array): Table {
  return readTable({
    name: 'people',
    spec: { file, columns: { age: 'number' } },
    bytes,
    columns: new Set(['age']),
    missing: new Set(),
    lastDay: 0,
    onePerPerson: false,
  });
}

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));
const TABLE = '\nperson,age,sex\na,30,male\n';

/** How such files begin, by the kind that the refusal names. */
const FOREIGN: Record<string, readonly string[]> = {
  picture: [
    '\xff\xd8\xff\xe0',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0',
    'II*\0',
    'MM\0*',
    '\0\0\0\x0cJXL \r\n',
    '8BPS\0\x01',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '\uFEFF\n <?xml version="1.0"?>',
  ],
  film: ['\0\0\0\x18ftypmp42', '\0\0\0\x18ftypheic', 'RIFF\x24\0\0\0WEBPVP8 ', '\x1aE\xdf\xa3', 'FLV\x01'],
  recording: ['ID3\x04\0', 'OggS\0\x02', 'fLaC\0\0\0"'],
  document: ['%PDF-1.7', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf1', 'PK\x03\x04\x14\0'],
  archive: ['\x1f\x8b\x08', 'BZh91AY&SY', '\xfd7zXZ\0', '(\xb5/\xfd', '7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07'],
  program: ['\x7fELF\x02', 'MZ\x90\0', '\0asm\x01\0\0\0'],
  'web page': ['<!DOCTYPE html><html>', '<html><body>', 'data:image/png;base64,iVBORw0KGgo='],
};

test('E1: pictures, films, documents and archives are refused whatever they are called, before anything is parsed', () => {
  for (const [what, beginnings] of Object.entries(FOREIGN)) {
    for (const beginning of beginnings) {
      const bytes = beginning.includes('\uFEFF') ? new TextEncoder().encode(beginning) : latin(beginning);
      const disguised = Uint8Array.from([...bytes, ...latin(TABLE)]);
      for (const name of ['people.csv', 'people.parquet']) {
        assert.throws(
          () => read(name, disguised),
          new RegExp(
            `${what}.*whatever its name says. Only tables are read here.*Nothing of it was kept`,
            's',
          ),
          JSON.stringify(beginning),
        );
      }
    }
  }
});

test('E1: whatever stands behind it, a file that begins as a picture does gives no table', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        ...Object.values(FOREIGN)
          .flat()
          .filter(text => !text.includes('\uFEFF')),
      ),
      fc.uint8Array(),
      (beginning, rest) => {
        assert.throws(() => read('people.csv', Uint8Array.from([...latin(beginning), ...rest])), {
          name: 'StudyRefusal',
        });
      },
    ),
  );
});

test('E1: a picture behind the header of a table is refused as no text', () => {
  const bytes = Uint8Array.from([
    ...latin('person,age\na,30\n'),
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    0x10,
    0x4a,
    0x46,
  ]);
  assert.throws(() => read('people.csv', bytes), /bytes that are no text/);
});

test('a header may begin with letters that a picture begins with, too', () => {
  for (const name of ['BMI', 'ID3', 'GIF', 'MZ', 'PK', 'II', 'G', 'Rare', 'BZh', 'MMSE']) {
    assert.equal(read('people.csv', latin(`${name},age\n1,30\n`)).rows, 1, name);
  }
});
