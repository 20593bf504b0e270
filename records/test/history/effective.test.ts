import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day, type CaseState, type DecidedEvent } from '@throughcare/pathway';
import { correction, readCorrection, retraction } from '../../src/history/correction.ts';
import { stateOf } from '../../src/history/deciders.ts';
import { effectiveHistory } from '../../src/history/effective.ts';
import type { RecordedEvent } from '../../src/history/recorded-event.ts';

const begin = day('2025-01-01');

function recorded(version: number, event: DecidedEvent): RecordedEvent {
  const { type, schema, occurredOn, facts, sealed = null } = event;
  return readCorrection({
    stream: 'case',
    kind: 'case',
    version,
    type,
    schema,
    occurredOn,
    recordedAt: version,
    actor: 'ada',
    facts,
    sealed,
  });
}

function change(on: number, what: string): DecidedEvent {
  return { type: 'life_changed', schema: 1, occurredOn: addDays(begin, on), facts: { what } };
}

const content = (events: readonly RecordedEvent[]) =>
  events.map(({ type, occurredOn, facts }) => ({ type, occurredOn, facts }));

const changes = fc.array(
  fc.record({ on: fc.nat(60), what: fc.constantFrom('address', 'partner', 'order', 'work') }),
  { minLength: 1, maxLength: 12 },
);

test('a correction in the middle equals a history without the mistake', () => {
  fc.assert(
    fc.property(changes, fc.nat(), fc.nat(60), (told, which, on) => {
      const wrong = which % told.length;
      const right = told.map((one, index) => (index === wrong ? { on, what: 'work' } : one));
      const history = told.map((one, index) => recorded(index + 1, change(one.on, one.what)));
      const corrected = [
        ...history,
        recorded(
          told.length + 1,
          correction(change(on, 'work'), { replaces: wrong + 1, why: 'learnt_later' }),
        ),
      ];
      const clean = right.map((one, index) => recorded(index + 1, change(one.on, one.what)));
      const [left, other] = [effectiveHistory(corrected).effective, effectiveHistory(clean).effective];
      assert.deepEqual(content(left), content(other));
      assert.deepEqual(butForWhen(stateOf('case', left)), butForWhen(stateOf('case', other)));
    }),
  );
});

test('a retraction in the middle equals a history in which it was never told', () => {
  fc.assert(
    fc.property(changes, fc.nat(), (told, which) => {
      const wrong = which % told.length;
      const history = told.map((one, index) => recorded(index + 1, change(one.on, one.what)));
      const retracted = [
        ...history,
        recorded(told.length + 1, retraction(history[wrong], { why: 'entered_twice' })),
      ];
      const clean = history.filter((_, index) => index !== wrong);
      assert.deepEqual(
        content(effectiveHistory(retracted).effective),
        content(effectiveHistory(clean).effective),
      );
      assert.deepEqual(effectiveHistory(retracted).superseded, [history[wrong]]);
    }),
  );
});

test('the latest correction counts, also after a retraction', () => {
  const first = recorded(1, change(3, 'work'));
  const history = [
    first,
    recorded(2, correction(change(4, 'partner'), { replaces: 1, why: 'learnt_later' })),
    recorded(3, retraction(first, { why: 'entered_twice' })),
    recorded(4, correction(change(5, 'address'), { replaces: 1, why: 'learnt_later' })),
  ];
  assert.deepEqual(content(effectiveHistory(history).effective), [change(5, 'address')].map(strip));
  assert.deepEqual(effectiveHistory(history.slice(0, 3)).effective, []);
});

test('events are read in the order in which they happened, and on one day in which they were told', () => {
  const history = [
    recorded(1, change(9, 'work')),
    recorded(2, change(2, 'address')),
    recorded(3, change(9, 'order')),
  ];
  assert.deepEqual(
    effectiveHistory(history).effective.map(event => event.version),
    [2, 1, 3],
  );
});

/** What is put right says what nobody knew before, so when it was told is another: that alone differs. */
function butForWhen({ toldUpTo: _upTo, lifeChanges, ...state }: CaseState) {
  return { ...state, lifeChanges: lifeChanges.map(({ what, on }) => ({ what, on })) };
}

function strip({ type, occurredOn, facts }: DecidedEvent) {
  return { type, occurredOn, facts };
}
