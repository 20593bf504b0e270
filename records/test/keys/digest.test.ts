import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { digest } from '../../src/keys/digest.ts';

const key = Buffer.alloc(32, 5);

// RFC 8785, section 3.2.3: the names are sorted by their UTF-16 code units, whatever order they come in.
test('the digest is over the canonical bytes of RFC 8785', () => {
  const sample = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  const canonical =
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
    '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}';
  assert.deepEqual(digest(key, sample), createHmac('sha256', key).update(canonical).digest());
});

test('the order in which columns are named does not change a digest; every value does', () => {
  const row = { a: 1, b: 'two', c: null };
  assert.deepEqual(digest(key, row), digest(key, { c: null, b: 'two', a: 1 }));
  for (const other of [
    { ...row, a: 2 },
    { ...row, b: 'Two' },
    { ...row, c: '' },
    { ...row, d: null },
  ]) {
    assert.notDeepEqual(digest(key, row), digest(key, other));
  }
});
