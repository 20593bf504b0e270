import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeFor, hashCode, isCode, readCode, showCode } from '../../src/caller/code.ts';

const key = Buffer.alloc(32, 9);

test('a code is read back however it is typed', () => {
  fc.assert(
    fc.property(fc.uuid(), commandId => {
      const code = codeFor(key, commandId);
      const shown = showCode(code);
      assert.match(shown, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/);
      const typings = [shown, shown.toLowerCase(), ` ${shown.replaceAll('-', ' ')} `, code];
      typings.push(code.replaceAll('0', 'O').replaceAll('1', 'l'));
      for (const typed of typings) assert.equal(readCode(typed), code);
    }),
  );
});

test('what is no code is none', () => {
  for (const typed of ['', '123', '0123-456-78', '0123-456-7890', 'UUUU-UUU-UUU', '😀'.repeat(10)]) {
    assert.equal(readCode(typed), undefined, typed);
  }
});

test('one form has one code, and another has another', () => {
  assert.equal(codeFor(key, 'a'), codeFor(key, 'a'));
  assert.notEqual(codeFor(key, 'a'), codeFor(key, 'b'));
  assert.notEqual(codeFor(key, 'a'), codeFor(Buffer.alloc(32, 8), 'a'));
});

test('E4: a code is kept as a slow, salted hash, from which it is recognised', async () => {
  const [first, second] = [await hashCode('0123456789'), await hashCode('0123456789')];
  assert.notDeepEqual(first.hash, second.hash);
  assert.ok(await isCode('0123456789', first));
  assert.ok(!(await isCode('0123456780', first)));
});
