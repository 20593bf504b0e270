import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, londonDay } from '@throughcare/pathway';
import fc from 'fast-check';
import { withLooks } from '../../src/audit/looked-into.ts';
import { unusualReads, type NotedRead } from '../../src/audit/unusual.ts';
import { unusualRules } from '../../src/audit/unusual-rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Thursday, in winter. */
const MORNING = Date.parse('2026-03-12T09:00:00Z');
const office = { opens: '09:00', closes: '17:00' };
const hours = {
  value: [office, office, office, office, office, null, null],
  since: day('2026-03-01'),
  owner: 'a',
};

const read = fc.record({
  at: fc.integer({ min: 0, max: 30 * 60 }).map(minutes => MORNING + minutes * MINUTE),
  user: fc.constantFrom('a', 'b'),
  act: fc.constantFrom('read' as const, 'exported' as const),
  person: fc.option(fc.integer({ min: 1, max: 40 }).map(String)),
  tie: fc.constantFrom('own', 'team', 'role', null),
});
const page = (minutes: number, person: string, tie = 'own'): NotedRead => ({
  at: MORNING + minutes * MINUTE,
  user: 'a',
  act: 'read',
  person,
  tie,
});

test('E21: many people’s pages in an hour are what counting every hour by itself finds', () => {
  fc.assert(
    fc.property(fc.array(read, { maxLength: 400, size: 'max' }), reads => {
      const shown = unusualReads(reads, [], null).filter(one => one.rule === 'manyCases');
      const most = new Map<string, number>();
      for (const first of reads.filter(one => one.person !== null)) {
        const on = londonDay(first.at);
        const within = reads.filter(
          one =>
            one.user === first.user &&
            one.person !== null &&
            londonDay(one.at) === on &&
            one.at >= first.at &&
            one.at - first.at < HOUR,
        );
        const key = `${on} ${first.user}`;
        most.set(key, Math.max(most.get(key) ?? 0, new Set(within.map(one => one.person)).size));
      }
      const expected = [...most].filter(([, count]) => count >= unusualRules.manyCases.threshold);
      assert.deepEqual(new Map(shown.map(one => [`${one.day} ${one.user}`, one.count])), new Map(expected));
    }),
    { numRuns: 60 },
  );
});

test('nineteen pages in an hour are not shown, twenty are, and one page twenty times is not', () => {
  const pages = (count: number, every: number) =>
    unusualReads(
      Array.from({ length: count }, (_, i) => page(i * every, `p${i}`)),
      [],
      null,
    );
  assert.deepEqual(pages(19, 1), []);
  assert.deepEqual(pages(20, 1), [
    {
      rule: 'manyCases',
      day: '2026-03-12',
      user: 'a',
      count: 20,
      firstAt: MORNING,
      lastAt: MORNING + 19 * MINUTE,
    },
  ]);
  // Twenty pages in 60 minutes and more are nineteen within any hour.
  assert.deepEqual(pages(20, 60 / 19), []);
  const same = Array.from({ length: 20 }, (_, i) => page(i, 'p'));
  assert.deepEqual(unusualReads(same, [], null), []);
});

test('a read is outside staffed hours by London’s clock, and only from the day on which they were set', () => {
  const outside = (at: string, setting: typeof hours | null = hours) =>
    unusualReads([{ ...page(0, 'p'), at: Date.parse(at) }], [], setting).length === 1;
  assert.ok(!outside('2026-03-12T09:00:00Z'));
  assert.ok(outside('2026-03-12T08:59:00Z'));
  assert.ok(outside('2026-03-12T17:00:00Z'));
  assert.ok(!outside('2026-07-01T08:00:00Z'), 'nine o’clock in summer');
  assert.ok(outside('2026-03-14T10:00:00Z'), 'a Saturday');
  assert.ok(!outside('2026-02-26T03:00:00Z'), 'before they were set');
  assert.ok(!outside('2026-03-12T03:00:00Z', null), 'never set');
});

test('E10: a line holds a fact and a count, and lines stand by time, not by how many or by whom', () => {
  fc.assert(
    fc.property(fc.array(read, { maxLength: 100, size: 'max' }), reads => {
      const shown = unusualReads(reads, [], hours);
      for (const one of shown) {
        assert.deepEqual(Object.keys(one).toSorted(), ['count', 'day', 'firstAt', 'lastAt', 'rule', 'user']);
        assert.ok(one.count >= unusualRules[one.rule].threshold);
      }
      const times = shown.map(one => one.firstAt);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
      );
      const exports = shown.filter(one => one.rule === 'exported').reduce((sum, one) => sum + one.count, 0);
      assert.equal(exports, reads.filter(one => one.act === 'exported').length);
    }),
  );
});

test('every rule says since when and whence, and none claims a review that it has not had', () => {
  for (const rule of Object.values(unusualRules)) {
    assert.ok(rule.words.length > 20 && rule.source.length > 10);
    assert.equal(rule.reviewedBy, null);
  }
});

test('E20: what another auditor found says no higher count than whoever asks sees, who may be kept from a concern', () => {
  const read = {
    rule: 'outsideHours',
    day: day('2026-03-12'),
    user: 'a',
    count: 5,
    firstAt: 1,
    lastAt: 2,
  } as const;
  const look = {
    stream: 'org',
    kind: 'organisation',
    version: 1,
    type: 'reads_looked_into',
    schema: 1,
    occurredOn: day('2026-03-12'),
    recordedAt: MORNING,
    actor: 'b',
    facts: { rule: 'outsideHours', day: '2026-03-12', user: 'a', by: 'b', count: 6 },
    sealed: { words: 'as told' },
    replaces: null,
    stands: [],
    why: null,
  } as const;
  const counts = (seen: number) =>
    withLooks([{ ...read, count: seen }], [look], 'c')[0].looks.map(one => one.count);
  assert.deepEqual([counts(5), counts(6), counts(7)], [[5], [6], [6]]);
});
