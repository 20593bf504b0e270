import type { Protocol } from '../protocol/read.ts';
import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { parseDay, sayDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import { dateColumn } from './cohort-columns.ts';

/** On which side of a policy date everybody is who has a date. */
export interface PolicySide {
  readonly date: string;
  readonly what: string;
  readonly column: string;
  /** `both` only where the design is about this very change. */
  readonly side: 'before' | 'since' | 'both' | 'nobody';
  /** People without that date, who may be on either side. */
  readonly undated: number;
}

/**
 * A policy changed who is sent where: people from both sides of its date are not comparable as one cohort.
 *
 * @throws StudyRefusal when the cohort lies on both sides
 */
export function policySides(protocol: Protocol, table: Table, rows: Int32Array): readonly PolicySide[] {
  return protocol.policy_dates.map(({ date, column, what }) => {
    const days = dateColumn(table.columns, column);
    const policy = parseDay(date) ?? 0;
    let before = 0;
    let since = 0;
    for (const row of rows) {
      if (days[row] === NO_DAY) continue;
      if (days[row] < policy) before++;
      else since++;
    }
    if (before > 0 && since > 0 && isDesignedFor(protocol, date, column))
      return { date, what, column, side: 'both', undated: rows.length - before - since };
    if (before > 0 && since > 0) {
      throw new StudyRefusal(
        `The cohort lies on both sides of ${sayDay(policy)}, when the rule changed (${what}): ${before} people before, ` +
          `${since} since, by ${column}. Nothing was estimated. Choose one side by an eligibility rule on ${column}; or make the change itself the study, by design.by: discontinuity or interrupted series.`,
      );
    }
    const side = since > 0 ? 'since' : before > 0 ? 'before' : 'nobody';
    return { date, what, column, side, undated: rows.length - before - since };
  });
}

/** An interrupted series or a discontinuity at a policy date compares its two sides on purpose. */
function isDesignedFor({ design }: Protocol, date: string, column: string): boolean {
  return (
    (design.by === 'interrupted series' || design.by === 'discontinuity') &&
    design.date === date &&
    design.column === column
  );
}
