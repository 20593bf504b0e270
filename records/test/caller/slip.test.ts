import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { day } from '@throughcare/pathway';
import { NotAllowed, SLIP_DAYS, type Actor, type CallerContact, type Outcome } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const DAY = 86_400_000;
const on = day('2026-03-12');
const carries = { saidStage: 'under_investigation', actions: ['see_gp'] } as const;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let practitioner: Actor;
  let worker: Actor;
  before(async () => {
    at = await testRecords({ version });
    practitioner = await at.join('practitioner');
    worker = await at.join('helpline_worker');
  });
  after(() => at.close());

  async function caller(kind: 'not_said' | 'under_18' = 'not_said'): Promise<CallerContact> {
    const first = { group: 'own_behaviour', caller: kind, statement: '2026-1', words: 'as told' } as const;
    const opened = await at.records.asCaller(at.organisation).open(randomUUID(), first);
    assert.ok(opened.ok);
    const contact = await at.records.asCaller(at.organisation).withCode(opened.code);
    assert.ok(contact !== null && contact !== 'wait');
    return contact;
  }

  async function slip(): Promise<string> {
    const given = await (await caller()).slip(randomUUID(), '2026-1', carries);
    assert.ok(given.ok);
    return given.slip;
  }

  const bring = (id: string, shown: string, command: string = randomUUID(), by = practitioner) =>
    at.records.as(by).useSlip(command, { case: id, slip: shown, on });

  const broughtIn = async (id: string) =>
    (await at.records.as(practitioner).person(id))!.events
      .filter(event => event.type === 'slip_brought')
      .map(event => event.facts);

  async function assertNone(outcome: Promise<Outcome>) {
    const given = await outcome;
    assert.ok(!given.ok && given.reason === 'refused');
    assert.match(given.refusal.words, /No slip has that code.*Nothing was saved.*nobody needs one/);
  }

  test(
    title(
      'E6: a caller takes a slip by their own act, and what they chose to bring is kept in the case, once',
    ),
    async () => {
      const id = await openCase(at.records, practitioner, { reference: 'S-1' });
      const other = await openCase(at.records, practitioner, { reference: 'S-2' });
      const shown = await slip();
      const command = randomUUID();
      await done(bring(id, shown.toLowerCase(), command));
      assert.deepEqual(await broughtIn(id), [carries]);
      const again = await done(bring(id, shown.toLowerCase(), command));
      assert.equal(again.repeated, true, 'the same form sent twice');
      for (const wrong of [shown, '7KQ4-M9X-T2B', 'nothing', '']) await assertNone(bring(other, wrong));
      await assertNone(bring(id, shown));
      assert.deepEqual([await broughtIn(id), await broughtIn(other)], [[carries], []]);
    },
  );

  test(title('a slip brought to two cases in one moment is kept in one of them'), async () => {
    const cases = [
      await openCase(at.records, practitioner, { reference: 'S-3' }),
      await openCase(at.records, practitioner, { reference: 'S-4' }),
    ];
    for (let round = 1; round <= 10; round++) {
      const shown = await slip();
      const outcomes = await Promise.all(cases.map(id => bring(id, shown)));
      assert.equal(outcomes.filter(one => one.ok).length, 1);
      const kept = (await Promise.all(cases.map(broughtIn))).flat();
      assert.equal(kept.length, round);
    }
  });

  test(
    title('a slip that could not be kept stays good: the case was closed, or is not theirs to see'),
    async () => {
      const shown = await slip();
      const closed = await openCase(at.records, practitioner, { reference: 'S-5' });
      const close = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null } as const;
      await done(at.records.as(practitioner).decide('case', closed, 'latest', randomUUID(), close));
      const refused = await bring(closed, shown);
      assert.ok(!refused.ok && refused.reason === 'refused');
      assert.match(refused.refusal.words, /was closed/);
      const stranger = await at.join('practitioner');
      const id = await openCase(at.records, practitioner, { reference: 'S-6' });
      const unseen = await bring(id, shown, randomUUID(), stranger);
      assert.deepEqual(
        unseen,
        { ok: false, reason: 'not_found', stream: id },
        'as if the case were not there',
      );
      await done(bring(id, shown));
      assert.deepEqual(await broughtIn(id), [carries]);
    },
  );

  test(
    title(
      'E6: nobody writes into a case what a slip would bring, without one; opened in the wrong case it is taken out',
    ),
    async () => {
      const id = await openCase(at.records, practitioner, { reference: 'S-7' });
      const mine = at.records.as(practitioner);
      const command = { do: 'bring_slip', on, ...carries } as const;
      await assert.rejects(mine.decide('case', id, 'latest', randomUUID(), command), NotAllowed);
      const { versions } = await done(bring(id, await slip()));
      const version = versions[id];
      await assert.rejects(
        mine.correct('case', id, version, randomUUID(), version, command, 'entered_wrongly'),
        NotAllowed,
      );
      await done(mine.correct('case', id, version, randomUUID(), version, null, 'entered_wrongly'));
      assert.deepEqual(await broughtIn(id), []);
    },
  );

  test(
    title('E6: no row anywhere joins a slip to the contact it came from, before or after it is used'),
    async () => {
      const shown = await slip();
      const id = await openCase(at.records, practitioner, { reference: 'S-8' });
      const used = await slip();
      await done(bring(id, used));
      await withClient(at.database.superuserUrl, async client => {
        const { rows: contacts } = await client.query<{ id: string }>(
          'select id from throughcare.contact_row',
        );
        const { rows: slips } = await client.query<{ text: string }>(
          'select s::text as text from throughcare.slip s',
        );
        assert.ok(slips.length > 0);
        const text = slips.map(row => row.text).join('\n');
        for (const { id } of contacts) assert.ok(!text.includes(id));
        const { rows: ofCase } = await client.query<{ text: string }>(
          'select e::text as text from throughcare.event e where stream = $1',
          [id],
        );
        const said = ofCase.map(row => row.text).join('\n');
        for (const contact of contacts) assert.ok(!said.includes(contact.id), 'the case names a contact');
        const { rows: columns } = await client.query<{ name: string }>(
          `select attname::text as name from pg_attribute where attrelid = 'throughcare.slip'::regclass and attnum > 0
          order by attnum`,
        );
        assert.deepEqual(
          columns.map(row => row.name),
          ['organisation', 'token', 'sealed', 'expires_on'],
        );
        const { rows: tokens } = await client.query<{ token: string }>('select token from throughcare.slip');
        const { rows: tables } = await client.query<{ name: string }>(
          `select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname = 'throughcare' and tablename <> 'slip'`,
        );
        for (const { name } of tables) {
          const found = await client.query(`select from ${name} t where t::text like any ($1)`, [
            [
              ...tokens.map(one => `%${one.token}%`),
              ...[shown, used].flatMap(one => [`%${one}%`, `%${one.replaceAll('-', '')}%`]),
            ],
          ]);
          assert.equal(found.rowCount, 0, `${name} names a slip`);
        }
      });
    },
  );

  test(title('E6: what is noted of using a slip says neither which slip nor which contact'), async () => {
    const shown = await slip();
    at.clock.now += 60_000;
    const id = await openCase(at.records, practitioner, { reference: 'S-9' });
    at.clock.now += 60_000;
    await done(bring(id, shown));
    const auditor = await at.join('auditor');
    const { rows: trail } = await at.records.as(auditor).auditTrail({ sinceMs: at.clock.now });
    const used = trail.filter(row => row.what === 'useSlip');
    assert.deepEqual(
      used.map(row => [row.streams, row.detail]),
      [[[], 'found: true']],
    );
  });

  test(
    title('a slip goes after its days, used or not, and only those who take referrals can use one'),
    async () => {
      const shown = await slip();
      const id = await openCase(at.records, practitioner, { reference: 'S-10' });
      await assert.rejects(bring(id, shown, randomUUID(), worker), NotAllowed);
      at.clock.now += (SLIP_DAYS + 1) * DAY;
      await assertNone(bring(id, shown));
      await at.records.tend();
      await withClient(at.database.superuserUrl, async client => {
        assert.equal((await client.query('select from throughcare.slip')).rowCount, 0);
      });
    },
  );

  test(title('E27: somebody under 18 is given no slip, and is told what there is for them'), async () => {
    const given = await (await caller('under_18')).slip(randomUUID(), '2026-1', carries);
    assert.ok(!given.ok);
    assert.match(given.refusal.words, /0800 1111/);
  });
}
