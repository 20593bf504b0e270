import { Refused } from '../refused.ts';
import type { Queryable } from './connect.ts';

/** Refuses to serve under a role that owns the record or could get round row-level security. */
export async function refuseServingRole(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ name: string; bypasses: boolean; owns: boolean; migrated: boolean }>(
    `select current_user as name, r.rolsuper or r.rolbypassrls as bypasses,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'throughcare' and pg_has_role(r.oid, c.relowner, 'member')) as owns,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'throughcare' and c.relname = 'event') as migrated
       from pg_roles r where r.rolname = current_user`,
  );
  const { name, bypasses, owns, migrated } = rows[0];
  if (!migrated) {
    throw new Refused(
      'This database has not been set up yet. Nothing was changed. Set DATABASE_OWNER_URL as well and start again.',
    );
  }
  if (!bypasses && !owns) return;
  throw new Refused(
    `DATABASE_URL signs in as "${name}", who ${bypasses ? 'gets round row-level security' : 'owns the record'}. ` +
      `Nothing was opened. Use that one for DATABASE_OWNER_URL, and for DATABASE_URL a login that is a member of ` +
      `throughcare_serve and nothing more.`,
  );
}
