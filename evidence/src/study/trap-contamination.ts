import type { Trap } from '../report/trap.ts';
import { columnsIn, EVERY_ROW, rowTest } from '../extract/where.ts';
import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import { isTreatment } from './arm-words.ts';
import { sayShare, sidesOf, wordsOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

type Arm = Side['spec'];

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
 * Each arm with a programme asks for something. Who meets that in columns that this arm does not look at, or stands in
 * that arm's file, may have had the programme too.
 */
function byOtherArms(context: TrapContext, side: Side): Trap[] {
  const { protocol, cohort } = context;
  const { arm, spec, people } = side;
  for (const [name, other] of Object.entries(protocol.arms)) {
    if (name === arm || other.programme.length === 0) continue;
    if (other.programme.every(basis => spec.programme.includes(basis))) continue;
    const inFile = other.in_file?.file === spec.in_file?.file ? undefined : membersOf(context, other);
    const marks = inFile === undefined ? marksOf(protocol, other, spec) : EVERY_ROW;
    if (inFile === undefined && columnsIn(marks).length === 0) continue;
    const meets = rowTest(marks, cohort.table.columns);
    let count = 0;
    for (const i of people) {
      const row = cohort.rows[i];
      if (meets(row) && (inFile === undefined || inFile.has(cohort.table.ids[row]))) count++;
    }
    if (count === 0 || count > COMMON * people.length) continue;
    const where =
      inFile === undefined
        ? columnsIn(marks).join(', ')
        : protocol.data.files[other.in_file?.file ?? ''].file;
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

/**
 * What marks people of `other` as having its programme, among its tests that `own` does not make: columns on which the
 * protocol's arms are told apart, or that speak of a treatment; no covariate. Nothing, where `own` asks for the
 * opposite of such a mark, for then its people cannot have it.
 */
function marksOf(protocol: Protocol, other: Arm, own: Arm): Where {
  const covariates = new Set(protocol.covariates.map(({ column }) => column));
  const isMark = (column: string): boolean => {
    const asked = Object.values(protocol.arms).flatMap(({ where }) =>
      Object.hasOwn(where.all, column) ? [JSON.stringify(where.all[column])] : [],
    );
    return !covariates.has(column) && (isTreatment(column) || new Set(asked).size > 1);
  };
  const tests = Object.entries(other.where.all);
  const isOpposite = tests.some(
    ([column, test]) =>
      Object.hasOwn(own.where.all, column) &&
      isTreatment(column) &&
      !isNothing(test) &&
      JSON.stringify(own.where.all[column]) !== JSON.stringify(test),
  );
  const looked = new Set(columnsIn(own.where));
  const kept = tests.filter(([column]) => !looked.has(column) && isMark(column));
  if (isOpposite || kept.every(([, test]) => isNothing(test))) return EVERY_ROW;
  return { all: Object.fromEntries(kept) };
}

function isNothing(test: Where['all'][string]): boolean {
  if (typeof test === 'object' && !Array.isArray(test)) return 'present' in test && !test.present;
  return wordsOf(test).every(value => /^(no|none|nothing|never|false|0)$/i.test(value));
}

function membersOf({ beside, tables }: TrapContext, { in_file }: Arm): Set<string> | undefined {
  const table = in_file && (beside.armDates.get(in_file.file) ?? tables.get(in_file.file));
  if (in_file === undefined || table === undefined) return undefined;
  const meets = rowTest(in_file.where ?? EVERY_ROW, table.columns);
  return new Set(table.ids.filter((_, row) => meets(row)));
}
