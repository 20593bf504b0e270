import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day, type CaseCommand, type Day, type DueKind } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, withClient, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

/** The day of the tests’ clock, and the day after. */
const today = day('2026-03-12');
const [noon, nextNoon] = [Date.UTC(2026, 2, 12, 12), Date.UTC(2026, 2, 13, 12)];

const asked: CaseCommand = { do: 'ask_welfare', on: today, because: 'Hearing.', outcome: 'spoke' };
const answered = (on: Day, nine: number): CaseCommand => ({
  do: 'take_measure',
  on,
  measure: 'm1',
  instrument: 'phq_9',
  moment: 'before',
  answers: [0, 0, 0, 0, 0, 0, 0, 0, nine],
  total: null,
});
const checked: CaseCommand = {
  do: 'check_children',
  on: day('2026-03-10'),
  check: {
    atHome: { '0 to 4': 0, '5 to 10': 1, '11 to 15': 0, '16 to 17': 0 },
    contact: 'none',
    role: 'none',
    socialCare: 'not_known',
  },
};
const partner: CaseCommand = { do: 'record_life_change', on: day('2026-03-08'), what: 'partner' };
const ATTENTION = /^Item 9 of PHQ-9 was answered above 0\./;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;
  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
  });
  after(() => at.close());

  const told = async (...commands: readonly CaseCommand[]): Promise<string> => {
    at.clock.now = noon;
    const id = await openCase(at.records, ines, {
      stage: 'not_known_to_police',
      reference: `TC-${randomUUID()}`,
    });
    for (const command of commands) {
      await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), command));
    }
    return id;
  };
  /** What is due as the page of one person has it, by what had been told by the end of `believedOn`. */
  const dueFor = async (id: string, kind: DueKind, believedOn?: Day) =>
    (await at.records.as(ines).person(id, { believedOn }))!.due.find(one => one.kind === kind);
  /** The same as the lists have it: from the rows that are kept. */
  const listed = async (id: string) =>
    (await at.records.as(ines).welfare()).find(one => one.case === id)?.because;
  const whole = async () => {
    const { whole: isWhole, projections } = await at.records.verifyAudit();
    assert.deepEqual([isWhole, projections], [true, {}]);
  };

  test(
    title(
      'E8: item 9 above 0 that is told after somebody asked, on that day or for one before, is to be asked about',
    ),
    async () => {
      for (const on of [today, day('2026-03-09')]) {
        const id = await told(asked, answered(on, 2));
        assert.match((await listed(id))!, ATTENTION);
        assert.equal((await dueFor(id, 'welfare'))!.by, on);
        await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), asked));
        assert.equal(await listed(id), undefined, 'asked again, it is acknowledged');
      }
      const before = await told(answered(today, 2), asked);
      assert.equal(await listed(before), undefined);
      await whole();
    },
  );

  test(
    title(
      'E8: an answer that is put right upwards after the asking prompts again, and is believed as it was on the day',
    ),
    async () => {
      const id = await told(answered(today, 0), asked);
      assert.equal(await listed(id), undefined);
      at.clock.now = nextNoon;
      const mine = at.records.as(ines);
      await done(mine.correct('case', id, 5, randomUUID(), 4, answered(today, 3), 'entered_wrongly'));
      assert.match((await listed(id))!, ATTENTION);
      assert.equal((await dueFor(id, 'welfare'))!.by, today);
      assert.equal(await dueFor(id, 'welfare', today), undefined);
      await whole();
    },
  );

  test(
    title(
      'E8: a case that was closed because nothing was to be asked is named when an answer is put right upwards',
    ),
    async () => {
      const id = await told(answered(today, 0), asked, {
        do: 'close',
        on: today,
        reason: 'completed',
        watchedBy: null,
        transfer: null,
      });
      at.clock.now = nextNoon;
      const right = await at.records
        .as(ines)
        .correct('case', id, 6, randomUUID(), 4, answered(today, 3), 'entered_wrongly');
      assert.ok(!right.ok && right.reason === 'refused' && right.refusal.code === 'later_entries');
      assert.match(right.refusal.words, /a date at which to ask how they are/);
    },
  );

  test(
    title('E33: a partner of whom we are told after a check, for a day before it, makes it due again'),
    async () => {
      const id = await told(checked, partner);
      const again = (await dueFor(id, 'children_check'))!;
      assert.equal(again.because, 'A partner has changed, and that was told after the last check.');
      const { due } = await at.records.as(ines).today();
      assert.equal(due.find(one => one.case === id && one.kind === 'children_check')?.because, again.because);
      const known = await told(partner, checked);
      assert.match((await dueFor(known, 'children_check'))!.because, /^A check falls due every/);
      await whole();
    },
  );

  test(
    title(
      'E8, E33: the step of the database makes again what an earlier version left out, and an import says the same',
    ),
    async () => {
      const id = await told(asked, answered(today, 2), checked, partner);
      const wanted = [await dueFor(id, 'welfare'), await dueFor(id, 'children_check')];
      await withClient(at.database.superuserUrl, async client => {
        await client.query(`delete from throughcare.case_due where case_id = $1 and kind <> 'triage'`, [id]);
        await client.query(
          `insert into throughcare.job (organisation, kind, slot) select $1, 'rebuild', '0056 case_due'
        on conflict (organisation, kind, slot) do update set done_at = null`,
          [at.organisation],
        );
      });
      assert.equal(await listed(id), undefined);
      assert.ok((await at.records.rebuildAsked()).events > 0);
      assert.match((await listed(id))!, ATTENTION);

      const folder = join(mkdtempSync(join(tmpdir(), 'throughcare-told-')), 'export');
      const other = await testRecords({ version });
      try {
        await at.records.exportEverything(
          { organisation: at.organisation, by: at.administrator.userId, reason: 'moves' },
          folder,
        );
        await other.records.importEverything({ folder });
        other.clock.now = noon;
        const { due } = (await other.records.as(ines).person(id))!;
        assert.deepEqual(
          ['welfare', 'children_check'].map(kind => due.find(one => one.kind === kind)),
          wanted,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
        await other.close();
      }
    },
  );
}
