import type { Client } from 'pg';

/**
 * The shape of the database as text that is the same on every version of PostgreSQL: columns, keys, indexes,
 * triggers, policies, grants and the functions that may be called, sorted.
 */
export async function schemaText(client: Client): Promise<string> {
  const lines: string[] = [];
  for (const sql of questions) {
    const { rows } = await client.query<{ line: string }>(sql);
    lines.push(...rows.map(row => row.line).sort());
  }
  return `${lines.join('\n')}\n`;
}

const ours = `n.nspname in ('throughcare', 'auth')`;

const questions = [
  `select format('column %I.%I %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' and not c.relispartition then ' identity' else '' end) as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and c.relname !~ '^access_2'`,
  `select format('constraint %s: %s', c.relname, pg_get_constraintdef(k.oid)) as line
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype in ('p', 'u', 'c') and c.relname !~ '^access_2'`,
  `select format('index %s', pg_get_indexdef(i.indexrelid)) as line
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not i.indisprimary and c.relname !~ '^access_2'`,
  `select format('row security %s: %s%s', c.relname, case when c.relrowsecurity then 'on' else 'off' end,
        case when c.relforcerowsecurity then ', forced' else '' end) as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and c.relname !~ '^access_2'`,
  `select format('policy %s on %s: %s, to %s', p.polname, c.relname,
        case p.polcmd when 'r' then 'select' when '*' then 'all' else p.polcmd::text end,
        (select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any (p.polroles))) as line
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours}`,
  `select format('trigger on %s: %s', c.relname, t.tgname) as line
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal and c.relname !~ '^access_'`,
  `select format('grant %s on %s to %s', g.privilege_type, c.relname, r.rolname) as line
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     cross join aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
    where ${ours} and c.relkind in ('r', 'p') and r.oid <> c.relowner`,
  `select format('grant %s on %s.%s to %s', g.privilege_type, c.relname, a.attname, r.rolname) as line
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     cross join aclexplode(a.attacl) g join pg_roles r on r.oid = g.grantee
    where ${ours}`,
  `select format('function %s(%s)%s, called by %s', p.proname, pg_get_function_identity_arguments(p.oid),
        case when p.prosecdef then ' as its owner' else '' end,
        coalesce((select string_agg(case when g.grantee = 0 then 'everybody' else g.grantee::regrole::text end, ', '
            order by g.grantee::regrole::text)
          from aclexplode(p.proacl) g where g.grantee <> p.proowner), 'nobody')) as line
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours}`,
];
