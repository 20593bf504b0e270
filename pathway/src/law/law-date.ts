import { refuse, type Refusal } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import type { TriggerDate } from './source.ts';

/**
 * From when a rule has been in force, or was repealed, and by which date of a case, as somebody read it. Asked for
 * wherever the day was not read at the source; kept with what was decided by it (E25).
 */
export interface LawDate {
  readonly on: Day;
  readonly trigger: Extract<TriggerDate, 'conviction' | 'sentence' | 'decision'>;
  /** Where they read it, such as the regulation's number. */
  readonly source: string;
}

export const lawDateTriggers = {
  conviction: 'The day of the conviction',
  sentence: 'The day of the sentence',
  decision: 'The day on which it is decided',
} as const satisfies Record<LawDate['trigger'], string>;

/** A refusal where the dates of the case lie on the wrong side of what was read. */
export function refuseByLawDate(
  what: 'in_force' | 'repealed',
  { on, trigger, source }: LawDate,
  dates: Readonly<Record<LawDate['trigger'], Day | null>>,
): { ok: false; refusal: Refusal } | undefined {
  if (source.trim() === '') {
    return refuse(
      'source_missing',
      'Say where you read from when the law allows this. Nothing was saved.',
      'source',
    );
  }
  const decides = dates[trigger];
  if (decides === null) {
    return refuse(
      'date_not_known',
      `${lawDateTriggers[trigger]} decides, and it is not recorded. Nothing was saved. Record it first.`,
      'trigger',
    );
  }
  const allowed = what === 'in_force' ? decides >= on : decides < on;
  if (allowed) return undefined;
  const since = what === 'in_force' ? 'only from' : 'only before';
  return refuse(
    'law_does_not_allow',
    `By what you entered the law allows this ${since} ${sayDay(on)}, and ${lawDateTriggers[trigger].toLowerCase()} is ${sayDay(decides)}. Nothing was saved. Check both dates; this is not legal advice.`,
    'lawOn',
  );
}
