import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SUBCOMMANDS } from '../../../src/commands/stats/subcommands.ts';
import { json, root, say } from './calling.ts';

/** The words of an example, with files found wherever the test runs. */
function wordsOf(example: string): string[] {
  return example
    .replace(/^throughcare stats /, '')
    .split(' ')
    .map(word => (word.endsWith('.csv') ? join(root, word) : word));
}

describe('each example in the help runs, in text and as JSON', () => {
  for (const { name, examples } of SUBCOMMANDS) {
    for (const example of examples) {
      test(example, async () => {
        const { status, out } = await say(...wordsOf(example));
        assert.equal(status, 0);
        assert.match(out, /^Options: /m);
        assert.doesNotMatch(out, /NaN|undefined|Infinity/);
        assert.equal((await json(...wordsOf(example))).statistic, name);
      });
    }
  }
});

describe('the help names every field of the JSON and every option', () => {
  for (const { name, examples, uses } of SUBCOMMANDS) {
    test(name, async () => {
      const { status, out } = await say('help', name);
      assert.equal(status, 0);
      for (const example of examples) {
        for (const field of Object.keys(await json(...wordsOf(example)))) {
          assert.match(out, new RegExp(`\\b${field}\\b`), field);
        }
      }
      for (const option of Object.keys(uses)) assert.ok(out.includes(`--${option}`), option);
      assert.ok(examples.length > 0 && examples.every(example => out.includes(example)));
      assert.equal((await say(name, '--help')).out, out);
    });
  }
});

test('defaults stand in the text and in the JSON', async () => {
  const [example] = SUBCOMMANDS.find(one => one.name === 'cox')?.examples ?? [];
  assert.match((await say(...wordsOf(example))).out, /ties efron; .*level 0\.95/);
  const { options } = await json<{ options: Record<string, unknown> }>(...wordsOf(example));
  assert.equal(options.ties, 'efron');
  assert.equal(options.level, 0.95);
});

test('the twelve statistics are there', () => {
  assert.deepEqual(
    SUBCOMMANDS.map(({ name }) => name),
    [
      'km',
      'logrank',
      'rmst',
      'cox',
      'cif',
      'finegray',
      'logistic',
      'match',
      'weight',
      'balance',
      'evalue',
      'power',
    ],
  );
});
