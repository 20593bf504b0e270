import type { Trap } from '../report/trap.ts';
import { columnsIn, EVERY_ROW, rowTest } from '../extract/where.ts';
import type { Where } from '../protocol/schema.ts';
import { sayShare, sidesOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

/**
 * People of one arm who received what another arm gives, by the arm's own `contaminated_by`; where it has none, by what
 * another arm asks for and this one does not look at. They stay where they were assigned, and are counted.
 */
export function contamination(context: TrapContext): Trap[] {
  return sidesOf(context).flatMap(side => {
    const said = bySaying(context, side);
    return said.length > 0 ? said : byOtherArms(context, side);
  });
}

function bySaying({ cohort }: TrapContext, { arm, spec, people }: Side): Trap[] {
  if (spec.contaminated_by === undefined) return [];
  const received = rowTest(spec.contaminated_by, cohort.table.columns);
  const count = people.reduce((sum, i) => sum + (received(cohort.rows[i]) ? 1 : 0), 0);
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
}

/** More than this share of an arm received no treatment beside: the other arm's test tells of something common. */
const COMMON = 0.5;

/**
 * Each arm with a programme asks for something. Who meets all of that in columns that this arm does not look at, or
 * stands in that arm's file, may have had the programme too. Covariates are no treatments and are passed over.
 */
function byOtherArms({ protocol, cohort, beside, tables }: TrapContext, side: Side): Trap[] {
  const { arm, spec, people } = side;
  const covariates = new Set(protocol.covariates.map(({ column }) => column));
  const own = new Set(columnsIn(spec.where));
  for (const [name, other] of Object.entries(protocol.arms)) {
    if (name === arm || other.programme.length === 0) continue;
    if (other.programme.every(basis => spec.programme.includes(basis))) continue;
    const asked = partly(other.where, column => !own.has(column) && !covariates.has(column));
    const file = other.in_file?.file === spec.in_file?.file ? undefined : other.in_file;
    const table = file && (beside.armDates.get(file.file) ?? tables.get(file.file));
    if (columnsIn(asked).length === 0 && table === undefined) continue;
    const meets = rowTest(asked, cohort.table.columns);
    const inFile = table && idsWhere(table, file?.where ?? EVERY_ROW);
    let count = 0;
    for (const i of people) {
      const row = cohort.rows[i];
      if (meets(row) && (inFile === undefined || inFile.has(cohort.table.ids[row]))) count++;
    }
    if (count === 0 || count > COMMON * people.length) continue;
    const where = [...new Set([...columnsIn(asked), ...(table === undefined ? [] : [table.file])])].join(
      ', ',
    );
    return [
      {
        id: 'contamination',
        sentence:
          `Some people of the arm ${arm} meet what the arm ${name} asks for (${where}): they may have received what it gives, or differ ` +
          'as its people differ. Leave them out of every arm alike by an eligibility rule, or say so (contaminated_by) and ' +
          'read the figure as that of being assigned.',
        size: sayShare(count, people.length),
      },
    ];
  }
  return [];
}

function partly(where: Where, isKept: (column: string) => boolean): Where {
  const kept = (part: Where['all']): Where['all'] =>
    Object.fromEntries(Object.entries(part).filter(([column]) => isKept(column)));
  const any = where.any?.map(kept);
  // An alternative of which nothing is left is met by everybody, and so tells nothing.
  return { all: kept(where.all), any: any?.some(part => Object.keys(part).length === 0) ? undefined : any };
}

function idsWhere(table: { ids: readonly string[]; columns: Parameters<typeof rowTest>[1] }, where: Where) {
  const meets = rowTest(where, table.columns);
  return new Set(table.ids.filter((_, row) => meets(row)));
}
