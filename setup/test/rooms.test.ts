import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultOf, importsOf, mayImport } from '../rooms.ts';

test('a wrong import between rooms is named', () => {
  assert.match(faultOf('evidence', 'evidence/src/a.ts', '@throughcare/records', false)!, /may not import/);
  assert.match(faultOf('records', 'records/src/a.ts', '@throughcare/evidence', false)!, /may not import/);
  assert.match(faultOf('web', 'web/src/a.ts', '../../records/src/append.ts', false)!, /by path/);
  assert.match(faultOf('web', 'web/src/a.ts', '@throughcare/records/src/append.ts', false)!, /past the door/);
});

test('a right import is let through', () => {
  assert.equal(faultOf('records', 'records/src/a.ts', '@throughcare/pathway', false), undefined);
  assert.equal(faultOf('records', 'records/src/keys/a.ts', '../append.ts', false), undefined);
  assert.equal(faultOf('web', 'web/src/a.ts', 'node:fs', false), undefined);
});

test('every way of writing an import is seen', () => {
  const source = `import a from '@throughcare/a';\nexport { b } from "@throughcare/b";\nimport type { C } from '@throughcare/c';\nconst d = await import('@throughcare/d');\nimport '@throughcare/e';\nimport {\n  f,\n} from '@throughcare/f';`;
  assert.deepEqual(
    importsOf(source)
      .map(name => name.at(-1))
      .sort(),
    ['a', 'b', 'c', 'd', 'e', 'f'],
  );
});

test('nothing imports web or cli, and records and evidence never import each other', () => {
  for (const [room, allowed] of Object.entries(mayImport)) {
    assert.ok(!allowed.includes('cli'), room);
    assert.ok(room === 'cli' || !allowed.includes('web'), room);
  }
  assert.ok(!mayImport['records'].includes('evidence'));
  assert.ok(!mayImport['evidence'].includes('records'));
});
