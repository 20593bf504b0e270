import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, run, sourceOf, StudyRefusal } from '../../src/index.ts';
import type { Source } from '../../src/index.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

test('a file that is changed between two readings of one run is refused, and no result is made', () => {
  const at = '2026-11-01T00:00:00Z';
  const recorded = protocolOf(
    protocolText
      .replace(
        / {2}found_in:[\s\S]*? {2}death: died_on\n/,
        "  recorded_in: { event: secret, is: 'y', days: days, from: release, complete_because: it is over }\n",
      )
      .replace(/ {2}negative_control:.*\n/, '')
      .replaceAll(/ {4}time_zero:.*\n/g, '')
      .replace(
        '        sex: {',
        "        secret: { one_of: ['x', 'y'] }\n        days: number\n        sex: {",
      ),
  );
  const { 'people.csv': own } = smallFiles();
  const people = own
    .trimEnd()
    .split('\n')
    .map((line, k) => (k === 0 ? `${line},days` : k % 3 === 0 ? line.replace(/x$/, 'y,30') : `${line},`))
    .join('\n');
  const { lock } = design(recorded, sourceOf({ 'people.csv': people }), at);
  let reads = 0;
  const changing: Source = {
    ...sourceOf({}),
    open: file =>
      sourceOf({ 'people.csv': reads++ === 0 ? people : people.replace(/y,30/, 'y,31') }).open(file),
  };
  assert.throws(
    () => run(recorded, lock, changing, at),
    (error: Error) =>
      error instanceof StudyRefusal &&
      /people.csv was changed while it was read. No result/.test(error.message),
  );
});
