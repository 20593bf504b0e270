import type { Trap } from '../report/trap.ts';
import { parseDay, sayDay } from '../day.ts';
import { isMissing } from '../extract/where.ts';
import { saysVoluntary } from './arm-words.ts';
import { sayShare, sidesOf, testsIn, wordsOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

/** Offences that were convicted on the day they are dated, as a share that no real file reaches. */
const SAME_DAY = 0.8;
const FEW = 10;

/** Convictions for offences from before time zero that the protocol takes for reoffences. */
export function pseudoReconvictions(context: TrapContext): Trap[] {
  const { outcome, protocol } = context;
  const { found_in } = protocol.outcome;
  if (found_in === undefined) return [];
  const id = 'conviction counted as reoffence';
  if (found_in.count_by === 'offence') {
    const { same, of } = outcome.convictedSameDay ?? { same: 0, of: 0 };
    if (found_in.offence !== found_in.conviction && (of < FEW || same < SAME_DAY * of)) return [];
    return [
      {
        id,
        sentence:
          `The day of the offence (${found_in.offence}) is the day of the conviction: outcomes are counted by the conviction, whatever ` +
          'the column is called. A conviction after time zero for an offence from before it is no reoffence, and cannot be told ' +
          'apart here. Name the column with the day on which the offence was committed.',
        size: `${same.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} offences have the day of their conviction`,
      },
    ];
  }
  const { pseudo } = outcome;
  const known =
    found_in.offence !== undefined && found_in.offence !== found_in.conviction && pseudo !== undefined;
  const sizes = known
    ? sidesOf(context).map(({ arm, people }) => {
        let count = 0;
        for (const i of people) count += pseudo[i];
        return `${arm}: ${sayShare(count, people.length)}`;
      })
    : [];
  return [
    {
      id,
      sentence:
        'Outcomes are counted by the day of the conviction. A conviction after time zero for an offence from before it is no ' +
        'reoffence, and groups differ in how many of these they have. Count by the day of the offence.',
      ...(known
        ? { size: sizes.join('; ') }
        : { size: 'cannot be counted: the file has no day of the offence' }),
    },
  ];
}

/** E40: people who had to be in a programme and people who chose to are not one group. */
export function pooledBases(context: TrapContext): Trap[] {
  return sidesOf(context).flatMap((side): Trap[] => {
    const { arm, spec, people } = side;
    const isSaid = spec.programme.includes('voluntary') && spec.programme.length > 1;
    const chosen = spec.programme.length === 0 ? undefined : countChosen(context, side);
    const isSeen = chosen !== undefined && chosen > 0 && chosen < people.length;
    if (!isSaid && !isSeen) return [];
    return [
      {
        id: 'pooled by choice and required',
        sentence:
          `The arm ${arm} pools people in a programme by choice with people who were obliged. Those who choose differ in ` +
          'motivation, which no file records. Make two arms of them.',
        size: isSeen
          ? `${sayShare(chosen, people.length)}, by choice`
          : 'cannot be counted: no condition of the arm tells them apart',
      },
    ];
  });
}

/** How many of an arm asked for their programme, by the values of columns that its conditions name. */
function countChosen({ cohort }: TrapContext, { spec, people }: Side): number | undefined {
  const telling = testsIn(spec.where).filter(
    ({ column, test, isChoice }) =>
      (isChoice || wordsOf(test).length > 1) && cohort.table.columns.get(column)?.kind === 'category',
  );
  const names = [...new Set(telling.map(({ column }) => column))];
  const columns = names.flatMap(name => {
    const column = cohort.table.columns.get(name);
    if (column?.kind !== 'category') return [];
    return [{ column, isChosen: column.levels.map(level => saysVoluntary(name, level)) }];
  });
  if (!columns.some(({ isChosen }) => isChosen.includes(true))) return undefined;
  let count = 0;
  for (const i of people) {
    const row = cohort.rows[i];
    if (columns.some(({ column, isChosen }) => !isMissing(column, row) && isChosen[column.codes[row]]))
      count++;
  }
  return count;
}

/** A cohort wholly after a policy date: who is sent where changed, and hardly anybody comparable may be left. */
export function policyDates(context: TrapContext): Trap[] {
  const { cohort, people } = context;
  return cohort.policies.flatMap(({ date, what, column, side, undated }): Trap[] => {
    const told: Trap[] = [];
    const day = sayDay(parseDay(date) ?? 0);
    if (side === 'since') {
      told.push({
        id: 'policy date',
        sentence:
          `Everybody here is from ${day} or later (by ${column}), when the rule changed: ${what}. Who is sent ` +
          'where since then rests on what the rule looks at, and much of that is in no file. Where people from before ' +
          'it are mature, compare those; the change itself can serve as a natural experiment.',
        size: `all ${(people[0].length + people[1].length).toLocaleString('en-GB')} people`,
      });
    }
    if (undated > 0) {
      told.push({
        id: 'policy date',
        sentence:
          `Some people have no ${column}, so nobody knows whether the rule that changed on ${day} (${what}) was in force for them, and ` +
          'the cohort may lie on both sides of it. Leave them out by an eligibility rule.',
        size: sayShare(undated, cohort.rows.length),
      });
    }
    return told;
  });
}
