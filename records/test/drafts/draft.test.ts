import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Actor } from '../../src/index.ts';
import { NotAllowed } from '../../src/index.ts';
import { DRAFT_DAYS } from '../../src/drafts/draft.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { everything } from '../lifetime/erasing.ts';

const canary = 'Wrenfeather';
const draft = {
  page: '/people/wrenfeather-case/note',
  values: { words: `as told, ${canary}`, several: ['a', 'b'] },
};

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let writer: Actor;
  let other: Actor;
  before(async () => {
    at = await testRecords({ version });
    writer = await at.join('practitioner');
    other = await at.join('practitioner', 'safeguarding_lead');
  });
  after(() => at.close());

  test(
    title(
      'E3: a draft is kept sealed: its writer reads it whole, nobody else does, and nothing of it is in clear',
    ),
    async () => {
      const mine = at.records.as(writer);
      const id = randomUUID();
      await mine.keepDraft(id, draft);
      const [kept] = await mine.drafts();
      assert.deepEqual({ page: kept.page, values: kept.values }, draft);
      assert.deepEqual(await at.records.as(other).drafts(), []);
      const all = (await everything(at)).toLowerCase();
      for (const secret of [canary.toLowerCase(), Buffer.from(canary).toString('hex')])
        assert.ok(!all.includes(secret));
      // Whoever is not its writer neither replaces nor settles it.
      await assert.rejects(at.records.as(other).keepDraft(id, draft));
      await at.records.as(other).settleDraft(id);
      assert.equal((await mine.drafts()).length, 1);
      await mine.settleDraft(id);
      assert.deepEqual(await mine.drafts(), []);
    },
  );

  test(
    title(
      'E3: kept again it is replaced, and when its time is over it is gone: from the answer at once, from the table with the next round',
    ),
    async () => {
      const mine = at.records.as(writer);
      const id = randomUUID();
      await mine.keepDraft(id, draft);
      await mine.keepDraft(id, { ...draft, values: { words: 'as told again' } });
      assert.deepEqual(
        (await mine.drafts()).map(one => one.values),
        [{ words: 'as told again' }],
      );
      at.clock.now += DRAFT_DAYS * 86_400_000 - 1;
      assert.equal((await mine.drafts()).length, 1);
      at.clock.now += 1;
      assert.deepEqual(await mine.drafts(), []);
      assert.ok((await everything(at)).includes(id));
      await at.records.tend();
      assert.ok(!(await everything(at)).includes(id));
    },
  );

  test(title('E3: who writes no notes keeps none'), async () => {
    const analyst = at.records.as(await at.join('analyst'));
    await assert.rejects(analyst.keepDraft(randomUUID(), draft), NotAllowed);
    await assert.rejects(analyst.drafts(), NotAllowed);
  });
}
