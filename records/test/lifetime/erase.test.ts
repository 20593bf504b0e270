import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { ledgerFile } from '../../src/lifetime/ledger.ts';
import { postgresVersions, type TestRecords } from '../database.ts';
import { done } from '../people.ts';
import {
  askedFor,
  canary,
  everything,
  headOf,
  live,
  marksOf,
  on,
  openedInEmergency,
  openingOf,
  reviewOpening,
  type Lived,
} from './erasing.ts';

/** Whether these bytes stand in the file in which the database keeps the table, live rows or not. */
async function inFile(at: TestRecords, table: string, bytes: Buffer): Promise<boolean> {
  return withClient(at.database.superuserUrl, async client => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ found: boolean }>(
      'select position($2::bytea in pg_read_binary_file(pg_relation_filepath($1))) > 0 as found',
      [table, bytes],
    );
    return rows[0].found;
  });
}

/**
 * Whether a destroyed key is out of the file of its table: at once; or, where another transaction such as PostgreSQL's
 * own statistics still held an older picture, with the round of the next day once that one has ended.
 */
async function isOutOfFile(at: Lived, key: Buffer): Promise<boolean> {
  if (!(await inFile(at, 'throughcare.data_key', key))) return true;
  await withClient(at.database.superuserUrl, async client => {
    for (;;) {
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
          and backend_xmin is not null`,
      );
      if (rowCount === 0) return;
    }
  });
  at.clock.now += 86_400_000;
  await at.records.tend();
  return !(await inFile(at, 'throughcare.data_key', key));
}

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E22: ${words}`;
  let at: Lived;
  before(async () => {
    at = await live(version);
  });
  after(() => at.close());

  test(
    title(
      'two people erase a record: keys, tokens and rows are gone, the chain stands, a rebuild gives the same',
    ),
    async () => {
      const id = await askedFor(at);
      const marks = await marksOf(at, id);
      assert.equal(marks.keys.length, 2);
      assert.ok(marks.tokens.length > 5);
      assert.equal(
        await inFile(at, 'throughcare.data_key', marks.keys[0]),
        true,
        'the search finds what is there',
      );

      const agreement = { case: id, expected: await headOf(at, id), on };
      await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));

      assert.deepEqual(await marksOf(at, id), { keys: [], tokens: [] });
      const all = await everything(at);
      for (const [name, text] of Object.entries(canary)) assert.ok(!all.includes(text), `${name} is left`);
      for (const key of marks.keys) {
        assert.ok(!all.includes(key.toString('hex')), 'a wrapped key is left');
        assert.ok(await isOutOfFile(at, key), 'a wrapped key is left in its file');
      }
      assert.equal(await at.records.as(at.other).person(id), null);
      const group = await at.records.as(at.lead).group(at.walked.group);
      assert.equal(group?.members.length, 2, 'the group stands with those who are left');
      assert.deepEqual((await at.records.as(at.other).people({ search: canary.surname })).rows, []);
      await at.records.tend();
      const report = await at.records.verifyAudit();
      assert.deepEqual(report.faults, []);
      assert.deepEqual(report.projections, {}, 'a rebuild without the keys gives what is there');
      assert.deepEqual((await at.records.rebuild()).differing, {});
    },
  );

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

  test(
    title('nobody erases alone, whoever may ask cannot also agree, and no other way leads there'),
    async () => {
      const id = await askedFor(at);
      const agreement = { case: id, expected: await headOf(at, id), on };
      const alone = await at.records.as(at.lead).agreeErasure(randomUUID(), agreement);
      assert.equal(!alone.ok && alone.reason === 'refused' && alone.refusal.code, 'same_person');
      for (const actor of [at.walked.practitioner, at.walked.worker, at.administrator, at.walked.auditor]) {
        await assert.rejects(
          at.records.as(actor).agreeErasure(randomUUID(), agreement),
          /roles do not include/,
        );
      }
      const plain = { do: 'agree_erasure', on } as const;
      await assert.rejects(
        at.records.as(at.other).decide('case', id, 'latest', randomUUID(), plain),
        /roles do not include/,
      );
      await withClient(at.database.serveUrl, async client => {
        for (const user of [at.lead.userId, at.other.userId]) {
          await client.query('begin');
          await client.query('select throughcare.enter($1, $2, null, null)', [at.organisation, user]);
          await assert.rejects(
            client.query(`select throughcare.erase($1, 99, '{}', '')`, [id]),
            /erased by two people/,
          );
          await client.query('rollback');
        }
      });
      assert.equal((await marksOf(at, id)).keys.length, 2);
    },
  );

  test(
    title(
      'an open concern that is linked to the record keeps it, in words that do not tell of it; once closed it stands',
    ),
    async () => {
      const id = await askedFor(at);
      const leads = at.records.as(at.other);
      const concern = randomUUID();
      const raise = {
        do: 'raise',
        on,
        source: 'case',
        immediateDanger: false,
        said: 'cowslipsaid',
        child: 'Periwinklechild',
      } as const;
      const steps = async (...commands: Parameters<typeof leads.decide<'concern'>>[4][]) => {
        for (const command of commands)
          await done(leads.decide('concern', concern, 'latest', randomUUID(), command));
      };
      await steps(raise, { do: 'link_to_case', on, case: id });
      const agreement = { case: id, expected: await headOf(at, id), on };
      const refused = await leads.agreeErasure(randomUUID(), agreement);
      assert.ok(!refused.ok && refused.reason === 'refused');
      assert.equal(refused.refusal.code, 'open_elsewhere');
      assert.doesNotMatch(refused.refusal.words, /concern|child|Periwinkle/i);
      assert.equal((await marksOf(at, id)).keys.length, 2);

      const ground = 'no_risk_described';
      const mine = { do: 'decide', on, share: false, ground, reason: 'as told', told: true } as const;
      const { other, lead } = at;
      await steps({ do: 'name_deciders', on, first: other.userId, second: lead.userId }, mine);
      await done(at.records.as(at.lead).decide('concern', concern, 'latest', randomUUID(), mine));
      await steps({ do: 'close', on, outcome: 'not_shared' });
      await done(leads.agreeErasure(randomUUID(), agreement));
      assert.equal((await marksOf(at, id)).keys.length, 0);
      const stands = await leads.concern(concern);
      assert.match(JSON.stringify(stands), /Periwinklechild/, 'the concern about the child stands');
    },
  );

  test(
    title('what was erased is erased again after an older backup is restored, and only once written'),
    async () => {
      const id = await askedFor(at);
      const { opening } = await openingOf(at, id);
      // An older backup: the database as it is now, copied before the erasure.
      const copy = `${at.database.name}_older`;
      const postgres = at.database.superuserUrl.replace(/\/[^/]*$/, '/postgres');
      await withClient(postgres, async client => {
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${at.database.name}'`,
        );
        await client.query(`create database ${copy} template ${at.database.name} owner throughcare_owner`);
      });
      const agreement = { case: id, expected: await headOf(at, id), on };
      await done(at.records.as(at.other).agreeErasure(randomUUID(), agreement));
      const ledger = readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8');
      assert.ok(ledger.trim().split('\n').length >= 3);
      assert.ok(!Object.values(canary).some(text => ledger.includes(text)));

      const older = await at.openCopy(copy);
      try {
        const restored = older.as(at.other);
        assert.equal((await restored.person(id))?.identity?.surname, canary.surname, 'the backup had it');
        assert.equal((await restored.opening(opening))?.reason, canary.reason);
        assert.equal(await older.replayErasures(), 1);
        assert.equal(await restored.person(id), null);
        assert.equal((await restored.opening(opening))?.wordsGone, true, 'and the words of its opening');
        const left = (await restored.people({ search: canary.surname })).rows.map(row => row.case);
        assert.ok(!left.includes(id));
        assert.equal(await older.replayErasures(), 0, 'a second time there is nothing left to do');
        assert.deepEqual((await older.rebuild()).differing, {});
        assert.equal(readFileSync(ledgerFile(at.rootsFolder, at.organisation), 'utf8'), ledger);
      } finally {
        await older.close();
        await withClient(postgres, client => client.query(`drop database ${copy} with (force)`));
      }
    },
  );

  test(
    title(
      'the ledger outside is written again where it was cut, and an altered line is refused by its number',
    ),
    async () => {
      const file = ledgerFile(at.rootsFolder, at.organisation);
      const ledger = readFileSync(file, 'utf8');
      const lines = ledger.trim().split('\n');
      writeFileSync(file, `${lines[0]}\n`);
      await at.records.replayErasures();
      assert.equal(readFileSync(file, 'utf8'), ledger);
      const altered: readonly (readonly [number, string])[] = [
        [2, [lines[0], lines[1].replace(/"number":2/, '"number":3'), ...lines.slice(2)].join('\n')],
        [2, [lines[0], ...lines.slice(2)].join('\n')],
        [1, [lines[1], lines[0], ...lines.slice(2)].join('\n')],
        [1, lines.map(line => line.replace(/"stream":"[^"]*"/, `"stream":"${randomUUID()}"`)).join('\n')],
      ];
      for (const [number, text] of altered) {
        writeFileSync(file, `${text}\n`);
        await assert.rejects(at.records.replayErasures(), new RegExp(`Line ${number} of the ledger`));
      }
      writeFileSync(file, ledger);
    },
  );
}
