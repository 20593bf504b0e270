import type { Trap } from '../report/trap.ts';
import { NO_DAY } from '../extract/columns.ts';
import { isRelease, releaseColumns } from '../extract/open.ts';
import { isCourtDay, isCustodial } from './arm-words.ts';
import { dateColumn } from './cohort-columns.ts';
import { memberFinder } from './members.ts';
import { daysInside, readSpells } from './spells.ts';
import type { Spells } from './spells.ts';
import { sidesOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

/** A smaller share of the follow-up inside moves no figure: a short recall now and then. */
const HARDLY = 0.01;
/** The same where the protocol says nothing of custody, or takes it out and only the window stays as it is. */
const RECALLS = 0.05;

/** Custody counted at risk: the clock runs while people are inside, where hardly anybody can be detected. */
export function custodyAtRisk(context: TrapContext): Trap[] {
  const { cohort, outcome, protocol } = context;
  if (cohort.timeZero === undefined) return [];
  const isOut = protocol.outcome.time_at_risk?.custody === 'out';
  const spells = outcome.spells ?? spellsBeside(context);
  // A share of people keeps its window, whatever is taken out of days at risk.
  const staysIn = isOut && protocol.outcome.kind === 'binary';
  const least = protocol.outcome.time_at_risk?.from === undefined || isOut ? RECALLS : HARDLY;
  return sidesOf(context).flatMap((side): Trap[] => {
    const released = daysBeforeRelease(context, side, isOut && !staysIn ? spells : undefined);
    const inside =
      spells === undefined || (isOut && !staysIn) ? undefined : daysInSpells(context, side.people, spells);
    const days = [...side.people].map((_, k) => Math.max(released[k], inside?.[k] ?? 0));
    return counted(context, side, days, released.some(own => own > 0) ? HARDLY : least, staysIn);
  });
}

function counted(
  context: TrapContext,
  { arm, spec, people }: Side,
  days: readonly number[],
  least: number,
  staysIn: boolean,
): Trap[] {
  const { protocol, cohort } = context;
  const window = protocol.outcome.within_days;
  const inside = days.filter(own => own > 0).length;
  const total = days.reduce((sum, own) => sum + own, 0);
  const id = 'custody counted at risk';
  if (total > least * window * people.length) {
    const number = (n: number): string => n.toLocaleString('en-GB');
    return [
      {
        id,
        sentence:
          `The clock of the arm ${arm} (${spec.time_zero}) runs while people are in custody, where they can hardly be detected. ` +
          'That makes the arm look better than it is. ' +
          (staysIn
            ? 'Taking custody out of the days at risk does not help a share of people within fixed days: start the clock at release, ' +
              'or count events by time at risk (kind: time to event, or count).'
            : 'Start the clock at release, or take custody out of the time at risk (time_at_risk: { custody: out, ... }).'),
        size: `${number(inside)} of ${number(people.length)} people, ${number(total)} of ${number(window * people.length)} days, ${Math.round(total / inside)} days each`,
      },
    ];
  }
  // No day tells when people came out, and the arm's own words say that they were in.
  const own = spec.time_zero ?? '';
  const isKnown = releaseColumns(protocol).some(name => {
    const date = dateColumn(cohort.table.columns, name);
    return people.some(i => date[cohort.rows[i]] !== NO_DAY);
  });
  const isTakenOut =
    protocol.outcome.time_at_risk?.custody === 'out' &&
    people.some(i => (context.outcome.daysInside?.[i] ?? 0) > 0);
  if (!isCustodial(arm, spec) || !isCourtDay(own) || isRelease(own) || isKnown || isTakenOut) return [];
  return [
    {
      id,
      sentence:
        `The clock of the arm ${arm} starts on ${own}, and nothing in the protocol says when its people came out of custody. While ` +
        'they were inside they could hardly be detected, and that makes the arm look better than it is. Start the clock at ' +
        'release, or name the spells in custody (time_at_risk: { custody: out, ... }).',
      size: 'cannot be counted: the protocol names no day of release',
    },
  ];
}

/** Days of the window before release, by the cohort file's own dates, less those that `taken` takes out. */
function daysBeforeRelease(
  { protocol, cohort }: TrapContext,
  { spec, people }: Side,
  taken: Spells | undefined,
): number[] {
  const timeZero = cohort.timeZero ?? new Int32Array();
  const window = protocol.outcome.within_days;
  const dates = releaseColumns(protocol)
    .filter(name => name !== spec.time_zero)
    .map(name => dateColumn(cohort.table.columns, name));
  return Array.from(people, i => {
    let most = 0;
    for (const date of dates) {
      const day = date[cohort.rows[i]];
      if (day === NO_DAY || day <= timeZero[i]) continue;
      const until = Math.min(window, day - timeZero[i]);
      most = Math.max(most, until - (taken === undefined ? 0 : daysInside(taken, i, until)));
    }
    return most;
  });
}

function daysInSpells({ protocol, cohort }: TrapContext, people: Int32Array, spells: Spells): number[] {
  const window = protocol.outcome.within_days;
  return Array.from(people, i => {
    const died = cohort.death === undefined || cohort.timeZero === undefined ? NO_DAY : cohort.death[i];
    const end = died === NO_DAY ? window : Math.min(window, died - (cohort.timeZero?.[i] ?? 0));
    return daysInside(spells, i, end);
  });
}

function spellsBeside({ beside, cohort }: TrapContext): Spells | undefined {
  const { custody } = beside;
  if (custody === undefined || cohort.timeZero === undefined) return undefined;
  const { table, from, to } = custody;
  const memberOf = memberFinder(cohort, table);
  return readSpells({ table, from, to, memberOf, timeZero: cohort.timeZero }).spells;
}
