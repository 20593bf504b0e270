import assert from 'node:assert/strict';
import { test } from 'node:test';
import { upcast, type DecidedEvent } from '@throughcare/pathway';
import { isRetraction, readCorrection } from '../../src/history/correction.ts';
import { asDecided, deciderOf } from '../../src/history/deciders.ts';
import { eventRegister } from '../../src/register/register.ts';
import { isNothing, isTold, sayField, sayTitle } from '../../src/lifetime/copy-words/say.ts';
import type { CopyNames } from '../../src/lifetime/copy-words/said.ts';
import { writtenEvents } from '../history/written.ts';

const names: CopyNames = {
  staff: () => 'Ines Marlow',
  programme: () => 'Help in groups',
  team: () => 'North',
  thing: kind => `the ${kind} of 4 May 2025`,
};

/** Fields that hold words or a reference as somebody wrote them: they are told as they stand. */
const asWritten = new Set([
  'reference',
  'surname',
  'forename',
  'postcodeDistrict',
  'pnc',
  'words',
  'why',
  'reason',
  'details',
  'because',
  'source of lawful_basis_set',
  'version',
  'given',
  'assessor',
  'note',
  'message',
  'name',
  'said',
  'child',
  'shared',
  'dayGiven',
]);
const kinds = ['case', 'concern'] as const;
const said = writtenEvents()
  .filter(event => kinds.some(kind => kind === event.kind))
  .map(event => readCorrection({ ...event }))
  .filter(event => !isRetraction(event))
  .flatMap(event => {
    const { kind, type } = event;
    const { facts, sealed } = upcast<DecidedEvent>(deciderOf(kind).upcasts, asDecided(event));
    const values: Record<string, unknown> = { ...facts, ...sealed };
    const told = { kind, type };
    return Object.keys(eventRegister[kind][type] ?? {}).map(field => ({
      place: `${kind} ${type}.${field}`,
      told,
      field,
      value: values[field],
      words: sayField(told, field, values[field], names),
    }));
  });

test('E23: every entry that can be told has a title, and every field of it words of its own or none at all', () => {
  for (const kind of kinds) {
    for (const [type, fields] of Object.entries(eventRegister[kind])) {
      assert.match(sayTitle({ kind, type }), /^[A-Z][^_]+$/, type);
      for (const field of Object.keys(fields)) assert.equal(typeof isTold({ kind, type }, field), 'boolean');
    }
  }
});

test('E23: nothing that earlier versions recorded is told as a code, a mark or the shape of data', () => {
  assert.ok(said.length > 1000, `only ${said.length} fields`);
  let spoken = 0;
  for (const { place, told, field, value, words } of said) {
    if (!isTold(told, field) || isNothing(value)) {
      assert.equal(words, undefined, place);
      continue;
    }
    if (words === undefined) continue; // A detail that says nothing, such as a day that is not known.
    spoken++;
    const { label, words: text } = words;
    assert.match(label, /^[A-Z][^_]*$/, place);
    assert.doesNotMatch(text, /undefined|null|\[object|\bNaN\b/, `${place}: ${text}`);
    if (asWritten.has(field) || asWritten.has(`${field} of ${told.type}`)) continue;
    assert.doesNotMatch(text, /[a-z]_[a-z]|[\da-f]{8}-[\da-f]{4}|\d{4}-\d\d-\d\d|[{}"]/, `${place}: ${text}`);
    if (typeof value === 'string') assert.notEqual(text, value, `${place} is told as it is coded`);
  }
  assert.ok(spoken > 700, `only ${spoken} fields were said`);
});

test('E23: a programme, an enrolment, a worker and an order are told by what they are, and never by their mark', () => {
  const wordsOf = (type: string, field: string, value: unknown) =>
    sayField({ kind: 'case', type }, field, value, names)?.words;
  assert.equal(wordsOf('enrolled', 'programme', 'P1'), 'Help in groups');
  assert.equal(wordsOf('attended', 'enrolment', 'e1'), 'the enrolment of 4 May 2025');
  assert.equal(wordsOf('opened', 'practitioner', 'u1'), 'Ines Marlow');
  assert.equal(wordsOf('order_ended', 'order', 'o1'), 'the order of 4 May 2025');
  assert.equal(wordsOf('enrolled', 'enrolment', 'e1'), undefined);
  assert.equal(wordsOf('attended', 'code', 'ATTC'), 'Attended, complied');
});
