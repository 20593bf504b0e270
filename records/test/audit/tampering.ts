import assert from 'node:assert/strict';
import type { Client } from 'pg';
import { withClient } from '../../src/database/connect.ts';
import type { Fault } from '../../src/index.ts';
import { testRecords, type PostgresVersion, type TestRecords } from '../database.ts';
import { walk, type Walked } from '../walk.ts';

/** A record of two days, under two daily roots. */
export interface Sealed extends TestRecords {
  readonly walked: Walked;
}

export async function sealedRecord(version: PostgresVersion): Promise<Sealed> {
  const at = await testRecords({ version });
  const walked = await walk(at);
  await at.records.as(walked.practitioner).person(walked.cases[0]);
  await at.records.as(walked.auditor).auditTrail({ sinceMs: 0 });
  await at.records.tend();
  at.clock.now += 86_400_000;
  await at.records.as(walked.practitioner).today();
  await at.records.tend();
  return { ...at, walked };
}

/** What the check finds after something that a superuser does by hand, which is then taken back. */
export async function faultsAfter(
  at: Sealed,
  byHand: (client: Client) => Promise<void>,
): Promise<readonly Fault[]> {
  return withClient(at.database.superuserUrl, async client => {
    await copy(client);
    await client.query('set session_replication_role = replica');
    await byHand(client);
    const report = await at.records.verifyAudit();
    await restore(client);
    assert.equal(report.whole, false);
    assert.equal(report.first, report.faults[0]);
    return report.faults;
  });
}

/** The same of one statement, which has to change something. */
export async function tamper(at: Sealed, sql: string, values: unknown[] = []): Promise<readonly Fault[]> {
  return faultsAfter(at, async client => {
    const { rowCount } = await client.query(sql, values);
    assert.ok(rowCount && rowCount > 0, `changed nothing: ${sql}`);
  });
}

const kept = ['event', 'stream', 'access', 'seal', 'daily_root', 'concern_row', 'organisation_row'];

async function copy(client: Client): Promise<void> {
  for (const table of kept) {
    await client.query(
      `create temporary table if not exists kept_${table} as select * from throughcare.${table}`,
    );
  }
}

async function restore(client: Client): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const table of kept) {
    await client.query(`delete from throughcare.${table}`);
    await client.query(
      `insert into throughcare.${table} overriding system value select * from kept_${table}`,
    );
    await client.query(`drop table kept_${table}`);
  }
  await client.query('set session_replication_role = origin');
}
