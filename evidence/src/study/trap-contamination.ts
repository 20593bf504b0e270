import type { Trap } from '../report/trap.ts';
import { rowTest } from '../extract/where.ts';
import { sayShare, sidesOf } from './trap-context.ts';
import type { TrapContext } from './trap-context.ts';

/** People of one arm who received what another arm gives. They stay where they were assigned, and are counted. */
export function contamination(context: TrapContext): Trap[] {
  const { cohort } = context;
  return sidesOf(context).flatMap(({ arm, spec, people }): Trap[] => {
    if (spec.contaminated_by === undefined) return [];
    const received = rowTest(spec.contaminated_by, cohort.table.columns);
    let count = 0;
    for (const i of people) if (received(cohort.rows[i])) count++;
    if (count === 0) return [];
    return [
      {
        id: 'contamination',
        sentence:
          `Some people of the arm ${arm} received what another arm gives. They stay in the arm to which they were assigned, so the ` +
          'figure is of being assigned, and lies nearer to nothing than that of receiving.',
        size: sayShare(count, people.length),
      },
    ];
  });
}
