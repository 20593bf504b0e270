import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import fc from 'fast-check';
import { readMark, writeMark, type Actor, type TrailMark, type TrailQuery } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

const MINUTE = 60_000;
const on = day('2026-03-12');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let began: number;
  before(async () => {
    at = await testRecords({ version });
    began = at.clock.now;
    walked = await walk(at);
    for (const id of walked.cases) {
      at.clock.now += MINUTE;
      await at.records.as(walked.practitioner).person(id);
      await at.records.as(walked.practitioner).people();
      await at.records.as(walked.lead).person(id);
    }
    await assert.rejects(at.records.as(walked.worker).people());
    at.clock.now += MINUTE;
  });
  after(() => at.close());

  const trail = (query: Omit<TrailQuery, 'sinceMs'> & { sinceMs?: number }, who: Actor = walked.auditor) =>
    at.records.as(who).auditTrail({ sinceMs: began, untilMs: at.clock.now, ...query });

  test(title('E21: page by page the trail is the whole trail: no row twice, none missed'), async () => {
    const whole = await trail({});
    assert.equal(whole.next, null);
    assert.ok(whole.rows.length > 30, String(whole.rows.length));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async limit => {
        const rows: unknown[] = [];
        let mark: TrailMark | null | undefined;
        do {
          const page = await trail({ limit, ...(mark ? { after: readMark(writeMark(mark))! } : {}) });
          assert.ok(page.rows.length <= limit);
          rows.push(...page.rows);
          mark = page.next;
        } while (mark);
        assert.deepEqual(rows, whole.rows);
      }),
      { numRuns: 8 },
    );
  });

  test(title('E21: what is asked for narrows the trail, and gives no other row and no fewer'), async () => {
    const { rows } = await trail({});
    const accounts = [...new Set(rows.map(row => row.user)), 'nobody'];
    const ids = [...walked.cases, walked.contact, walked.concern, walked.group, walked.opening];
    const asked = fc.record(
      {
        user: fc.constantFrom(...accounts),
        kind: fc.constantFrom('case', 'contact', 'concern', 'group', 'organisation', 'opening'),
        act: fc.constantFrom('read', 'changed', 'exported', 'refused'),
        record: fc.constantFrom(...ids),
        sinceMs: fc.constantFrom(began, began + MINUTE, began + 2 * MINUTE),
        untilMs: fc.constantFrom(began + 1, began + MINUTE + 1, began + 3 * MINUTE),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(asked, async query => {
        const { sinceMs = began, untilMs = at.clock.now, user, kind, act, record } = query;
        const expected = rows.filter(
          row =>
            row.at >= sinceMs &&
            row.at < untilMs &&
            (user === undefined || row.user === user) &&
            (kind === undefined || row.kind === kind) &&
            (act === undefined || row.act === act) &&
            (record === undefined || row.streams.includes(record)),
        );
        assert.deepEqual((await trail(query)).rows, expected);
      }),
      { numRuns: 40 },
    );
  });

  test(
    title('a record is found by its reference, its id and the beginning of it, and by no less'),
    async () => {
      const [id] = walked.cases;
      for (const record of ['TC-1', ' TC-1 ', id, id.toUpperCase(), id.slice(0, 8), id.slice(0, 13)]) {
        const { rows, found } = await trail({ record });
        assert.ok(found, record);
        assert.ok(rows.length > 3);
        assert.ok(rows.every(row => row.streams.includes(id)));
      }
      const strange = [
        'TC-none',
        id.slice(0, 7),
        randomUUID(),
        `${id}0`,
        '%',
        "'; drop table event",
        '--------',
      ];
      for (const record of strange) {
        const { rows, found } = await trail({ record });
        assert.deepEqual([rows, found], [[], false], record);
      }
    },
  );

  test(title('E21: that somebody looked who had read a record is noted with that record'), async () => {
    const [id] = walked.cases;
    at.clock.now += MINUTE;
    const start = at.clock.now;
    await trail({ record: 'TC-1' });
    at.clock.now += MINUTE;
    const { rows } = await trail({ record: id, sinceMs: start });
    assert.deepEqual(
      rows.map(row => [row.user, row.act, row.what, row.streams]),
      [[walked.auditor.userId, 'read', 'auditTrail', [id]]],
    );
    assert.ok(!JSON.stringify(rows).includes('TC-1'));
  });

  test(
    title('E20: an auditor whom a concern is about cannot tell it from one that is not there, by id either'),
    async () => {
      const subject = await at.join('auditor');
      const concern = randomUUID();
      const raise = {
        do: 'raise',
        on,
        source: 'staff',
        immediateDanger: true,
        about: [subject.userId],
        said: 'canary',
        child: 'canary',
      } as const;
      await done(at.records.as(walked.worker).decide('concern', concern, 0, randomUUID(), raise));
      await at.records.as(walked.safeguarding).concern(concern);
      at.clock.now += MINUTE;
      assert.equal((await trail({ record: concern })).rows.length, 2);
      const told = await trail({ record: concern }, subject);
      const nothing = await trail({ record: randomUUID() }, subject);
      assert.deepEqual(told, nothing);
      assert.equal(told.found, false);
    },
  );

  test(title('E20: a case’s reference says nothing to an auditor who is kept out of that case'), async () => {
    const relative = await at.join('auditor');
    assert.ok((await trail({ record: 'TC-2' }, relative)).found);
    const exclude = { do: 'exclude_staff', on, staff: [relative.userId], reason: 'as told' } as const;
    await done(
      at.records.as(walked.safeguarding).decide('case', walked.cases[1], 'latest', randomUUID(), exclude),
    );
    assert.equal((await trail({ record: 'TC-2' }, relative)).found, false);
    assert.ok((await trail({ record: 'TC-2' })).found);
  });
}

test('what cannot be a place in the trail is none', () => {
  for (const text of ['', '1', '1.0', '1.2.3', '-1.0.0', '1.0.1e3', '999999999999999.0.1', '1.0.1; drop']) {
    assert.equal(readMark(text), undefined, text);
  }
});
