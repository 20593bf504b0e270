import {
  numbersInForce,
  type Day,
  type NumberSettingName,
  type NumberSettings,
  type Setting,
  type Settings,
  type StaffedHours,
} from '@throughcare/pathway';
import { believedOn } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { DUTY_DESK } from '../projections/organisation.ts';
import type { Asking } from './answer.ts';
import { loadIn } from './load-in.ts';

/** What the organisation has set for itself. */
export async function settingsOf({ db, acting }: Pick<Asking, 'db' | 'acting'>): Promise<Settings> {
  const { rows } = await db.query<{ setting: string; value: unknown; since: Day; owner: string }>(
    'select setting, value, since, owner from throughcare.setting where organisation = $1 and setting not like $2',
    [acting.organisation, `${DUTY_DESK}%`],
  );
  const numbers: Partial<Record<NumberSettingName, Setting<number>>> = {};
  let staffedHours: Settings['staffedHours'] = null;
  // The rows are this program's own, written from settings that were checked.
  for (const { setting, value, since, owner } of rows) {
    if (setting === 'staffedHours') staffedHours = { value: value as StaffedHours, since, owner };
    else numbers[setting as NumberSettingName] = { value: value as number, since, owner };
  }
  return { numbers, staffedHours };
}

/** Every number as it holds now. */
export async function numbersNow(asking: Pick<Asking, 'db' | 'acting'>): Promise<NumberSettings> {
  return numbersInForce(await settingsOf(asking));
}

/**
 * Every number as it held at the end of `on`, by what had been told by then: from the organisation's own history,
 * because the table of settings holds the last of each alone.
 */
export async function numbersOn(asking: Asking, on: Day): Promise<NumberSettings> {
  const id = asking.acting.organisation;
  const told = (await loadIn(asking, [id])).get(id)?.events ?? [];
  return numbersInForce(stateOf('organisation', effectiveHistory(believedOn(told, on)).effective).settings);
}
