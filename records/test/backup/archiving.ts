import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
  chownSync,
  readdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded, type Embedded } from '../../src/embedded/embedded.ts';
import { packagedPostgres } from '../../src/embedded/binaries.ts';
import { withClient } from '../../src/database/connect.ts';
import type { PostgresVersion } from '../clusters.ts';

/** A PostgreSQL that archives what it writes into a local directory, as docs/own-postgresql.md has it. */
export interface Archiving {
  readonly server: Embedded;
  /** A base backup of now, by PostgreSQL's own functions, as `pg_basebackup` does it (manual, 25.3.4). */
  baseBackup(): Promise<string>;
  /** The moment now, by the clock of PostgreSQL. */
  moment(): Promise<string>;
  /** Stops, puts the base backup in the place of the data directory, and goes on to the moment. */
  goBackTo(base: string, moment: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startArchiving(version: PostgresVersion, top: string): Promise<Archiving> {
  const packaged =
    version === 18 ? packagedPostgres() : packagedPostgres(`postgres-${version}-linux-${process.arch}`);
  const dataFolder = join(top, 'data');
  const archive = join(top, 'wal');
  const start = () => startEmbedded({ kind: 'demonstration', dataFolder, packaged });
  let server = await start();
  const { database } = server.layout;
  const { uid, gid } = statSync(database);
  const give = (path: string) => chownSync(path, uid, gid);
  mkdirSync(archive, { mode: 0o700 });
  give(archive);
  appendFileSync(
    join(database, 'postgresql.conf'),
    [
      '',
      'wal_level = replica',
      'archive_mode = on',
      `archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'`,
      'archive_timeout = 60',
      '',
    ].join('\n'),
  );
  await server.stop();
  server = await start();
  let bases = 0;
  return {
    get server() {
      return server;
    },
    async baseBackup() {
      const base = join(top, `base-${++bases}`);
      const client = new Client({ connectionString: server.superuserUrl });
      await client.connect();
      try {
        await client.query(`select pg_backup_start('base', true)`);
        copyAsItWrites(database, base);
        const { rows } = await client.query<{ labelfile: string }>(
          'select labelfile from pg_backup_stop(wait_for_archive => true)',
        );
        writeFileSync(join(base, 'backup_label'), rows[0].labelfile);
      } finally {
        await client.end();
      }
      return base;
    },
    moment: () =>
      withClient(server.superuserUrl, async client => {
        const { rows } = await client.query<{ now: string }>('select clock_timestamp()::text as now');
        return rows[0].now;
      }),
    async goBackTo(base, moment) {
      // What is not archived yet would be lost with the directory, as it would be with the disk.
      await withClient(server.superuserUrl, client => client.query('select pg_switch_wal()'));
      await server.stop();
      rmSync(database, { recursive: true });
      cpSync(base, database, { recursive: true, preserveTimestamps: true });
      for (const folder of ['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries'])
        mkdirSync(join(database, folder), { recursive: true, mode: 0o700 });
      writeFileSync(join(database, 'recovery.signal'), '');
      appendFileSync(
        join(database, 'postgresql.auto.conf'),
        [
          '',
          `restore_command = 'cp ${archive}/%f %p'`,
          `recovery_target_time = '${moment}'`,
          `recovery_target_action = 'promote'`,
          'hot_standby = off',
          '',
        ].join('\n'),
      );
      for (const name of ['', ...readdirSync(database, { recursive: true, encoding: 'utf8' })])
        give(join(database, name));
      spawnSync('chmod', ['0700', database]);
      server = await start();
    },
    stop: () => server.stop(),
  };
}

/** Copies a data directory in which PostgreSQL goes on writing, without what a base backup leaves out. */
function copyAsItWrites(from: string, to: string): void {
  const left = [/^pg_wal\/./, /^postmaster\.(pid|opts)$/, /^pg_replslot\/./, /^pg_stat_tmp\/./];
  cpSync(from, to, {
    recursive: true,
    preserveTimestamps: true,
    filter: source => !left.some(one => one.test(source.slice(from.length + 1))),
  });
}
