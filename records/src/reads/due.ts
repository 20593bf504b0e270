import {
  countDue,
  type Day,
  type Due,
  type DueKind,
  type DueLength,
  type DueRule,
  type DueSettings,
} from '@throughcare/pathway';
import type { Asking } from './answer.ts';
import { numbersNow } from './settings.ts';

/** The columns of `case_due d` that a row is read from. */
export const dueColumns = `d.case_id, d.kind, d.counts_from, d.counts_with, d.times, d.because`;

export interface DueColumns {
  readonly case_id: string;
  readonly kind: DueKind;
  readonly counts_from: Day;
  /** '' where the day itself stands. */
  readonly counts_with: DueLength | '';
  readonly times: number;
  readonly because: string;
}

/**
 * Counts kept rows with the lengths that hold now. The projection is a pure function of one case, which knows nothing
 * of settings; so a length that is set anew holds at once in every list, and a rebuild makes the same rows as before.
 */
export function countRows(rows: readonly DueColumns[], settings: DueSettings): Map<string, readonly Due[]> {
  const rules = new Map<string, DueRule[]>();
  for (const row of rows) rules.set(row.case_id, [...(rules.get(row.case_id) ?? []), ruleOf(row)]);
  return new Map([...rules].map(([id, own]) => [id, countDue(own, settings)]));
}

function ruleOf({ kind, counts_from, counts_with, times, because }: DueColumns): DueRule {
  return counts_with === ''
    ? { kind, by: counts_from, because }
    : { kind, from: counts_from, length: counts_with, times, because };
}

/** What is due in these cases, soonest first, as far as the asker may see them. */
export async function dueIn(asking: Asking, cases: readonly string[]): Promise<Map<string, readonly Due[]>> {
  if (cases.length === 0) return new Map();
  const { rows } = await asking.db.query<DueColumns & Record<string, unknown>>(
    `select ${dueColumns} from throughcare.case_due d where d.organisation = $1 and d.case_id = any ($2)`,
    [asking.acting.organisation, cases],
  );
  return countRows(rows, await numbersNow(asking));
}
