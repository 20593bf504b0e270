import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { communityOrder } from '@throughcare/pathway/testing';
import { withClient } from '../src/database/connect.ts';
import { openRecords, Refused, reportLines, type Records } from '../src/index.ts';
import { arrive, service } from './arriving/service.ts';
import { csv, whole } from './arriving/sheet.ts';
import { testDatabase } from './database.ts';
import { asWritten, filesBelow, logEverything, rowsOfAll, saidByPostgres, standIn } from './left-behind.ts';
import { done, identity, openCase } from './people.ts';

/*
 * The ways in that no form leads through, and what goes wrong on the way: somebody who occurs nowhere else is put
 * through each, and then looked for in everything that is left behind. Forms are walked in web/test/canary.
 */
const on = day('2026-03-12');
const arrived = {
  surname: 'Brackenthistle',
  forename: 'Quindelora',
  area: 'QX97',
  pnc: '19/7741193K',
  born: '1949-07-29',
  bornAsTyped: '29/07/1949',
};
const canaries = {
  ...arrived,
  refused: 'Marigoldrefused',
  note: 'cowslipnote',
  corrected: 'Harebellcorrected',
  letter: 'Teasel Letterwick',
  broken: 'Foxglovebroken',
  full: 'Snowdropfull',
  cutOff: 'Bluebellcutoff',
  job: 'cornflowerjob',
  // Short, since what is quoted of a line is cut.
  imported: 'Yarrowby',
};
const words = Object.values(canaries);

const { at, ines } = await service();
after(() => at.close());
const { records, database } = at;
const scratch = mkdtempSync(join(tmpdir(), 'throughcare-canary-ways-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
await logEverything(database.superuserUrl);
const mine = records.as(ines);

/** What was said of each way outside the record: in a report, in words of a refusal, in an error. */
const said: string[] = [];
const failing = async (work: Promise<unknown>): Promise<unknown> => {
  const error = await work.then(
    outcome => assert.fail(`it did not fail: ${JSON.stringify(outcome)}`),
    (thrown: unknown) => thrown,
  );
  said.push(asWritten(error));
  return error;
};
const tell = (id: string, command: CaseCommand) => mine.decide('case', id, 'latest', randomUUID(), command);

const row = {
  ...whole,
  Ref: 'OLD-7',
  'Last name': arrived.surname,
  'First name': arrived.forename,
  DOB: arrived.bornAsTyped,
  Area: arrived.area,
  PNC: arrived.pnc,
};

test('E3: what arrives in a spreadsheet, taken in, found alike or refused, stands in no report', async () => {
  const { refused } = canaries;
  const rows = [
    row,
    { ...row, Ref: 'OLD-8' },
    { ...row, Ref: 'OLD-9', DOB: `${refused} 1949` },
    { ...row, Ref: 'OLD-10', Sex: refused },
    { ...row, Ref: 'OLD-11', Referred: refused, Months: refused, Course: refused },
    { ...row, Ref: 'OLD-12', Worker: refused, 'Last name': '' },
  ];
  for (const dryRun of [true, false]) {
    const outcomes = await arrive(at, csv(rows), { dryRun });
    assert.equal(outcomes[0].outcome, 'accepted', JSON.stringify(outcomes[0]));
    assert.ok(outcomes.slice(1).every(one => one.said.length > 0));
    said.push(...outcomes.map(reportLines));
  }
  assert.equal((await mine.people({ search: arrived.surname })).total, 1);
  // A file that is none: a cell that is never closed, bytes of no encoding, a row with too much.
  const whatIsNone = [
    `${csv([row])}"${refused}`,
    Buffer.concat([Buffer.from(csv([row])), Buffer.from([0xff, 0xfe]), Buffer.from(refused)]),
    `${csv([{ ...row, Ref: 'OLD-13' }])}OLD-14,${`${refused},`.repeat(40)}\r\n`,
  ];
  for (const file of whatIsNone)
    await arrive(at, file).then(
      outcomes => said.push(...outcomes.map(reportLines)),
      error => said.push(asWritten(error)),
    );
});

test('E3, E38: what is put right, and a letter with a name, leave nothing but the record', async () => {
  const id = await openCase(records, ines, { reference: 'TC-CANARY', stage: 'before_the_court' });
  const { note, corrected, letter } = canaries;
  await done(tell(id, { do: 'write_note', on, words: note }));
  const { version, events } = (await mine.person(id))!;
  const refer = {
    do: 'refer',
    on: day('2026-03-02'),
    reference: 'TC-CANARY',
    source: 'probation',
    stage: 'before_the_court',
    identity: identity({ surname: corrected, forename: arrived.forename }),
  } as const;
  const putRight = (head: number, command: CaseCommand | null, of = 1) =>
    mine.correct('case', id, head, randomUUID(), of, command, 'entered_wrongly');
  assert.equal(events[0].type, 'referred');
  // One that changed meanwhile, one that cannot be, one that is no command; then one that is kept, and one taken out.
  const wrong: readonly CaseCommand[] = [
    { ...refer, on: day('2026-03-11') },
    { ...refer, identity: { ...refer.identity, bornOn: corrected as never } },
    { ...refer, stage: corrected as never },
  ];
  const stale = await putRight(version - 1, refer);
  assert.equal(!stale.ok && stale.reason, 'conflict');
  for (const command of wrong) said.push(JSON.stringify(await putRight(version, command)));
  await done(putRight(version, refer));
  await done(putRight(version + 1, null, version));
  assert.equal((await mine.person(id))!.identity!.surname, corrected);

  const enrol = {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'p1',
    basis: 'requirement',
    assessed: true,
  } as const;
  await done(tell(id, { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' }));
  await done(tell(id, { do: 'record_sentence', on, sentence: communityOrder }));
  await done(tell(id, enrol));
  const issue = { do: 'issue_letter', on, kind: 'attendance', to: 'court', personAsked: false } as const;
  const named = { ...issue, letter: randomUUID(), enrolment: 'e1', name: letter, until: on } as const;
  said.push(JSON.stringify(await tell(id, { ...named, enrolment: letter })));
  await done(tell(id, named));
  assert.ok(await mine.letter(id, named.letter));
  await done(tell(id, { do: 'withdraw_letter', on, letter: named.letter, reason: 'issued_in_error' }));
});

test('E3: a command that the database refuses, for a rule, a full disk or the end of its session, says nothing of it', async () => {
  const id = await openCase(records, ines, { reference: 'TC-FAILS' });
  const refuse = (code: string) =>
    withClient(database.superuserUrl, client =>
      client.query(
        `create or replace function throughcare.fails() returns trigger language plpgsql as
         $$ begin raise exception 'no row of %: %', tg_table_name, new using errcode = '${code}'; end $$;
         create or replace trigger fails before insert on throughcare.event
         for each row execute function throughcare.fails()`,
      ),
    );
  const note = (text: string) => tell(id, { do: 'write_note', on, words: text });
  const referred = (surname: string) =>
    tell(randomUUID(), {
      do: 'refer',
      on,
      reference: `TC-${randomUUID().slice(0, 8)}`,
      source: 'self',
      stage: 'charged',
      identity: identity({ surname, forename: arrived.forename, pnc: arrived.pnc }),
    });
  for (const code of ['23514', '53100', 'XX000']) {
    await refuse(code);
    const error = await failing(note(canaries.full));
    assert.equal(error instanceof Refused, code === '53100');
    await failing(referred(canaries.broken));
    await failing(
      arrive(at, csv([{ ...row, Ref: 'OLD-20', 'Last name': canaries.broken, DOB: '01/01/1950', PNC: '' }])),
    );
  }
  await withClient(database.superuserUrl, client => client.query('drop trigger fails on throughcare.event'));

  // Its session is ended while it waits for the case that another one holds.
  await withClient(database.superuserUrl, async holding => {
    await holding.query('begin; lock table throughcare.event in access exclusive mode');
    const cut = failing(note(canaries.cutOff));
    const waits = `select pg_terminate_backend(pid) from pg_stat_activity
                   where datname = current_database() and wait_event_type = 'Lock'`;
    await withClient(database.superuserUrl, async ending => {
      while ((await ending.query(waits)).rowCount === 0) await new Promise(soon => setTimeout(soon, 20));
    });
    await cut;
    await holding.query('rollback');
  });
  await done(note(canaries.cutOff));
});

test('E3: background work that fails, over what was told, says nothing of it', async () => {
  await mine.keepDraft(randomUUID(), { page: '/people', values: { words: canaries.job } });
  at.clock.now += 20 * 86_400_000;
  await withClient(database.superuserUrl, client =>
    client.query(
      `create function throughcare.job_fails() returns trigger language plpgsql as
       $$ begin raise exception 'still wanted: %', old; end $$;
       create trigger fails before delete on throughcare.draft for each row execute function throughcare.job_fails()`,
    ),
  );
  // Nor can the day's root be written: where its folder would be stands a file.
  const roots = join(at.rootsFolder, at.organisation);
  writeFileSync(roots, '');
  const error = await failing(records.tend());
  assert.ok(error instanceof AggregateError && error.errors.length > 1, String(error));
  rmSync(roots);
  await withClient(database.superuserUrl, client => client.query('drop trigger fails on throughcare.draft'));
  at.clock.now += 86_400_000;
  await records.tend();
});

test('E3, E42: what another service exported, taken in, or broken on the way, is said by nobody', async () => {
  const { imported } = canaries;
  await openCase(records, ines, {
    reference: 'TC-LEAVES',
    identity: identity({ surname: imported, pnc: arrived.pnc }),
  });
  const folder = join(scratch, 'everything');
  const leaving = { organisation: at.organisation, by: at.administrator.userId, reason: 'The service moves' };
  await records.exportEverything(leaving, folder);
  const exported = filesBelow(folder);
  assert.deepEqual(standIn(exported, [imported, arrived.surname]), [imported, arrived.surname]);

  const kept = readFileSync(join(folder, 'case.jsonl'), 'utf8');
  const takeIn = async (text: string, look: (elsewhere: Records, superuserUrl: string) => Promise<void>) => {
    // The hash is made to fit, as somebody who changed a line by hand would.
    writeFileSync(join(folder, 'case.jsonl'), text);
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    const sum = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(folder, 'SHA256SUMS'), sums.replace(/^\w{64}(?= {2}case\.jsonl$)/m, sum));
    const other = await testDatabase();
    try {
      await logEverything(other.superuserUrl);
      const { serveUrl } = other;
      const opened = {
        serveUrl,
        masterKey: Buffer.alloc(32, 9),
        rootsFolder: null,
        kind: 'demonstration',
      } as const;
      const elsewhere = await openRecords(opened);
      await look(elsewhere, other.superuserUrl).finally(() => elsewhere.close());
    } finally {
      await other.drop();
    }
  };
  const broken = [
    kept.replaceAll(`"${imported}"`, imported),
    kept.replaceAll('"occurred_on":"', `"occurred_on":"${imported}`),
    kept.replaceAll('"facts":{', `"facts":"${imported}","was":{`),
    kept.replaceAll(`"actor":"`, `"${imported}":"`),
    kept.replaceAll(`"reference":"TC-LEAVES"`, `"reference":{"${imported}":1}`),
  ];
  for (const text of broken) {
    assert.notEqual(text, kept);
    await takeIn(text, async elsewhere => void (await failing(elsewhere.importEverything({ folder }))));
  }
  await takeIn(kept, async (elsewhere, superuserUrl) => {
    for (const _time of ['first', 'again']) {
      said.push(JSON.stringify(await elsewhere.importEverything({ folder })));
    }
    for (const [table, text] of await rowsOfAll(superuserUrl))
      assert.deepEqual(standIn(text, words), [], `${table} of the other database`);
  });
});

test('E3: of all these, nothing is in what was said, in a table in clear, in a file or in what PostgreSQL writes', async () => {
  assert.ok(said.length > 20, `only ${said.length} were said`);
  for (const text of said) assert.deepEqual(standIn(text, words), [], text.slice(0, 2000));
  for (const [table, text] of await rowsOfAll(database.superuserUrl))
    assert.deepEqual(standIn(text, words), [], table);
  assert.deepEqual(standIn(filesBelow(at.rootsFolder), words), []);
  await withClient(database.superuserUrl, client => client.query('select $1::text', ['a word to be found']));
  const log = await saidByPostgres(database.superuserUrl);
  assert.ok(
    log.includes('a word to be found') && log.includes('no row of event'),
    'PostgreSQL does not log this',
  );
  assert.deepEqual(standIn(log, words), []);
});
