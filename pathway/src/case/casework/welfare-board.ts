import { addDays, type Day } from '../../day.ts';
import { isStaffed, type StaffedHours } from '../../organisation/setting.ts';

/** A prompt that nobody has acknowledged, of one case. */
export interface OpenPrompt {
  readonly case: string;
  readonly by: Day;
  readonly because: string;
}

export interface WelfareBoard<Prompt extends OpenPrompt> {
  /** Whether somebody is there now; null where no hours were set, so that nobody can say. */
  readonly staffed: boolean | null;
  /** Due now. */
  readonly due: readonly Prompt[];
  /** What falls due between now and the next opening: the list to go through at closing. */
  readonly beforeOpening: readonly Prompt[];
  readonly nextOpening: { readonly day: Day; readonly time: string } | null;
  /** Who answers what is due out of hours. */
  readonly onCall: readonly string[];
  /** Something is due, nobody is there, and nobody is on call: shown as *not covered* (E8). */
  readonly notCovered: boolean;
}

/**
 * The welfare prompts of a service at one moment. A prompt falls due in staffed hours; out of hours whoever is on
 * call has what is due, and where there is nobody it says so. A pure function of facts, settings and the time given.
 */
export function welfareBoard<Prompt extends OpenPrompt>(
  prompts: readonly Prompt[],
  hours: StaffedHours | null,
  onCall: readonly string[],
  now: { readonly day: Day; readonly time: string },
): WelfareBoard<Prompt> {
  const staffed = hours && isStaffed(hours, now.day, now.time);
  const nextOpening = hours && opensNext(hours, now);
  const due = prompts.filter(one => one.by <= now.day);
  const until = nextOpening?.day ?? addDays(now.day, 1);
  return {
    staffed,
    due,
    beforeOpening: prompts.filter(one => one.by > now.day && one.by <= until),
    nextOpening,
    onCall,
    notCovered: due.length > 0 && staffed !== true && onCall.length === 0,
  };
}

/** How far ahead an opening is looked for: past any row of holidays. */
const DAYS_AHEAD = 14;

function opensNext(hours: StaffedHours, now: { day: Day; time: string }) {
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const day = addDays(now.day, ahead);
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const time = hours[weekday]?.opens;
    if (time === undefined || (ahead === 0 && time <= now.time)) continue;
    if (isStaffed(hours, day, time)) return { day, time };
  }
  return null;
}
