import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { copyLines } from '../../src/lifetime/copy-line.ts';
import type { CopyNames } from '../../src/lifetime/copy-words/said.ts';
import { subjectPack } from '../../src/lifetime/subject-pack.ts';
import { readCorrection } from '../../src/history/correction.ts';
import type { RecordedEvent } from '../../src/history/recorded-event.ts';
import { eventRegister } from '../../src/register/register.ts';
import { writtenEvents } from '../history/written.ts';

const ofCases = Object.entries(eventRegister.case);

/**
 * Types of which something is told and something kept back. Each line that is kept back may be empty, so that an entry
 * without it tells nothing: `filled` beside `empty` has to give the same copy.
 */
const told: Readonly<Record<string, { readonly filled: object; readonly empty: object }>> = {
  task_given: { filled: { words: 'as told' }, empty: { words: '' } },
  enrolment_moved: { filled: { details: 'as told' }, empty: { details: '' } },
  failure_judged: { filled: { otherwise: true, why: 'as told' }, empty: { otherwise: false, why: '' } },
};

const keptIn = (type: string) =>
  Object.entries(eventRegister.case[type])
    .filter(([, { answer }]) => answer !== 'given')
    .map(([field]) => field)
    .sort();

test('E23: an entry of a case is told whole or is not there, but for lines that an entry may be without', () => {
  const mixed = ofCases
    .filter(([, fields]) => new Set(Object.values(fields).map(one => one.answer === 'given')).size > 1)
    .map(([type]) => type);
  assert.deepEqual(
    mixed.sort(),
    Object.keys(told).sort(),
    'half of an entry proves that the rest was kept back',
  );
  for (const type of mixed) assert.deepEqual(keptIn(type), Object.keys(told[type].filled).sort(), type);
});

test('E23: what later entries mean by a mark is told no sooner than the entry that began it', () => {
  const begins = { condition_set: ['condition_ended'], mappa_recorded: ['clock_ended', 'clock_began'] };
  for (const [first, later] of Object.entries(begins))
    for (const type of [first, ...later])
      assert.deepEqual(keptIn(type), Object.keys(eventRegister.case[type]).sort(), type);
});

const names: CopyNames = {
  staff: () => 'Ines Marlow',
  programme: () => 'Help in groups',
  team: () => 'North',
  thing: kind => `the ${kind} of 4 May 2025`,
};

test('E23: an entry with a line that is kept back gives the same copy as one that was recorded without it', () => {
  for (const [type, { filled, empty }] of Object.entries(told)) {
    const found = writtenEvents().find(event => event.kind === 'case' && event.type === type);
    assert.ok(found, type);
    const event = readCorrection({ ...found }) as unknown as RecordedEvent;
    const copyOf = (change: object) => {
      const of = (part: object | null | undefined) =>
        Object.fromEntries(
          Object.entries({ ...part }).map(([field, value]) => [
            field,
            Object.hasOwn(change, field) ? (change as Record<string, unknown>)[field] : value,
          ]),
        );
      const effective = [{ ...event, facts: of(event.facts), sealed: of(event.sealed) } as RecordedEvent];
      const lines = copyLines(effective, { request: 'r1' });
      const pack = subjectPack({ effective, superseded: [] }, [], lines, names, day('2026-03-12'));
      return { pack, lines: lines.map(one => one.field).sort() };
    };
    assert.deepEqual(copyOf(filled).pack, copyOf(empty).pack, type);
    assert.equal(copyOf(filled).pack.entries.length, 1, type);
    assert.deepEqual(copyOf(filled).lines, Object.keys(filled).sort(), type);
    assert.deepEqual(copyOf(empty).lines, [], 'there is nothing to decide on where nothing was written');
  }
});

/** What is sealed in a case and told without anybody deciding, and why it may be. */
const toldUnread: Readonly<Record<string, string>> = {
  'referred surname': 'who they are',
  'referred forename': 'who they are',
  'referred bornOn': 'who they are',
  'referred sex': 'who they are',
  'referred postcodeDistrict': 'who they are',
  'referred pnc': 'who they are',
  'characteristics_told ethnicGroup': 'what they said of themselves',
  'characteristics_told disability': 'what they said of themselves',
  'characteristics_told religion': 'what they said of themselves',
  'letter_issued name': 'their name, as it stands on a letter of theirs',
  'failure_judged words': 'the warning itself, which they were given',
};

test('E23: no words that staff wrote are told without a safeguarding lead deciding so', () => {
  const given = ofCases.flatMap(([type, fields]) =>
    Object.entries(fields)
      .filter(([, { answer, opens }]) => answer === 'given' && opens !== 'facts')
      .map(([field]) => `${type} ${field}`),
  );
  assert.deepEqual(given.sort(), Object.keys(toldUnread).sort());
});
