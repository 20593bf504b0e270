import type { Client } from 'pg';

/** Written by the steps themselves. */
const ofTheSteps = ['migration', 'projection'];

/** Every row of the record as plain SQL, in the order of the tables' names, to be put into a database of the same steps. */
export async function rowsAsSql(client: Client): Promise<string> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'throughcare'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1)
     group by c.relname order by c.relname`,
    [ofTheSteps],
  );
  const parts: string[] = [];
  for (const { name, columns } of tables) {
    const quoted = columns.map(column => client.escapeIdentifier(column));
    const values = quoted.map(column => `quote_nullable(${column}::text)`).join(` || ', ' || `);
    const { rows } = await client.query<{ line: string }>(
      `select ${values} as line from throughcare.${client.escapeIdentifier(name)} order by 1`,
    );
    if (rows.length === 0) continue;
    const lines = rows.map(({ line }) => `  (${line})`).join(',\n');
    parts.push(
      `insert into throughcare.${name} (${quoted.join(', ')}) overriding system value values\n${lines};\n`,
    );
  }
  return parts.join('') + (await sequences(client));
}

/** So that what is recorded next comes after what is there. */
async function sequences(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
     from pg_sequences where schemaname = 'throughcare' and last_value is not null order by 1`,
  );
  return rows.map(({ name, last }) => `select setval('${name}', ${last});\n`).join('');
}
