import type { Protocol } from '../protocol/read.ts';
import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { StudyRefusal } from '../refusal.ts';
import { dateColumn } from './cohort-columns.ts';

/**
 * What became known only after time zero may be a consequence of the arm, and adjusting for it hides a part of the
 * effect. One person is enough to refuse.
 *
 * @throws StudyRefusal naming the covariate, its date and how many people it concerns
 */
export function refuseLateCovariates(
  protocol: Protocol,
  table: Table,
  rows: Int32Array,
  timeZero: Int32Array,
): void {
  for (const { column, as, recorded_on } of protocol.covariates) {
    const dated = recorded_on ?? (as === 'years' ? column : undefined);
    if (dated === undefined) continue;
    const days = dateColumn(table.columns, dated);
    let late = 0;
    let most = 0;
    for (let i = 0; i < rows.length; i++) {
      const day = days[rows[i]];
      if (day === NO_DAY || day <= timeZero[i]) continue;
      late++;
      most = Math.max(most, day - timeZero[i]);
    }
    if (late > 0) {
      throw new StudyRefusal(
        `The covariate ${column} was recorded after time zero for ${late} people, up to ${most} days after (by ${dated}). ` +
          'It may be a consequence of the arm. Nothing was estimated. Take it out of covariates, or use what was known ' +
          'at time zero.',
      );
    }
  }
}
