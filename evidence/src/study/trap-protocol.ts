import type { Trap } from '../report/trap.ts';
import { parseDay, sayDay } from '../day.ts';
import { sayShare, sidesOf } from './trap-context.ts';
import type { TrapContext } from './trap-context.ts';

/** Convictions for offences from before time zero that the protocol takes for reoffences. */
export function pseudoReconvictions(context: TrapContext): Trap[] {
  const { outcome, protocol } = context;
  const { found_in } = protocol.outcome;
  if (found_in === undefined || found_in.count_by === 'offence') return [];
  const { pseudo } = outcome;
  const known = found_in.offence !== undefined && pseudo !== undefined;
  const sizes = known
    ? sidesOf(context).map(({ arm, people }) => {
        let count = 0;
        for (const i of people) count += pseudo[i];
        return `${arm}: ${sayShare(count, people.length)}`;
      })
    : [];
  return [
    {
      id: 'conviction counted as reoffence',
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
  return sidesOf(context).flatMap(({ arm, spec }): Trap[] => {
    const { programme } = spec;
    if (!programme.includes('voluntary') || programme.length < 2) return [];
    return [
      {
        id: 'pooled by choice and required',
        sentence:
          `The arm ${arm} pools people in a programme by choice with people who were obliged. Those who choose differ in ` +
          'motivation, which no file records. Make two arms of them.',
      },
    ];
  });
}

/** A cohort wholly after a policy date: who is sent where changed, and hardly anybody comparable may be left. */
export function policyDates(context: TrapContext): Trap[] {
  return context.cohort.policies.flatMap(({ date, what, column, side }): Trap[] =>
    side === 'since'
      ? [
          {
            id: 'policy date',
            sentence:
              `Everybody here is from ${sayDay(parseDay(date) ?? 0)} or later (by ${column}), when the rule changed: ${what}. Who is sent ` +
              'where since then rests on what the rule looks at, and much of that is in no file. Where people from before ' +
              'it are mature, compare those; the change itself can serve as a natural experiment.',
          },
        ]
      : [],
  );
}
