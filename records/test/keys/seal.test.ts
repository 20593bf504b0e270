import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { open, seal, type Place } from '../../src/keys/seal.ts';

const key = Buffer.alloc(32, 7);
const place: Place = { organisation: 'a', stream: 'b', version: 3, column: 'facts' };

test('what was sealed opens in its place, whatever it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), plain => {
      assert.deepEqual(open(key, place, seal(key, place, plain)), Buffer.from(plain));
    }),
  );
});

const anyPlace: fc.Arbitrary<Place> = fc.record({
  organisation: fc.oneof(fc.uuid(), fc.string()),
  stream: fc.oneof(fc.uuid(), fc.string()),
  version: fc.nat(),
  column: fc.constantFrom('facts', 'identity', 'key:facts', 'key:identity', 'words'),
});

test('a ciphertext that is moved to any other organisation, stream, version or column never opens', () => {
  const parts = ['organisation', 'stream', 'version', 'column'] as const;
  fc.assert(
    fc.property(anyPlace, anyPlace, fc.subarray([...parts], { minLength: 1 }), (from, other, moved) => {
      const to: Place = { ...from, ...Object.fromEntries(moved.map(part => [part, other[part]])) };
      fc.pre(parts.some(part => to[part] !== from[part]));
      const sealed = seal(key, from, Buffer.from('words'));
      assert.equal(open(key, from, sealed).toString(), 'words');
      assert.throws(() => open(key, to, sealed), /altered or moved/);
    }),
    { numRuns: 1000 },
  );
});

test('a changed bit anywhere, a cut tail or another key does not open', () => {
  const sealed = seal(key, place, Buffer.from('words'));
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] ^= 1;
    assert.throws(() => open(key, place, changed));
  }
  assert.throws(() => open(key, place, sealed.subarray(0, -1)));
  assert.throws(() => open(key, place, Buffer.alloc(0)), /unknown format/);
  assert.throws(() => open(Buffer.alloc(32, 8), place, sealed), /the key is another/);
});

test('sealing the same words twice gives two ciphertexts', () => {
  const words = Buffer.from('the same');
  assert.notDeepEqual(seal(key, place, words), seal(key, place, words));
});
