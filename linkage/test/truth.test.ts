import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readTruth } from '../src/index.ts';

const service = 'record,basis,surname\nS1,required,A\nS2,none,B\n';

test('the truth names a person or nobody, and its other columns and the basis are groups', () => {
  assert.deepEqual(readTruth('record,person,origin\nS1,P7,3\nS2,,1\n', service), [
    { left: 'S1', person: 'P7', groups: { origin: '3', basis: 'required' } },
    { left: 'S2', person: null, groups: { origin: '1', basis: 'none' } },
  ]);
});

test('a column that is missing and a record that comes twice are told, the record by its lines', () => {
  assert.throws(() => readTruth('record,origin\nS1,3\n'), /no column "person"/);
  assert.throws(() => readTruth('record,person\nS1,\nS1,P2\n'), /the record of line 2 again in line 3/);
});
