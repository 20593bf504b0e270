import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions } from '../database.ts';
import { done } from '../people.ts';
import {
  askedFor,
  canary,
  headOf,
  live,
  marksOf,
  on,
  openedInEmergency,
  openingOf,
  reviewOpening,
  type Lived,
} from './erasing.ts';
import { isOutOfFile } from './out-of-file.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: Lived;
  before(async () => {
    at = await live(version);
  });
  after(() => at.close());

  test(
    title(
      'the words of an opening in an emergency go with the case, and who opened it, when and how it was reviewed stays',
    ),
    async () => {
      const id = await askedFor(at);
      const before = await openingOf(at, id);
      assert.deepEqual([before.reason, before.words], [canary.reason, canary.review]);
      assert.equal(before.wordsGone, false);
      const { opening } = before;
      const { keys } = await marksOf(at, opening);
      assert.equal(keys.length, 2);
      const others = await marksOf(at, at.walked.opening);

      const agreement = { case: id, expected: await headOf(at, id), on };
      await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));

      const left = await marksOf(at, opening);
      assert.equal(left.keys.length, 1, 'the key of its words is destroyed');
      const [gone] = keys.filter(key => !left.keys.some(one => one.equals(key)));
      assert.ok(await isOutOfFile(at, gone), 'a wrapped key is left in its file');
      for (const reader of [at.lead, at.other, at.walked.auditor]) {
        const after = (await at.records.as(reader).opening(opening))!;
        assert.deepEqual([after.reason, after.words, after.wordsGone], ['', '', true]);
        assert.deepEqual(after.row, { ...before.row, case: null, reference: null });
      }
      assert.deepEqual(await marksOf(at, at.walked.opening), others, 'those of other cases are as they were');
      await at.records.tend();
      const report = await at.records.verifyAudit();
      assert.deepEqual(report.faults, []);
      assert.deepEqual(report.projections, {});
      assert.deepEqual((await at.records.rebuild()).differing, {});
    },
  );

  test(
    title('E20: a case that was opened in an emergency is not erased before a second person looked at that'),
    async () => {
      const id = await askedFor(at);
      const opening = await openedInEmergency(at, id, false);
      const agree = async () =>
        at.records.as(at.other).agreeErasure(randomUUID(), { case: id, expected: await headOf(at, id), on });
      const refused = await agree();
      assert.ok(!refused.ok && refused.reason === 'refused');
      assert.equal(refused.refusal.code, 'open_elsewhere');
      assert.match(
        refused.refusal.words,
        /ask another safeguarding lead; where there is none, ask an auditor/,
      );
      assert.doesNotMatch(refused.refusal.words, /emergency/i, 'it may concern whoever agrees');
      await reviewOpening(at, opening);
      await done(agree());
    },
  );

  test(
    title('a key of the words of an opening that is destroyed without an erasure is named as removed'),
    async () => {
      const { opening } = at.walked;
      await withClient(at.database.superuserUrl, async client => {
        await client.query('begin');
        const { rows } = await client.query<{ t: object }>(
          "delete from throughcare.data_key t where stream = $1 and purpose = 'identity' returning to_jsonb(t) as t",
          [opening],
        );
        await client.query('commit');
        try {
          const { faults } = await at.records.verifyAudit();
          assert.deepEqual(
            faults.map(({ table, what, row }) => [table, what, row]),
            [['data_key', 'removed', `the key of identity of opening ${opening}`]],
          );
        } finally {
          await client.query(
            'insert into throughcare.data_key select * from jsonb_populate_record(null::throughcare.data_key, $1)',
            [rows[0].t],
          );
        }
      });
    },
  );
}
