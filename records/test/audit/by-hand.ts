import type { Client } from 'pg';

/** Every row of every table of the record, as a superuser who copies them by hand would have them. */
export type Rows = ReadonlyMap<string, string>;

/** What belongs to the database and not to the record: steps, its kind, which tables are projections. */
const ofTheDatabase = ['migration', 'kind', 'projection'];

async function tables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'throughcare' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all ($1) order by 1`,
    [ofTheDatabase],
  );
  return rows.map(row => row.name);
}

export async function copyRows(client: Client): Promise<Rows> {
  const all = new Map<string, string>();
  for (const table of await tables(client)) {
    const { rows } = await client.query<{ all: string }>(
      `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as all from throughcare.${table} t`,
    );
    all.set(table, rows[0].all);
  }
  return all;
}

/** Puts rows in the place of those that stand, past every trigger. */
export async function putRows(client: Client, all: Rows): Promise<void> {
  await pastTriggers(client);
  for (const [table, rows] of all) {
    await client.query(`delete from throughcare.${table}`);
    await client.query(
      `insert into throughcare.${table} overriding system value
        select * from jsonb_populate_recordset(null::throughcare.${table}, $1)`,
      [rows],
    );
  }
}

export async function pastTriggers(client: Client): Promise<void> {
  await client.query('set session_replication_role = replica');
}

/** Takes away every rule of the tables that would refuse a value: a superuser can. */
export async function takeRulesAway(client: Client, watched: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ tab: string; name: string }>(
    `select conrelid::regclass::text as tab, conname as name from pg_constraint
      where contype = 'c' and conparentid = 0 and conrelid = any ($1::regclass[])`,
    [watched.map(table => `throughcare.${table}`)],
  );
  for (const { tab, name } of rows) await client.query(`alter table ${tab} drop constraint ${name}`);
  const generated = await client.query<{ tab: string; name: string }>(
    `select attrelid::regclass::text as tab, attname as name from pg_attribute
      where attidentity <> '' and attrelid = any ($1::regclass[])`,
    [watched.map(table => `throughcare.${table}`)],
  );
  for (const { tab, name } of generated.rows) {
    await client.query(`alter table ${tab} alter column ${name} drop identity`);
  }
}

/** Another value of a type, made from the one that stands. */
export const another: Readonly<Record<string, (column: string) => string>> = {
  uuid: () => 'gen_random_uuid()',
  text: column => `coalesce(${column}, '') || 'x'`,
  int4: column => `${column} + 1000`,
  int8: column => `${column} + 1000000`,
  date: column => `${column} + 1000`,
  timestamptz: column => `${column} + interval '1 second'`,
  bytea: column =>
    `case when length(${column}) > 0 then set_byte(${column}, 0, get_byte(${column}, 0) # 1) else '\\x01' end`,
  jsonb: column => `${column} || '{"changed": true}'`,
  _uuid: column => `${column} || gen_random_uuid()`,
};

export async function columnsOf(client: Client, table: string): Promise<{ name: string; type: string }[]> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
      where table_schema = 'throughcare' and table_name = $1 order by ordinal_position`,
    [table],
  );
  return rows;
}
