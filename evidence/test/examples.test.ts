import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const folder = join(import.meta.dirname, '..', 'examples');
/** Before each line that an example prints stands what it should be, and by whom. */
const EXPECTED = /\/\/ = (-?[\d.]+(?: -?[\d.]+)*) by .+\n\s*console\.log\(/g;

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...words: readonly string[]) => void lines.push(words.join(' '));
  try {
    await import(path);
  } finally {
    console.log = log;
  }
  return lines;
}

describe('each example prints the figures that R, or what was published, has', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    test(file, async () => {
      const text = readFileSync(join(folder, file), 'utf8');
      const expected = [...text.matchAll(EXPECTED)].map(([, figures]) => figures.split(' ').map(Number));
      assert.equal(expected.length, text.split('console.log(').length - 1, 'a figure for each line');
      const printed = (await linesOf(join(folder, file))).map(line =>
        (line.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number),
      );
      assert.ok(expected.length > 0);
      assert.deepEqual(printed, expected);
    });
  }
});
