import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, planningCode } from '../../src/analysis/planning-code.ts';

test('another version of the code is told by one letter in one file, or by another name of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-code-'));
  try {
    mkdirSync(join(folder, 'engine'));
    const file = join(folder, 'engine', 'flow.ts');
    const seen = new Set<string>();
    for (const text of ['export const a = 1;', 'export const a = 2;']) {
      writeFileSync(file, text);
      assert.equal(codeOf([folder]), codeOf([folder]));
      seen.add(codeOf([folder]));
    }
    renameSync(file, join(folder, 'engine', 'flows.ts'));
    seen.add(codeOf([folder]));
    assert.equal(seen.size, 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the code of plans is found', () => {
  assert.match(planningCode(), /^[0-9a-f]{32}$/);
  assert.notEqual(planningCode(), codeOf([]));
});
