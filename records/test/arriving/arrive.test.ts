import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '../../src/database/connect.ts';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, type TestRecords } from '../database.ts';
import { arrive, events, service, short } from './service.ts';
import { csv, referred, whole } from './sheet.ts';

for (const version of postgresVersions) {
  test(`PostgreSQL ${version}: E43: a row becomes the case that somebody would have typed, and the record still verifies`, async () => {
    const { at, ines, lead } = await service(version);
    assert.deepEqual(short(await arrive(at, csv([referred, whole]))), [
      [2, 'OLD-1', 'accepted'],
      [3, 'OLD-2', 'accepted'],
    ]);
    const { rows } = await at.records.as(ines).people();
    assert.deepEqual(
      rows.map(one => [one.reference, one.name, one.status, one.orderEnds]),
      [
        ['OLD-1', 'Tobin Ashgrove', 'referred', null],
        ['OLD-2', 'Wren Callow', 'open', '2027-03-19'],
      ],
    );
    const person = (await at.records.as(ines).person(rows[1].case))!;
    assert.deepEqual(person.identity, {
      surname: 'Callow',
      forename: 'Wren',
      bornOn: '1971-12-31',
      sex: 'M',
      postcodeDistrict: 'ZZ1',
      pnc: '19/7741193K',
    });
    const { status, referredOn, practitioner, stage, enrolments } = person.state;
    assert.deepEqual(
      [status, referredOn, practitioner, stage],
      ['open', '2025-04-03', ines.userId, 'sentenced'],
    );
    assert.deepEqual(
      enrolments.map(one => [one.programme, one.basis, one.since, one.status]),
      [['p1', 'requirement', '2025-04-11', 'awaiting_allocation']],
    );
    assert.deepEqual(
      (await at.records.as(lead).referrals()).map(one => one.reference),
      ['OLD-1'],
    );
    await at.records.tend();
    const { faults, projections } = await at.records.verifyAudit();
    assert.deepEqual([faults, projections], [[], {}]);
    await at.close();
  });
}

let at: TestRecords;
let ines: Actor;
before(async () => {
  ({ at, ines } = await service());
});
after(() => at.close());

test('E43: run again, nothing is done twice; a row that says something else now changes nothing and is refused', async () => {
  const { at: fresh } = await service();
  await arrive(fresh, csv([referred, whole]));
  const before = await events(fresh);
  const again = await arrive(fresh, csv([whole, referred]));
  assert.deepEqual(
    again.map(one => one.outcome),
    ['accepted', 'accepted'],
  );
  assert.match(again[0].said[0].words, /An earlier run took it in/);
  const changed = await arrive(fresh, csv([{ ...referred, Stage: 'charged' }, whole]));
  assert.deepEqual(short(changed)[0], [2, 'OLD-1', 'refused', 'reference']);
  assert.equal(await events(fresh), before);
  await fresh.close();
});

test('E43: the events of a row bear the administrator, and the access log says who, how many rows and of which file', async () => {
  await arrive(at, csv([{ ...referred, Ref: 'LOG-1', 'Last name': 'Logan' }]), { dryRun: true });
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query(
      `select user_id, act, kind, detail ->> 'rows' as rows, length(detail ->> 'sha256') as hash
         from throughcare.access where what = 'arriving' order by id desc limit 1`,
    ),
  );
  assert.deepEqual(rows[0], {
    user_id: at.administrator.userId,
    act: 'read',
    kind: 'organisation',
    rows: '1',
    hash: 64,
  });
});

test('E43: nobody but an administrator takes a caseload in, and that they tried is noted', async () => {
  const before = await events(at);
  await assert.rejects(arrive(at, csv([referred]), { by: ines }), /Only an administrator/);
  assert.equal(await events(at), before);
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query(
      `select count(*)::int as n from throughcare.access where what = 'arriving' and act = 'refused' and user_id = $1`,
      [ines.userId],
    ),
  );
  assert.equal(rows[0].n, 1);
});
