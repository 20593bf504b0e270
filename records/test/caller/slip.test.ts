import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import { NotAllowed, SLIP_DAYS, type Actor, type CallerContact } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';

const DAY = 86_400_000;
const carries = { stage: 'under_investigation', actions: ['see_gp'] } as const;

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

  test(title('E6: a caller takes a slip by their own act, and a referral uses it once'), async () => {
    const shown = await slip();
    const mine = at.records.as(practitioner);
    assert.deepEqual(await mine.useSlip(shown.toLowerCase()), carries);
    assert.equal(await mine.useSlip(shown), null, 'used up');
    assert.equal(await mine.useSlip('7KQ4-M9X-T2B'), null);
    assert.equal(await mine.useSlip('nothing'), null);
  });

  test(
    title('E6: no row anywhere joins a slip to the contact it came from, before or after it is used'),
    async () => {
      const shown = await slip();
      await at.records.as(practitioner).useSlip(await slip());
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
            [...tokens.map(one => `%${one.token}%`), `%${shown}%`, `%${shown.replaceAll('-', '')}%`],
          ]);
          assert.equal(found.rowCount, 0, `${name} names a slip`);
        }
      });
    },
  );

  test(title('E6: what is noted of using a slip says neither which slip nor which contact'), async () => {
    const shown = await slip();
    at.clock.now += 60_000;
    await at.records.as(practitioner).useSlip(shown);
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
      await assert.rejects(at.records.as(worker).useSlip(shown), NotAllowed);
      at.clock.now += (SLIP_DAYS + 1) * DAY;
      assert.equal(await at.records.as(practitioner).useSlip(shown), null);
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
