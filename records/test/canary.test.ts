import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { allMigrations } from '../src/database/migrations.ts';
import { testRecords, type TestRecords } from './database.ts';
import { done, identity, openCase } from './people.ts';

const on = day('2026-03-12');
const canaries = {
  surname: 'Brackenthistle',
  forename: 'Quindelora',
  postcodeDistrict: 'QX97',
  pnc: '19/7741193K',
  bornOn: day('1949-07-29'),
  note: 'marigoldnote',
  said: 'cowslipsaid',
  child: 'Periwinklechild',
  reason: 'foxglovereason',
  caller: 'snowdropcaller',
  answer: 'bluebellanswer',
  opened: 'harebellopened',
  review: 'cornflowerreview',
  linked: 'teasellinked',
  left: 'yarrowleft',
};

let at: TestRecords;
/** What an organisation that leaves took with it. */
let away: string;
before(async () => {
  at = await testRecords();
  const { records } = at;
  const [ines, worker, lead] = [
    await at.join('practitioner'),
    await at.join('helpline_worker'),
    await at.join('safeguarding_lead'),
  ];
  const { surname, forename, postcodeDistrict, pnc, bornOn } = canaries;
  const who = identity({ surname, forename, postcodeDistrict, pnc, bornOn });
  const id = await openCase(records, ines, { identity: who });
  const note = { do: 'write_note', on, words: canaries.note } as const;
  await done(records.as(ines).decide('case', id, 3, randomUUID(), note));
  await done(records.as(ines).correct('case', id, 4, randomUUID(), 4, note, 'entered_wrongly'));
  await records.as(ines).people({ search: surname });
  await records.as(ines).person(id);
  const opened = await records
    .asCaller(at.organisation)
    .open(randomUUID(), { group: 'other', statement: '1', words: canaries.caller });
  assert.ok(opened.ok);
  const [{ contact }] = await records.as(worker).contacts();
  const answer = { do: 'answer', on, worker: worker.userId, words: canaries.answer } as const;
  await done(records.as(worker).decide('contact', contact, 1, randomUUID(), answer));
  const concern = randomUUID();
  const { said, child, reason } = canaries;
  const raise = { do: 'raise', on, source: 'contact', immediateDanger: false, said, child } as const;
  await done(records.as(worker).decide('concern', concern, 0, randomUUID(), raise));
  const decide = { do: 'decide', on, share: false, ground: 'not_identifiable', reason, told: true } as const;
  const named = { do: 'name_deciders', on, first: lead.userId, second: worker.userId } as const;
  await done(records.as(lead).decide('concern', concern, 1, randomUUID(), named));
  await done(records.as(lead).decide('concern', concern, 2, randomUUID(), decide));
  const opening = randomUUID();
  const ground = 'nobody_there';
  const open = { do: 'open', on, case: id, ground, hours: 1, reason: canaries.opened } as const;
  const colleague = await at.join('practitioner');
  await done(records.as(colleague).decide('opening', opening, 0, randomUUID(), open));
  const review = { do: 'review', on, outcome: 'to_follow_up', words: canaries.review } as const;
  await done(records.as(lead).decide('opening', opening, 1, randomUUID(), review));
  await records.as(lead).opening(opening);
  await records.as(at.administrator).identityFile(canaries.linked);
  away = mkdtempSync(join(tmpdir(), 'throughcare-canary-'));
  const leaving = { organisation: at.organisation, by: at.administrator.userId, reason: canaries.left };
  await records.exportEverything(leaving, join(away, 'first'));
  await records.exportEverything(leaving, join(away, 'again'));
  await records.tend();
});
after(async () => {
  await at.close();
  rmSync(away, { recursive: true, force: true });
});

test('the organisation that leaves takes all of it with it, in clear: so there is something to be found', () => {
  const files = readdirSync(join(away, 'again')).map(name => readFileSync(join(away, 'again', name), 'utf8'));
  const all = files.join('').toLowerCase();
  for (const canary of Object.values(canaries)) assert.ok(all.includes(canary.toLowerCase()), canary);
});

test('E3: identity and words put through every path stand in no column of the database that is not sealed', async () => {
  await withClient(at.database.superuserUrl, async client => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
    );
    assert.ok(tables.length > 20);
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select lower(t::text) as text from ${name} t`);
      const all = rows.map(row => row.text).join('\n');
      for (const canary of Object.values(canaries)) {
        assert.ok(!all.includes(canary.toLowerCase()), `${name} holds "${canary}"`);
        assert.ok(
          !all.includes(Buffer.from(canary).toString('hex')),
          `${name} holds the bytes of "${canary}"`,
        );
      }
    }
  });
});

test('E3: nothing of them is written outside the database, nor said when something fails', async () => {
  for (const file of readdirSync(at.rootsFolder, { recursive: true, encoding: 'utf8' })) {
    const path = join(at.rootsFolder, file);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, 'utf8');
    for (const canary of Object.values(canaries))
      assert.ok(!text.includes(canary), `${file} holds "${canary}"`);
  }
  const ines = await at.join('practitioner');
  const broken = at.records.as(ines).decide('case', 'not-a-uuid', 0, randomUUID(), {
    do: 'refer',
    on,
    reference: 'X',
    source: 'self',
    stage: 'charged',
    identity: identity({ surname: canaries.surname }),
  });
  const said = await broken.then(
    outcome => JSON.stringify(outcome),
    (error: Error) => `${error.stack} ${JSON.stringify(error)}`,
  );
  assert.ok(!said.includes(canaries.surname));
});

test('E3: a step of the database that fails on what is there does not say who is in it', async () => {
  const sql = 'alter table throughcare.case_row add constraint never_so check (reference is null)';
  const step = { number: 9999, name: '9999-never.sql', sql, checksum: 'x' };
  const { ownerUrl } = at.database;
  const said = await migrate({ ownerUrl, migrations: [...allMigrations(), step] }).then(
    () => assert.fail('the step did not fail'),
    (error: Error) =>
      Object.getOwnPropertyNames(error)
        .map(name => String(error[name as keyof Error]))
        .join(' '),
  );
  assert.match(said, /never/);
  for (const canary of Object.values(canaries)) assert.ok(!said.includes(canary), `it says "${canary}"`);
});
