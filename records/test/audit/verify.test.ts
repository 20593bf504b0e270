import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuditProgress } from '../../src/index.ts';
import { postgresVersions } from '../database.ts';
import { sealedRecord, tamper, type Sealed } from './tampering.ts';

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: E21: ${words}`;
  let at: Sealed;
  before(async () => {
    at = await sealedRecord(version);
  });
  after(() => at.close());

  test(title('an untouched record is whole, with everything under a seal'), async () => {
    const report = await at.records.verifyAudit();
    assert.deepEqual([report.whole, report.faults, report.unsealed], [true, [], { events: 0, access: 0 }]);
    assert.deepEqual(report.projections, {});
    assert.equal(report.checked.roots, 2);
    assert.ok(report.checked.events > 20 && report.checked.access > 3);
  });

  test(title('a check says how far it has come, step by step, and stops where it is told to'), async () => {
    const seen: AuditProgress[] = [];
    const report = await at.records.verifyAudit(progress => seen.push(progress));
    assert.deepEqual([...new Set(seen.map(one => one.step))], ['events', 'access', 'projections']);
    const last = (step: AuditProgress['step']) => seen.findLast(one => one.step === step)!;
    assert.equal(last('access').done, report.checked.access);
    assert.deepEqual(last('projections'), {
      step: 'projections',
      done: report.checked.events,
      of: report.checked.events,
    });
    for (const { done, of } of seen) assert.ok(done > 0 && done <= of);
    for (const step of ['events', 'access', 'projections']) {
      const stopped = at.records.verifyAudit(progress => {
        if (progress.step === step) throw new Error('stopped here');
      });
      await assert.rejects(stopped, /stopped here/);
    }
    assert.ok((await at.records.verifyAudit()).whole);
  });

  test(title('the organisation itself cannot be taken out without a trace'), async () => {
    const faults = await tamper(
      at,
      `with a as (delete from throughcare.stream), b as (delete from throughcare.event), c as (delete from throughcare.seal),
          d as (delete from throughcare.daily_root), e as (delete from throughcare.access)
        delete from throughcare.organisation_row`,
    );
    assert.ok(faults.some(one => one.what === 'removed'));
  });
}
