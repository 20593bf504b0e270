import type { Day, DutyDesk } from '@throughcare/pathway';
import { DUTY_DESK } from '../projections/organisation.ts';
import type { Asking } from './answer.ts';

/** Whom to ring for a child in danger, by area (E34). */
export async function dutyDesksOf({ db, acting }: Pick<Asking, 'db' | 'acting'>): Promise<DutyDesk[]> {
  const { rows } = await db.query<{
    setting: string;
    value: Omit<DutyDesk, 'id' | 'by' | 'since'>;
    since: Day;
    by: string;
  }>(
    `select setting, value, since, owner as by from throughcare.setting
      where organisation = $1 and setting like $2 order by lower(value->>'area'), setting`,
    [acting.organisation, `${DUTY_DESK}%`],
  );
  return rows.map(({ setting, value, since, by }) => ({
    id: setting.slice(DUTY_DESK.length),
    ...value,
    by,
    since,
  }));
}
