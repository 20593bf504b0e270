import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from './cases.ts';

const folder = join(import.meta.dirname, 'pictures');
/** `REWRITE_PICTURES=1 node --test charts/test/pictures.test.ts` writes them anew; look at each before it is kept. */
const rewrite = process.env['REWRITE_PICTURES'] === '1';
const sizes = ['wide', 'narrow'] as const;

for (const [name, chart] of Object.entries(cases)) {
  for (const size of sizes) {
    test(`${name}, ${size}, is drawn as it was last looked at`, () => {
      const file = join(folder, `${name}-${size}.svg`);
      if (rewrite) writeFileSync(file, chart[size]);
      assert.ok(existsSync(file), `${name} has no kept picture`);
      assert.equal(chart[size], readFileSync(file, 'utf8'));
    });
  }
}

test('no picture is kept of a case that is gone', () => {
  const named = Object.keys(cases).flatMap(name => sizes.map(size => `${name}-${size}.svg`));
  assert.deepEqual(readdirSync(folder).sort(), named.sort());
});
