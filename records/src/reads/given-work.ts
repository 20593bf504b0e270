import type { Day, Standing, TaskKind } from '@throughcare/pathway';
import type { Asking } from './answer.ts';
import { byWork } from './by-work.ts';

/** A task, or a case that was handed over, as somebody has to do with it. */
export interface GivenWork {
  readonly case: string;
  readonly reference: string;
  /** The task, or 'handover'. */
  readonly item: string;
  readonly kind: TaskKind | 'handover';
  readonly to: string | null;
  readonly by: Day;
  readonly stands: Standing;
}

/** What somebody gave to somebody else; where they may not see the case any longer, its reference alone. */
export interface GivenByMe extends GivenWork {
  readonly seen: boolean;
  readonly toName: string | null;
  readonly since: Day;
}

/**
 * What was given to the asker; and, for whoever carries the case or shares work out, what was handed back or not taken
 * up in time, so that nothing stays with somebody who does not know of it.
 */
export async function workFor({ db, acting, roles }: Asking, now: Day): Promise<readonly GivenWork[]> {
  const { rows } = await db.query<GivenWork & Record<string, unknown>>(
    `select g.case_id as "case", c.reference, g.item, g.kind, g.to_user as "to", g.by_day as "by", g.stands
       from throughcare.given_work g
       join throughcare.case_row c on c.organisation = g.organisation and c.id = g.case_id
      where g.organisation = $1
        and (g.to_user = $2 and g.stands <> 'handed_back'
          or (g.stands = 'handed_back' or g.stands = 'waiting' and g.by_day < $3 and g.to_user is not null)
            and (c.practitioner = $2 or $4 and ${byWork}))
      order by g.by_day, c.reference, g.item`,
    [acting.organisation, acting.user, now, roles.includes('programme_lead')],
  );
  // A case that was taken up has nothing more to be answered, and one handed back waits for somebody to carry it.
  return rows.filter(one => one.item !== 'handover' || one.stands === 'waiting');
}

export async function givenBy({ db, acting }: Asking): Promise<readonly GivenByMe[]> {
  const { rows } = await db.query<GivenByMe & Record<string, unknown>>(
    `select g.case_id as "case", g.seen, g.reference, g.item, g.kind, g.to_user as "to", m.name as "toName",
        g.by_day as "by", g.stands, g.since
       from throughcare.given_by_me() g
       left join throughcare.member m on m.organisation = $1 and m.user_id = g.to_user`,
    [acting.organisation],
  );
  return rows;
}
