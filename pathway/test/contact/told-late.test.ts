import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contactDecider, contactDue, day, type ContactCommand, type ContactState } from '../../src/index.ts';
import { asTold } from '../as-told.ts';

// A contact is read by the days on which things happened. Whoever raised a concern knew only what had been told by then.

const d = (text: string) => day(`2026-11-${text}`);
const open: ContactCommand = { do: 'open', on: d('02'), group: 'other', statement: '1', words: 'as told' };
const note = (at: string, child: boolean, named = 'lead-1'): ContactCommand => ({
  do: 'note_disclosure',
  on: d(at),
  named,
  identifying: true,
  child,
  otherPerson: false,
  crimeTold: false,
  knownToPolice: 'unknown',
});
const raised = (at: string, concern = 'c1'): ContactCommand => ({ do: 'raise_concern', on: d(at), concern });
const told = (...commands: readonly ContactCommand[]) => asTold(contactDecider, open, ...commands);
const asked = (state: ContactState) =>
  contactDue(state)
    .filter(one => one.what === 'pass_on')
    .map(one => one.who);

test('E8, E33: what they told, put right after a concern was raised without it, is looked at again', () => {
  const before = told(note('10', false), raised('12'));
  assert.deepEqual(asked(before.state), []);
  const right = before.putRight(2, note('10', true, 'lead-2'));
  assert.deepEqual(asked(right.state), ['lead-2']);
  assert.deepEqual(asked(right.tell(raised('13', 'c2')).state), []);
  // Also where the concern had answered what it said before: nobody knew what it says now.
  assert.deepEqual(asked(told(note('10', true), raised('12')).putRight(2, note('09', true)).state), [
    'lead-1',
  ]);
});

test('E8, E33: noted after a concern, of the same day or of an earlier one, it is looked at and keeps its day', () => {
  for (const at of ['10', '12']) {
    const { state } = told(raised('12')).tell(note(at, true));
    assert.deepEqual(asked(state), ['lead-1'], at);
    assert.equal(state.disclosures[0].on, d(at));
  }
});

test('E8, E33: what is put right after it was noted anew does not stand behind what was noted without it', () => {
  const anew = told(note('10', true), note('12', false));
  assert.deepEqual(asked(anew.state), []);
  const right = anew.putRight(2, note('10', true, 'lead-2'));
  assert.deepEqual(asked(right.state), ['lead-2']);
  assert.deepEqual(asked(right.tell(raised('12')).state), []);
  assert.deepEqual(
    asked(told(note('12', false), note('10', true)).state),
    ['lead-1'],
    'noted of a day before',
  );
});

test('E8, E33: a concern that is put right knows no more than when it was raised', () => {
  const late = told(raised('12'), note('11', true));
  assert.deepEqual(asked(late.putRight(2, raised('13')).state), ['lead-1']);
  const known = told(note('11', true), raised('12'));
  assert.deepEqual(asked(known.putRight(3, raised('13')).state), []);
});

test('E8, E33: whatever was noted and raised, of whatever days, what was told or put right last is looked at', () => {
  const at = fc.integer({ min: 2, max: 24 }).map(one => String(one).padStart(2, '0'));
  const either = fc.oneof(
    fc.tuple(at, fc.boolean()).map(([on, child]) => note(on, child)),
    at.map(on => raised(on)),
  );
  fc.assert(
    fc.property(fc.array(either, { maxLength: 8 }), at, fc.nat(), (before, on, which) => {
      const all = told(...before);
      const last = note(on, true, 'lead-2');
      assert.deepEqual(asked(all.tell(last).state), ['lead-2']);
      const notes = before.flatMap((one, index) => (one.do === 'note_disclosure' ? [index + 2] : []));
      if (notes.length === 0) return;
      const right = all.putRight(notes[which % notes.length], last);
      assert.deepEqual(asked(right.state), ['lead-2']);
      assert.deepEqual(asked(right.tell(raised('24', 'c9')).state), []);
    }),
  );
});
