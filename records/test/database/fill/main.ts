/**
 * Fills a fresh database of today's steps and writes it beside `filled`, named after the last step:
 * `node records/test/database/fill/main.ts`. Run once for a version that is given out; a file that is there stays.
 * 0045 was filled by these commands at that step, but for those that came after it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { withClient } from '../../../src/database/connect.ts';
import { allMigrations } from '../../../src/database/migrations.ts';
import { testRecords } from '../../database.ts';
import { filledFolder, filledMasterKey } from '../filled.ts';
import { rowsAsSql } from './rows-as-sql.ts';
import { beginFilling, endFilling, FOUNDED } from './service.ts';

const step = String(allMigrations().at(-1)!.number).padStart(4, '0');
const path = join(filledFolder, `${step}.sql.gz`);
if (existsSync(path))
  throw new Error(`${path} is there already, and stands for what is in somebody's database.`);
const at = await testRecords({ now: FOUNDED, masterKey: filledMasterKey });
try {
  await endFilling(await beginFilling(at));
  const sql = await withClient(at.database.superuserUrl, rowsAsSql);
  writeFileSync(path, gzipSync(sql, { level: 9 }));
  console.log(`${path}: ${sql.length} characters.`);
} finally {
  await at.close();
}
