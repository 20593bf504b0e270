import type { Trap } from '../report/trap.ts';
import { NO_DAY } from '../extract/columns.ts';
import { releaseColumns } from '../extract/open.ts';
import { dateColumn } from './cohort-columns.ts';
import { sidesOf } from './trap-context.ts';
import type { TrapContext } from './trap-context.ts';

/** Custody counted at risk: the clock runs while people are inside, where hardly anybody can be detected. */
export function custodyAtRisk(context: TrapContext): Trap[] {
  const { protocol, cohort, outcome } = context;
  if (protocol.outcome.time_at_risk?.custody === 'out') return [];
  const window = protocol.outcome.within_days;
  const told: Trap[] = [];
  for (const { arm, spec, people } of sidesOf(context)) {
    const { timeZero } = cohort;
    if (timeZero === undefined) continue;
    let inside = 0;
    let days = 0;
    const spells = outcome.daysInside;
    const dates = releaseColumns(protocol)
      .filter(name => name !== spec.time_zero)
      .map(name => dateColumn(cohort.table.columns, name));
    for (const i of people) {
      let own = spells?.[i] ?? 0;
      for (const date of dates) {
        const day = date[cohort.rows[i]];
        if (day !== NO_DAY) own = Math.max(own, Math.min(window, day - timeZero[i]));
      }
      if (own <= 0) continue;
      inside++;
      days += own;
    }
    if (inside === 0) continue;
    told.push({
      id: 'custody counted at risk',
      sentence:
        `The clock of the arm ${arm} (${spec.time_zero}) runs while people are in custody, where they can hardly be detected. ` +
        'That makes the arm look better than it is. Start the clock at release, or take custody out of the time at risk ' +
        '(time_at_risk: { custody: out, ... }).',
      size: `${inside.toLocaleString('en-GB')} of ${people.length.toLocaleString('en-GB')} people, ${days.toLocaleString('en-GB')} of ${(window * people.length).toLocaleString('en-GB')} days, ${Math.round(days / inside)} days each`,
    });
  }
  return told;
}
