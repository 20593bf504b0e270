import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { postgresVersions } from '../database.ts';
import { done } from '../people.ts';
import { askedFor, canary, everything, headOf, live, marksOf, on, type Lived } from './erasing.ts';
import { inFile, isOutOfFile } from './out-of-file.ts';

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
}
