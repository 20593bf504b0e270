import type { Role } from '@throughcare/pathway';
import { SYSTEM } from './access/actor.ts';
import { inTransaction } from './database/transaction.ts';
import type { Store } from './store.ts';

export interface StaffMember {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface Membership {
  readonly organisationId: string;
  readonly organisation: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export const NOWHERE = '00000000-0000-0000-0000-000000000000';

export async function memberships(store: Store, userId: string): Promise<Membership[]> {
  // In no organisation yet: row-level security shows a person their own memberships alone.
  return inTransaction(store, { organisation: NOWHERE, user: userId }, async db => {
    const { rows } = await db.query<{ id: string; organisation: string; name: string; roles: Role[] }>(
      `select m.organisation as id, o.name as organisation, m.name, m.roles from throughcare.member m
         join throughcare.organisation_row o on o.organisation = m.organisation
        where m.user_id = $1 and m.active order by o.name, m.organisation`,
      [userId],
    );
    return rows.map(({ id, ...row }) => ({ organisationId: id, ...row }));
  });
}

export async function staffOf(store: Store, organisation: string): Promise<StaffMember[]> {
  return inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ userId: string; name: string; roles: Role[] }>(
      `select user_id as "userId", name, roles from throughcare.member where organisation = $1 and active
        order by name, user_id`,
      [organisation],
    );
    return rows;
  });
}
