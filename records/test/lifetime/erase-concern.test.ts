import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { CaseCommand, ConcernErasureGround } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { ledgerFile, type ErasureContent } from '../../src/lifetime/ledger.ts';
import { postgresVersions } from '../database.ts';
import { done, openCase } from '../people.ts';
import { act, closed, keysOf, on, raised, told, withLeads, type WithLeads } from './concerned.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: WithLeads;
  before(async () => {
    at = await withLeads(version);
  });
  after(() => at.close());

  const ask = (id: string, actor: Actor = at.lead, ground: ConcernErasureGround = 'legal_duty') =>
    at.records
      .as(actor)
      .decide('concern', id, 'latest', randomUUID(), { do: 'ask_erasure', on, ground, reason: 'as told' });

  async function agree(id: string, actor: Actor = at.other) {
    const mine = at.records.as(actor);
    const expected = (await mine.concern(id))?.version ?? 1;
    return mine.agreeConcernErasure(randomUUID(), { concern: id, expected, on });
  }

  async function refused(outcome: ReturnType<typeof agree>, code: string) {
    const given = await outcome;
    assert.ok(!given.ok && given.reason === 'refused', JSON.stringify(given));
    assert.equal(given.refusal.code, code);
    assert.match(given.refusal.words, /Nothing was saved\.|Nothing was erased\./);
  }

  test(
    title(
      'two safeguarding leads erase a closed concern: its own key and rows go, the chain stands, a rebuild is equal',
    ),
    async () => {
      const id = await raised(at);
      await closed(at, id);
      await done(ask(id));
      assert.equal(await keysOf(at, id), 1);
      await done(agree(id));
      assert.equal(await keysOf(at, id), 0);
      assert.equal(await at.records.as(at.other).concern(id), null);
      assert.ok(!(await at.records.as(at.other).concerns()).some(one => one.concern === id));
      await at.records.tend();
      const report = await at.records.verifyAudit();
      assert.deepEqual(report.faults, []);
      assert.deepEqual(report.projections, {});
      assert.deepEqual((await at.records.rebuild()).differing, {});
      const [line] = readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8').split('\n');
      const { content } = JSON.parse(line) as { content: ErasureContent };
      assert.deepEqual([content.stream, content.kind, content.ground], [id, 'concern', 'legal_duty']);
    },
  );

  test(title('nobody erases a concern alone, nor an open one, nor one that is about them'), async () => {
    const id = await raised(at);
    await refused(ask(id), 'still_open');
    await closed(at, id);
    await refused(agree(id), 'not_asked');
    await done(ask(id));
    await refused(agree(id, at.lead), 'same_person');
    for (const actor of [at.ines, at.administrator]) {
      await assert.rejects(agree(id, actor), /roles do not include/);
    }
    const plain = { do: 'agree_erasure', on } as const;
    await assert.rejects(
      at.records.as(at.other).decide('concern', id, 'latest', randomUUID(), plain),
      /roles do not include/,
    );
    // Words that come later open it, and what was asked of it before does not count for them.
    await act(at, at.lead, id, { do: 'add_words', on, said: 'as told', child: '' });
    await refused(agree(id), 'not_asked');
    await closed(at, id);
    await refused(agree(id), 'not_asked');
    assert.equal(await keysOf(at, id), 1);

    const third = await at.join('safeguarding_lead');
    const about = await raised(at, { about: [third.userId] });
    await closed(at, about);
    await done(ask(about));
    const outcome = await agree(about, third);
    assert.equal(!outcome.ok && outcome.reason, 'not_found');
    assert.equal(await keysOf(at, about), 1);
    await done(agree(about));
  });

  test(
    title('E7, E20: an auditor whom a concern was about learns of it by no way once it is erased'),
    async () => {
      const subject = await at.join('auditor');
      const id = await raised(at, { about: [subject.userId] });
      await closed(at, id);
      assert.ok(await at.records.as(at.other).concern(id));
      await done(ask(id));
      await done(agree(id));
      const mine = at.records.as(subject);
      const trail = await mine.auditTrail({ sinceMs: 0, limit: 5000 });
      assert.ok(!JSON.stringify(trail).includes(id), 'the trail names it');
      assert.equal((await mine.auditTrail({ sinceMs: 0, record: id })).found, false);
      // Nor does the serving role read it for them past every page: entries, heads and who looked.
      await withClient(at.database.serveUrl, async client => {
        await client.query('begin');
        await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, subject.userId]);
        const { rows } = await client.query(
          `select (select count(*)::int from throughcare.event where stream = $1) as events,
           (select count(*)::int from throughcare.stream where id = $1) as heads,
           (select count(*)::int from throughcare.access where $1 = any (streams)) as looked`,
          [id],
        );
        assert.deepEqual(rows, [{ events: 0, heads: 0, looked: 0 }]);
        await client.query('rollback');
      });
    },
  );

  test(title('a hold on a concern wins, and is lifted, never taken out by a correction'), async () => {
    const id = await raised(at);
    await closed(at, id);
    const hold = {
      do: 'place_hold',
      on,
      hold: 'h1',
      ground: 'inquiry',
      until: null,
      reason: 'as told',
    } as const;
    await act(at, at.lead, id, hold);
    await refused(ask(id), 'held');
    const mine = at.records.as(at.lead);
    const { version } = (await mine.concern(id))!;
    await assert.rejects(
      mine.correct('concern', id, version, randomUUID(), version, null, 'entered_wrongly'),
      /roles do not include/,
    );
    // Nor is another entry turned into the lifting of it.
    const lift = { do: 'lift_hold', on, hold: 'h1', reason: 'as told' } as const;
    const turned = await mine.correct('concern', id, version, randomUUID(), 1, lift, 'entered_wrongly');
    assert.ok(!turned.ok && turned.reason === 'refused', 'a hold was lifted by a correction');
    await act(at, at.lead, id, lift);
    await done(ask(id));
    await act(at, at.lead, id, { ...hold, hold: 'h2' });
    await refused(agree(id), 'held');
    assert.equal(await keysOf(at, id), 1);
  });

  test(
    title('what is around it keeps it: a hold on the case it touches, an open concern about the same child'),
    async () => {
      const person = await openCase(at.records, at.ines, { reference: `TC-${version}` });
      const ofCase = (command: CaseCommand) =>
        done(at.records.as(at.lead).decide('case', person, 'latest', randomUUID(), command));
      const [id, twin] = [await raised(at, { from: person }), await raised(at)];
      await act(at, at.lead, id, { do: 'join', on, with: twin });
      await closed(at, id);
      await done(ask(id));
      await refused(agree(id), 'open_elsewhere');
      await closed(at, twin);
      const reason = 'as told';
      await ofCase({ do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null, reason });
      await refused(agree(id), 'open_elsewhere');
      await ofCase({ do: 'lift_hold', on, hold: 'h1', reason });
      await done(agree(id));
      assert.equal(await keysOf(at, id), 0);
      assert.equal((await at.records.as(at.ines).person(person))?.case, person, 'the case stands');
    },
  );

  test(
    title('its schedule: due on the day its time ends, in no count of whom it is about, and never by itself'),
    async () => {
      const accused = await at.join('safeguarding_lead');
      const id = await raised(at, { about: [accused.userId] });
      await closed(at, id);
      await done(ask(id, at.lead, 'retention_ended'));
      await refused(agree(id), 'not_yet');
      const owner = at.administrator.userId;
      await done(
        at.records.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), {
          do: 'set_retention',
          on,
          class: 'concern',
          months: 72,
          from: 'ended',
          agreed: 'by_two',
          owner,
          legalReference: 'policy 5, as told',
          reason: 'as told',
        }),
      );
      await done(
        at.records.as(at.lead).decide('organisation', at.organisation, 'latest', randomUUID(), {
          do: 'check_retention',
          on,
          class: 'concern',
          months: 72,
          from: 'ended',
          agreed: 'by_two',
        }),
      );
      const now = at.clock.now;
      try {
        at.clock.now = Date.UTC(2032, 2, 11, 10);
        await refused(agree(id), 'not_yet');
        at.clock.now = Date.UTC(2032, 2, 12, 10);
        const seen = await at.records.as(at.other).concernRetention();
        assert.ok(seen.toDecide.some(one => one.id === id));
        assert.equal(seen.schedule?.checked?.by, at.lead.userId);
        const theirs = await at.records.as(accused).concernRetention();
        assert.ok(!theirs.toDecide.some(one => one.id === id));
        assert.deepEqual(
          [theirs.counts!.ended, theirs.counts!.due],
          [seen.counts!.ended - 1, seen.counts!.due - 1],
        );
        await at.records.tend();
        assert.equal(await keysOf(at, id), 1, 'never by itself');
        await done(agree(id));
      } finally {
        at.clock.now = now;
      }
      assert.equal(await keysOf(at, id), 0);
    },
  );

  test(title('an erased concern stays gone after an older backup is restored'), async () => {
    const id = await raised(at);
    await closed(at, id);
    await done(ask(id));
    const copy = `${at.database.name}_older`;
    const postgres = at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres');
    await withClient(postgres, async client => {
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${at.database.name}'`,
      );
      await client.query(`create database ${copy} template ${at.database.name} owner throughcare_owner`);
    });
    await done(agree(id));
    const older = await at.openCopy(copy);
    try {
      const restored = older.as(at.other);
      assert.equal((await restored.concern(id))?.said, told.said, 'the backup had it');
      assert.equal(await older.replayErasures(), 1);
      assert.equal(await restored.concern(id), null);
      assert.deepEqual((await older.rebuild()).differing, {});
    } finally {
      await older.close();
      await withClient(postgres, client => client.query(`drop database ${copy} with (force)`));
    }
  });
}
