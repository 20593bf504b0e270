import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowTest } from '../../src/extract/where.ts';
import { NO_DAY } from '../../src/extract/columns.ts';
import type { Column } from '../../src/extract/columns.ts';
import type { ColumnTest } from '../../src/protocol/schema.ts';
import { parseDay } from '../../src/day.ts';

const day = (text: string): number => parseDay(text) ?? NO_DAY;
const columns: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['on', { kind: 'date', days: Int32Array.of(day('2023-09-30'), day('2023-10-01'), NO_DAY) }],
  ['age', { kind: 'number', values: Float64Array.of(18, 17, Number.NaN) }],
  ['sex', { kind: 'category', levels: ['male', 'female'], codes: Int32Array.of(0, 1, -1) }],
]);
const rowsThat = (where: Parameters<typeof rowTest>[0]): number[] =>
  [0, 1, 2].filter(rowTest(where, columns));

test('a value, a list, a range and presence each pick their rows; ends of a range belong to it', () => {
  assert.deepEqual(rowsThat({ all: { sex: 'female' } }), [1]);
  assert.deepEqual(rowsThat({ all: { sex: ['male', 'female'] } }), [0, 1]);
  assert.deepEqual(rowsThat({ all: { on: { to: '2023-09-30' } } }), [0]);
  assert.deepEqual(rowsThat({ all: { on: { from: '2023-10-01' } } }), [1]);
  assert.deepEqual(rowsThat({ all: { age: { from: 18, to: 18 } } }), [0]);
  assert.deepEqual(rowsThat({ all: { age: { present: true } } }), [0, 1]);
});

test('a missing value meets no test but its own absence', () => {
  assert.deepEqual(rowsThat({ all: { sex: ['male', 'female', ''] } }), [0, 1]);
  assert.deepEqual(rowsThat({ all: { age: { from: -1e9 } } }), [0, 1]);
  for (const name of ['on', 'age', 'sex'])
    assert.deepEqual(rowsThat({ all: { [name]: { present: false } } }), [2]);
});

test('tests named together must all hold; of alternatives one is enough', () => {
  assert.deepEqual(rowsThat({ all: { sex: 'male', age: { to: 17 } } }), []);
  const any: Record<string, ColumnTest>[] = [{ sex: 'male' }, { age: { to: 17 } }];
  assert.deepEqual(rowsThat({ all: {}, any }), [0, 1]);
  assert.deepEqual(rowsThat({ all: { sex: 'female' }, any }), [1]);
});
