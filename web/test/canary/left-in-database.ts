import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withClient } from '@throughcare/records/testing';
import type { Words } from './words.ts';

/** Where in the database something was left: the column, or what shows of statements, and by which way it came. */
export interface Left {
  readonly where: string;
  readonly field: string;
}

/** Looks through every column of every table as a superuser, past every rule of access. */
export async function leftInColumns(superuserUrl: string, words: Pick<Words, 'in'>): Promise<Left[]> {
  return withClient(superuserUrl, async client => {
    const { rows: tables } = await client.query<{ name: string; schema: string; relation: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const left: Left[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from ${name} t`,
      );
      for (const { row } of rows)
        for (const [column, value] of Object.entries(row))
          for (const field of words.in(JSON.stringify(value)))
            left.push({ where: `${name}.${column}`, field });
    }
    return different(left);
  });
}

/**
 * From now on PostgreSQL logs every statement of this database with all its values, as an operator who looks for a
 * slow one might have it do. Sessions begin again, so that it holds for all of them.
 */
export async function logEverything(superuserUrl: string): Promise<void> {
  await withClient(superuserUrl, async client => {
    const settings = {
      log_statement: 'all',
      log_min_messages: 'notice',
      log_min_error_statement: 'error',
      log_error_verbosity: 'default',
      log_parameter_max_length: '-1',
      log_parameter_max_length_on_error: '-1',
    };
    for (const [name, value] of Object.entries(settings))
      await client.query(
        `do $$ begin execute format('alter database %I set ${name} = %L', current_database(), '${value}'); end $$`,
      );
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });
}

/** What the cluster logged, and what it shows of statements that run or ran last. */
export async function logOfDatabase(superuserUrl: string): Promise<{ log: string; running: string }> {
  return withClient(superuserUrl, async client => {
    const { rows: queries } = await client.query<{ query: string }>('select query from pg_stat_activity');
    const {
      rows: [{ folder }],
    } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    const file = join(dirname(folder), 'database.log');
    if (!existsSync(file)) throw new Error('The log of the cluster is not where it is looked for.');
    return { log: readFileSync(file, 'latin1'), running: queries.map(one => one.query).join('\n') };
  });
}

const different = (left: readonly Left[]): Left[] => [
  ...new Map(left.map(one => [`${one.where} ${one.field}`, one])).values(),
];
