import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameWords, soundOf, tokensOf, tokensToFind } from '../../src/keys/blind-index.ts';

const key = Buffer.alloc(32, 3);
const person = {
  surname: "O'Brien-Vale",
  forename: 'Zoë',
  bornOn: '1980-02-01',
  pnc: '12/34567A',
  reference: 'TC-2041',
};

function finds(typed: string, who = person): boolean {
  const tokens = new Set(tokensOf(key, 'org', who));
  const words = tokensToFind(key, 'org', typed);
  return words.length > 0 && words.every(made => made.some(token => tokens.has(token)));
}

test('a person is found by what people type', () => {
  const typed = [
    'obrien',
    "O'BRIEN",
    'vale',
    'zoe',
    'Zoë',
    'zoe obrien',
    'obri',
    'TC-2041',
    'tc2041',
    '1980-02-01',
  ];
  for (const words of [...typed, '12/34567A', 'obrien-vale 1980-02-01']) assert.ok(finds(words), words);
});

test('a person is found by another spelling of the same sound', () => {
  assert.ok(finds('Smyth', { ...person, surname: 'Smith' }));
  assert.ok(finds('Callow', { ...person, surname: 'Calow' }));
});

// As people are really looked for: what was typed, whom it has to find, and whom it must not.
const looked: readonly (readonly [string, Partial<typeof person>, boolean])[] = [
  ['o brien', { surname: "O'Brien" }, true],
  ['O’Brien', { surname: 'Obrien' }, true],
  ['mc donald', { surname: 'McDonald' }, true],
  ['macdonald', { surname: 'McDonald' }, true],
  ['Mac Leod', { surname: 'MacLeod' }, true],
  ['vanderberg', { surname: 'van der Berg' }, true],
  ['van der berg', { surname: 'van der Berg' }, true],
  ['Müller', { surname: 'Muller' }, true],
  ['muller', { surname: 'Müller' }, true],
  ['josé garcía', { forename: 'Jose', surname: 'Garcia' }, true],
  ['garcia jose', { forename: 'José', surname: 'García' }, true],
  ['smith-jones', { surname: 'Smith Jones' }, true],
  ['smithjones', { surname: 'Smith-Jones' }, true],
  ['jones', { surname: 'Smith-Jones' }, true],
  ['1/2/1980', {}, true],
  ['01.02.1980', {}, true],
  ['2/1/1980', {}, true],
  ['1980-01-02', {}, true],
  ['2012/0034567A', {}, true],
  ['12/0034567a', {}, true],
  ['12/34567A', { pnc: '2012/0034567A' }, true],
  ['12/34567A', { pnc: '1912/0034567A' }, true],
  ['1/2/1981', {}, false],
  ['31/2/1980', {}, false],
  ['12/34567B', {}, false],
  ['13/34567A', {}, false],
  ['smith jones', { surname: 'Smith' }, false],
  ['mcdonald tobin', { surname: 'McDonald' }, false],
  ['macleod', { surname: 'McDonald' }, false],
  ['zoe', { forename: 'Tobin' }, false],
];

test('people are found by the ways in which names, days and numbers are written, and others are not', () => {
  const wrong = looked.filter(([typed, who, found]) => finds(typed, { ...person, ...who }) !== found);
  assert.deepEqual(wrong, []);
});

test('a person is not found by what is not theirs', () => {
  for (const words of ['ash', '1980-02-02', 'TC-204', 'zoe ashgrove', '', '  ', 'ob'])
    assert.ok(!finds(words), words);
});

// Codes as the United States National Archives publish them (Soundex System, 2007).
test('the sound of a name is its Soundex code', () => {
  const published = {
    Washington: 'w252',
    Lee: 'l000',
    Gutierrez: 'g362',
    Pfister: 'p236',
    Jackson: 'j250',
    Tymczak: 't522',
    Ashcraft: 'a261',
  };
  for (const [name, code] of Object.entries(published)) assert.equal(soundOf(name.toLowerCase()), code, name);
});

test('tokens tell nothing without the key, and differ between organisations', () => {
  const tokens = new Set(tokensOf(key, 'org', person));
  assert.ok(tokensOf(Buffer.alloc(32, 4), 'org', person).every(token => !tokens.has(token)));
  assert.ok(tokensOf(key, 'other', person).every(token => !tokens.has(token)));
});

test('any text at all can be searched for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), typed => {
      assert.ok(tokensToFind(key, 'org', typed).length <= 6);
      assert.ok(nameWords(typed).every(word => word.length > 0));
    }),
  );
});
