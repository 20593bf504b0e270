import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { csvLine } from '../../src/extract/csv.ts';
import { NotAllowed } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { openCase } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    await openCase(at.records, walked.practitioner, { reference: 'TC-3' });
  });
  after(() => at.close());

  test(
    title('E40: the extract gives each sentence with the basis of what was taken up after it'),
    async () => {
      const analyst = await at.join('analyst');
      const file = await at.records.as(analyst).extract();
      const csv = file.csv.join('');
      const [header, ...lines] = csv.trimEnd().split('\n');
      assert.equal(header, file.schema.columns.map(column => column.name).join(','));
      assert.equal(lines.length, 2);
      assert.equal(file.rows, 2);
      for (const line of lines) {
        const [record, ...rest] = line.split(',');
        assert.match(record, /^R[0-9a-f]{12}$/);
        assert.equal(
          rest.join(','),
          '1,2026-03,2026-03,community_order,12,programme,,,P1,requirement,2026-03,2026-03,,,1',
        );
      }
      assert.equal(file.sha256, createHash('sha256').update(csv).digest('hex'));
    },
  );

  test(title('E10: no reference, name, day, case or account stands in the extract'), async () => {
    const analyst = await at.join('analyst');
    const csv = (await at.records.as(analyst).extract()).csv.join('');
    for (const canary of ['TC-', 'Ashgrove', 'Callow', 'ZZ1', 'account-', ...walked.cases]) {
      assert.ok(!csv.includes(canary), canary);
    }
    assert.doesNotMatch(csv, /\d{4}-\d{2}-\d{2}/);
  });

  test(
    title('who the people are is given to an administrator with a reason, and every one of them is logged'),
    async () => {
      at.clock.now += 1000;
      const file = await at.records.as(at.administrator).identityFile('linkage with the justice extract');
      const [header, ...lines] = file.csv.join('').trimEnd().split('\n');
      assert.equal(header, 'record,basis,surname,forename,born_on,postcode_district,sex,pnc,sentenced_on');
      const rest = lines.map(line => line.split(',').slice(1).join(',')).sort();
      assert.deepEqual(rest, [
        'none,Ashgrove,Tobin,1980-02-01,ZZ1,M,,',
        'required,Ashgrove,Tobin,1980-02-01,ZZ1,M,,2026-03-10',
        'required,Callow,Wren,1980-02-01,ZZ1,M,26/1A,2026-03-10',
      ]);
      const [row] = (await at.records.as(walked.auditor).auditTrail({ sinceMs: at.clock.now })).rows;
      assert.deepEqual([row.act, row.what, row.user], ['exported', 'identityFile', at.administrator.userId]);
      assert.ok(walked.cases.every(id => row.streams.includes(id)));
      assert.match(row.detail, /reason: linkage with the justice extract/);
    },
  );

  test(title('the purpose of that file opens nothing else to an administrator'), async () => {
    const admin = at.records.as(at.administrator);
    await assert.rejects(admin.person(walked.cases[0]), NotAllowed);
    await assert.rejects(admin.people(), NotAllowed);
  });

  test(
    title('a record has the same name in both files, and made-up ones can be told by reference'),
    async () => {
      const analyst = await at.join('analyst');
      const names = await at.records.madeUpRecords(at.organisation);
      assert.deepEqual([...names.keys()].sort(), ['TC-1', 'TC-2', 'TC-3']);
      const extract = (await at.records.as(analyst).extract()).csv.join('');
      const identities = (await at.records.as(at.administrator).identityFile('a test')).csv.join('');
      assert.ok(extract.includes(names.get('TC-2')!));
      assert.match(identities, new RegExp(`${names.get('TC-2')!},required,Callow`));
    },
  );
}

test('a cell with a comma, a quote or a line break is quoted, as RFC 4180 says', () => {
  assert.equal(csvLine(['a,b', 'say "x"', 'two\nlines', null, 3]), '"a,b","say ""x""","two\nlines",,3\n');
});
