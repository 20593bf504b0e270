import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { withClient } from '../src/database/connect.ts';

/** Which of some words stand in a text: as they are, in small letters, or as their bytes in hexadecimal or base64. */
export function standIn(text: string, words: readonly string[]): string[] {
  const small = text.toLowerCase();
  return words.filter(word => {
    const bytes = Buffer.from(word);
    const inBase64 = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return (
      small.includes(word.toLowerCase()) || small.includes(bytes.toString('hex')) || text.includes(inBase64)
    );
  });
}

/** An error as a process that ends of it writes it: with its causes, and with every property that it has. */
export const asWritten = (error: unknown): string => inspect(error, { depth: 12, showHidden: true });

/** From now on PostgreSQL logs every statement of this database with all its values, and every value of one that failed. */
export async function logEverything(superuserUrl: string): Promise<void> {
  const settings = {
    log_statement: 'all',
    log_min_messages: 'notice',
    log_error_verbosity: 'verbose',
    log_parameter_max_length: '-1',
    log_parameter_max_length_on_error: '-1',
  };
  await withClient(superuserUrl, async client => {
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

/** What the cluster wrote to its log, and what it shows of statements. */
export async function saidByPostgres(superuserUrl: string): Promise<string> {
  return withClient(superuserUrl, async client => {
    const { rows: running } = await client.query<{ query: string }>('select query from pg_stat_activity');
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    const file = join(dirname(rows[0].folder), 'database.log');
    if (!existsSync(file)) throw new Error('The log of the cluster is not where it is looked for.');
    return [readFileSync(file, 'latin1'), ...running.map(row => row.query)].join('\n');
  });
}

/** Every row of every table, past every rule of access. */
export async function rowsOfAll(superuserUrl: string): Promise<Map<string, string>> {
  return withClient(superuserUrl, async client => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
    );
    const all = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      all.set(name, rows.map(row => row.text).join('\n'));
    }
    return all;
  });
}

/** The name and the bytes of every file below a folder. */
export function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => statSync(join(folder, path)).isFile())
    .map(path => `${path}\n${readFileSync(join(folder, path), 'latin1')}`)
    .join('\n');
}
