import type { Trap } from '../report/trap.ts';
import { NO_DAY } from '../extract/columns.ts';
import { isRelease } from '../extract/open.ts';
import { columnsIn, EVERY_ROW } from '../extract/where.ts';
import { isCustodial, takesTime, testTakingTime } from './arm-words.ts';
import { dateColumn } from './cohort-columns.ts';
import { latestOf } from './late-dates.ts';
import type { LateDates } from './late-dates.ts';
import { sayDays, sidesOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

const id = 'immortal time';
const REMEDY =
  'Compare everybody who was assigned, from the day of the decision; or start all clocks on one later day, among people of every ' +
  'arm who were still undetected on it.';

/**
 * Immortal time: who is in an arm was decided, or could be known, only after time zero. Until then nobody of the arm
 * could be detected and stay in it. Told by the dates themselves where the file has them, else by the column's name.
 */
export function immortalTime(context: TrapContext): Trap[] {
  const [first, second] = sidesOf(context);
  return [
    ...ofEligibility(context),
    ...ofArm(context, first, second.spec.time_zero),
    ...ofArm(context, second, first.spec.time_zero),
  ];
}

function ofArm(context: TrapContext, side: Side, otherClock: string | undefined): Trap[] {
  const { arm, spec } = side;
  const label = `the arm ${arm}`;
  const late = latestOf(context, side);
  if (late !== undefined) return [byDates(label, late)];
  const clock = laterClock(context, side, otherClock);
  if (clock !== undefined) return [clock];
  // Dates that are there and not late have answered for their column; a day of assignment answers for starting.
  const undated = withoutDates(context, spec.where, side.people);
  const suspect = testTakingTime(undated) ?? testTakingTime(spec.in_file?.where ?? EVERY_ROW);
  if (suspect === undefined) return [];
  return [
    {
      id,
      sentence:
        `Who is in ${label} rests on ${suspect}, and that can be known only some time after time zero. Whoever was detected ` +
        `before could not get so far, so the arm looks better than it is (or worse, if it holds those who did not). ${REMEDY}`,
    },
  ];
}

function byDates(label: string, { column, people, of, days, isOutside }: LateDates): Trap {
  const sentence = isOutside
    ? `${label[0].toUpperCase()}${label.slice(1)} leaves out those to whom ${column} came, and it came after time zero: whoever was ` +
      'detected before it could come stays in. The arm is selected by what happened later, and looks worse or better than it is. '
    : `Who is in ${label} rests on ${column}, which came after time zero. To be in it they had to stay undetected until ` +
      'then, so the arm looks better than it is, even if it does nothing. ';
  return { id, sentence: sentence + REMEDY, size: sayDays(people, of, days) };
}

/** Eligibility that looks at what came after time zero selects people of every arm by their future. */
function ofEligibility(context: TrapContext): Trap[] {
  const late = latestOf(context, undefined);
  if (late !== undefined) return [byDates('the cohort', late)];
  const [first, second] = context.people;
  const everybody = Int32Array.from([...first, ...second]);
  for (const { where } of context.protocol.eligibility) {
    const suspect = testTakingTime(withoutDates(context, where, everybody));
    if (suspect === undefined) continue;
    const sentence =
      `Who is eligible rests on ${suspect}, and that can be known only some time after time zero. Whoever was detected ` +
      `before could not get so far. ${REMEDY}`;
    return [{ id, sentence }];
  }
  return [];
}

type Where = Side['spec']['where'];

function withoutDates({ cohort }: TrapContext, where: Where, people: Int32Array): Where {
  const known = columnsIn(where).filter(name => {
    const column = cohort.table.columns.get(name);
    return column?.kind === 'date' && people.some(i => column.days[cohort.rows[i]] !== NO_DAY);
  });
  const without = (part: Where['all']): Where['all'] =>
    Object.fromEntries(Object.entries(part).filter(([name]) => !known.includes(name)));
  return { all: without(where.all), any: where.any?.map(without) };
}

/**
 * A clock that starts on the day a programme starts, beside one that starts at sentence: between the two days only
 * those who stayed undetected get into the arm. Release from custody is another matter: nobody was at risk before.
 */
function laterClock(
  context: TrapContext,
  { arm, spec, people }: Side,
  other: string | undefined,
): Trap | undefined {
  const own = spec.time_zero;
  const { cohort } = context;
  if (own === undefined || other === undefined || own === other || cohort.timeZero === undefined) return;
  const isProgramme = takesTime(own) || (spec.programme.length > 0 && !isCustodial(arm, spec));
  if (isRelease(own) || /senten/i.test(own) || !isProgramme) return;
  const column = cohort.table.columns.get(other);
  if (column === undefined) return;
  const begun = dateColumn(cohort.table.columns, other);
  let late = 0;
  let days = 0;
  for (const i of people) {
    const day = begun[cohort.rows[i]];
    if (day === NO_DAY || cohort.timeZero[i] <= day) continue;
    late++;
    days += cohort.timeZero[i] - day;
  }
  if (late <= 0.01 * people.length) return;
  return {
    id,
    sentence:
      `The clock of the arm ${arm} starts on ${own}, and the other arm's on ${other}, which is earlier. Whoever was detected in ` +
      `between could not get into the arm, so it looks better than it is. ${REMEDY}`,
    size: sayDays(late, people.length, days),
  };
}
