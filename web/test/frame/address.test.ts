import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balance } from '@throughcare/charts';
import { caseDecider, instruments } from '@throughcare/pathway';
import { showsAddress } from '../../src/frame/address.ts';

test('E37: an address is met wherever it stands in what a page shows, in the record or in what was typed', () => {
  for (const text of [
    'https://a.example/b',
    'www.a.example',
    'look at something.onion/x',
    'x@harm.example',
    'ftp://a',
  ])
    assert.ok(showsAddress({ rows: [{ moment: { words: `seen ${text} today` } }] }), text);
  assert.ok(showsAddress({ form: { values: { words: ['', 'see http://a.example'] } } }));
});

test('words without one, and where this program says that something was read, are no address', () => {
  const plain = [
    'It was late.Then they left.',
    'At 9.30am',
    'TC-2041',
    'e.g. a walk',
    'Ring 0800 1111',
    '/people/1?a=b',
  ];
  for (const text of plain) assert.ok(!showsAddress([text]), text);
  assert.ok(!showsAddress(instruments));
  assert.ok(!showsAddress(caseDecider.initial));
  // A drawing names its own language.
  const drawing = balance({
    id: 'a',
    title: 'A',
    description: 'B',
    rows: [{ label: 'C', before: 1, after: 0 }],
  });
  assert.ok(!showsAddress({ figures: [drawing] }));
  assert.ok(
    showsAddress({ figures: [{ ...drawing, wide: drawing.wide.replace('C', 'https://a.example') }] }),
  );
});
