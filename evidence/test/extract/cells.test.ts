import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoDay, parseDay } from '../../src/day.ts';
import { NO_DAY } from '../../src/extract/columns.ts';
import { readTable } from '../../src/extract/table.ts';
import type { Table, TableRequest } from '../../src/extract/table.ts';

/** A file of one column of some type, beside the row's number. */
function read(kind: 'number' | 'date' | 'text', cells: readonly string[], missing: string[] = []): Table {
  const spec: TableRequest['spec'] = { file: 'cells.csv', columns: { cell: kind } };
  return readTable({
    name: 'cells',
    spec,
    bytes: new TextEncoder().encode(`row,cell\n${cells.map((cell, k) => `${k},${cell}\n`).join('')}`),
    columns: new Set(['cell']),
    missing: new Set(missing),
    lastDay: Number.POSITIVE_INFINITY,
    onePerPerson: false,
  });
}

function numbers(texts: readonly string[], missing?: string[]): Float64Array {
  const table = read('number', texts, missing);
  const column = table.columns.get('cell');
  assert.ok(column?.kind === 'number');
  assert.deepEqual(table.rejected, []);
  return column.values;
}

function assertExact(texts: readonly string[]): void {
  const values = numbers(texts);
  texts.forEach((text, k) =>
    assert.ok(Object.is(values[k], Number(text)), `${text} became ${String(values[k])}`),
  );
}

test('a number in a file is the very double that Number() makes of its text, however it is written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
      values => {
        assertExact(
          values.flatMap(value => [
            String(value),
            value.toExponential(12),
            value.toPrecision(17),
            ...(Math.abs(value) < 1e15 ? [value.toFixed(6)] : []),
          ]),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('up to 25 digits with a point anywhere and any power of ten are rounded right', () => {
  const text = fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** 25n }),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: -90, max: 60 }),
      fc.constantFrom('', '-', '+'),
      fc.boolean(),
    )
    .map(([digits, places, power, sign, withPower]) => {
      const padded = digits.toString().padStart(places + 1, '0');
      const point = `${padded.slice(0, padded.length - places)}.${padded.slice(padded.length - places)}`;
      return `${sign}${point}${withPower ? `e${power}` : ''}`;
    });
  fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 100 }), assertExact), { numRuns: 200 });
});

test('numbers half way between two doubles, at the edges of both ways of rounding, are rounded to the even one', () => {
  assertExact([
    '9007199254740993',
    '9007199254740992',
    '9007199254740991',
    '9007199254740995',
    '18014398509481986',
    '18014398509481990',
    '9007199254740993.0',
    '900719925474099.3e1',
    '4503599627370496.5',
    '4503599627370497.5',
    '0.30000000000000004',
    '2.2250738585072014e-308',
    '5e-324',
    '1.7976931348623157e308',
    '1e23',
    '8.5e22',
    '9999999999999999999',
    '1844674407370955.1615',
    '123456789012345678e-30',
    '1e-80',
    '1e40',
    '-0',
    '+.5',
    '5.',
    '00000000000000000000007',
  ]);
});

test('what is no decimal number is reported: hexadecimal, a comma, words, infinity, two points, signs alone', () => {
  const bad = {
    '0x10': 'is no number',
    '"1,5"': 'is no number',
    '1.2.3': 'is no number',
    Infinity: 'is no finite number',
    '-Inf': 'is no finite number',
    NaN: 'is no number',
    '1e': 'is no number',
    e5: 'is no number',
    '-': 'is no number',
    '.': 'is no number',
    '12a': 'is no number',
    '--1': 'is no number',
    '1 2': 'is no number',
    '1_000': 'is no number',
    '1e400': 'is too large a number',
    '-1e99999': 'is too large a number',
  };
  const table = read('number', Object.keys(bad));
  assert.equal(table.rows, 0);
  assert.deepEqual(
    table.rejected.map(({ line, reason }) => [line, reason.replace(/^cell: ".*" /, '')]),
    Object.values(bad).map((why, k) => [k + 2, why]),
  );
});

test('an empty cell and every word for missing are missing, also a number that stands for it', () => {
  assert.deepEqual(
    [...numbers(['1', '', 'NA', '-99', '""', '" "', '99', ' NA ', '"NA"'], ['NA', '-99', ' '])],
    [1, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 99, Number.NaN, Number.NaN],
  );
});

test('a date in a file is the day of its text, and no other text is a date', () => {
  const days = fc.integer({ min: -682_000, max: 2_000_000 }).filter(day => isoDay(day).length === 10);
  fc.assert(
    fc.property(fc.array(days, { minLength: 1 }), wanted => {
      const column = read('date', wanted.map(isoDay)).columns.get('cell');
      assert.ok(column?.kind === 'date');
      assert.deepEqual([...column.days], wanted);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/), { minLength: 1 }), texts => {
      const table = read('date', texts);
      const column = table.columns.get('cell');
      assert.ok(column?.kind === 'date');
      const good = texts.map(parseDay).filter(day => day !== undefined);
      assert.deepEqual([...column.days], good);
      assert.equal(table.rejected.length, texts.length - good.length);
    }),
  );
  const others = [
    '2024-2-29',
    '2023-02-29',
    '1900-02-29',
    '2024/02/29',
    '29-02-2024',
    '2024-02-29T00:00',
    '20240229',
  ];
  assert.equal(read('date', others).rejected.length, others.length);
  const empty = read('date', ['', 'NA'], ['NA']).columns.get('cell');
  assert.ok(empty?.kind === 'date');
  assert.deepEqual([...empty.days], [NO_DAY, NO_DAY]);
});

test('a column of more different texts than a table of bytes holds still numbers each as it first came', () => {
  const texts = Array.from({ length: 6000 }, (_, k) => `court ${k % 5500}`);
  const column = read('text', texts).columns.get('cell');
  assert.ok(column?.kind === 'category');
  assert.equal(column.levels.length, 5500);
  assert.deepEqual(
    [...column.codes].map(code => column.levels[code]),
    texts,
  );
  assert.deepEqual([column.levels[0], column.levels[5499]], ['court 0', 'court 5499']);
});
