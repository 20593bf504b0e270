import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  contactDecider,
  contactDue,
  day,
  disclosureRequired,
  knownToPolice,
  type ContactCommand,
  type KnownToPolice,
} from '../../src/index.ts';
import { given } from '../given.ts';

const facts = fc.record({
  identifying: fc.boolean(),
  child: fc.boolean(),
  otherPerson: fc.boolean(),
  crimeTold: fc.boolean(),
  knownToPolice: fc.constantFrom(...(Object.keys(knownToPolice) as KnownToPolice[])),
});

test('nothing can be passed on of somebody whom nobody can find, whatever was said (domain 1.1)', () => {
  fc.assert(fc.property(facts, one => !disclosureRequired({ ...one, identifying: false })));
});

test('a child or another person at risk is enough, once somebody can be found', () => {
  fc.assert(fc.property(facts, one => disclosureRequired({ ...one, identifying: true, child: true })));
  fc.assert(fc.property(facts, one => disclosureRequired({ ...one, identifying: true, otherPerson: true })));
});

test('a crime the police know of is not passed on again; one that nobody knows whether they know, is', () => {
  const told = { identifying: true, child: false, otherPerson: false, crimeTold: true };
  assert.equal(disclosureRequired({ ...told, knownToPolice: 'yes' }), false);
  assert.equal(disclosureRequired({ ...told, knownToPolice: 'no' }), true);
  assert.equal(disclosureRequired({ ...told, knownToPolice: 'unknown' }), true);
});

test('E7: a named person is asked to look until a concern is raised, in which two decide', () => {
  const on = day('2026-11-20');
  const open: ContactCommand = { do: 'open', on, group: 'other', statement: '1', words: 'as told' };
  const note = {
    do: 'note_disclosure',
    on,
    named: 'lead-1',
    identifying: true,
    child: true,
    otherPerson: false,
    crimeTold: false,
    knownToPolice: 'unknown',
  } as const;
  const asked = (...commands: ContactCommand[]) =>
    contactDue(given(contactDecider, ...commands).state).filter(one => one.what === 'pass_on');
  given(contactDecider, open)
    .when({ ...note, named: '' })
    .refused('nobody_named');
  assert.deepEqual(
    asked(open, note).map(one => one.who),
    ['lead-1'],
  );
  assert.deepEqual(asked(open, note, { do: 'raise_concern', on, concern: 'c1' }), []);
  assert.deepEqual(asked(open, { ...note, identifying: false }), []);
});
