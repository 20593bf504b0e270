import { test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cases } from './cases.ts';

const folder = join(import.meta.dirname, 'pictures');
/** `REWRITE_PICTURES=1 node --test charts/test/pictures.test.ts` writes them anew; look at each before it is kept. */
const rewrite = process.env['REWRITE_PICTURES'] === '1';

for (const [name, chart] of Object.entries(cases)) {
  for (const size of ['wide', 'narrow'] as const) {
    test(`${name}, ${size}, is drawn as it was last looked at`, () => {
      const file = join(folder, `${name}-${size}.svg`);
      const drawn = `${chart[size].replaceAll('><', '>\n<')}\n`;
      if (rewrite) writeFileSync(file, drawn);
      assert.ok(existsSync(file), `${name} has no kept picture`);
      assert.equal(drawn, readFileSync(file, 'utf8'));
    });
  }
}
