import { test } from 'node:test';
import assert from 'node:assert/strict';
import { compare, link, matchWeight, nameShares, reasons, type Identity } from '../src/index.ts';
import { people, person } from './people.ts';

const extract = people(1, 2000);
const { model } = link(
  extract.slice(0, 100).map((one): Identity => ({ ...one, id: `S${one.id}`, person: `S${one.id}` })),
  extract,
);

test('to share a rare name says more than to share a common one, by the ratio of their shares', () => {
  const rows = Array.from({ length: 100 }, (_, k) =>
    person(`R${k}`, { surname: k < 25 ? 'marsh' : k === 25 ? 'quill' : `x${k}` }),
  );
  const names = nameShares(rows);
  const weight = (surname: string) => {
    const [left, right] = [person('a', { surname }), person('b', { surname })];
    return matchWeight(compare(left, right), 0, left, model, names);
  };
  assert.ok(Math.abs(weight('quill') - weight('marsh') - Math.log2(25)) < 1e-9);
});

test('reasons add up to the weight, speak of what is there, and tell for from against', () => {
  const names = nameShares(extract);
  const left = person('a', { surname: extract[0].surname, pnc: '' });
  const right = person('b', { surname: extract[0].surname, bornOn: '1944-11-30' });
  const levels = compare(left, right);
  const said = reasons(levels, left, model, names);
  const sum = said.reduce((total, one) => total + one.weight, 0);
  assert.ok(Math.abs(sum - matchWeight(levels, 0, left, model, names)) < 1e-9);
  assert.ok(!said.some(one => one.field === 'pnc'));
  assert.ok(said.find(one => one.field === 'surname')!.weight > 0);
  assert.ok(said.find(one => one.field === 'born')!.weight < 0);
});
