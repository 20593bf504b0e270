import type { Client } from 'pg';

/** A table as a backup writes it: by its columns' names, in the order in which they are copied. */
export interface CopiedTable {
  readonly schema: 'throughcare' | 'auth';
  readonly name: string;
  readonly columns: readonly string[];
  /** Rows belong to one organisation, and are copied one organisation at a time. */
  readonly byOrganisation: boolean;
}

/** Made by the steps of the database itself, so nothing that is copied. */
const made = ['migration', 'projection'];
/** Kept apart from the record, so that what was erased can be taken out of the backups too. */
export const APART = 'data_key';

/** Every table of a schema, from the catalogue: what a later step adds is copied without being named here. */
export async function tablesOf(client: Client, schema: CopiedTable['schema']): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all ($2)
      group by c.relname order by c.relname`,
    [schema, schema === 'throughcare' ? made : []],
  );
  return rows.map(({ name, columns }) => ({
    schema,
    name,
    columns,
    byOrganisation: schema === 'throughcare' && columns.includes('organisation'),
  }));
}

/** 'throughcare.event (organisation, …)', every name quoted. */
export function namesOf({ schema, name, columns }: CopiedTable): string {
  return `${quoted(schema)}.${quoted(name)} (${columns.map(quoted).join(', ')})`;
}

export function selectOf({ schema, name, columns }: CopiedTable): string {
  return `select ${columns.map(quoted).join(', ')} from ${quoted(schema)}.${quoted(name)}`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** How the tables of sign-in are made: they come from another program, so a backup carries them. */
export async function definitionsOf(client: Client): Promise<{ before: string[]; after: string[] }> {
  const { rows } = await client.query<{ tables: string[]; constraints: string[]; indexes: string[] }>(
    `select
       array(select format('create table %s (%s)', c.oid::regclass, string_agg(
             format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
               || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
               || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum))
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
         where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' group by c.oid order by c.oid) as tables,
       array(select format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
         from pg_constraint k where k.connamespace = 'auth'::regnamespace and k.contype in ('p', 'u', 'c', 'f')
         order by position(k.contype in 'pucf'), k.oid) as constraints,
       array(select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
         where c.relnamespace = 'auth'::regnamespace
           and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.oid) as indexes`,
  );
  const [{ tables, constraints, indexes }] = rows;
  return { before: tables, after: [...constraints, ...indexes] };
}
