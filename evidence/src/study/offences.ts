import type { Protocol } from '../protocol/read.ts';
import type { OutcomeTables } from '../extract/open.ts';
import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { EVERY_ROW, rowTest } from '../extract/where.ts';
import type { Cohort } from './cohort.ts';
import { dateColumn } from './cohort-columns.ts';
import { memberFinder } from './members.ts';
import type { Outcome } from './outcome.ts';
import { daysInside, isInside, readSpells } from './spells.ts';
import type { Spells } from './spells.ts';

/**
 * By offence date: an event counts when the offence lies after time zero and within the window, and the conviction
 * within the window and the lag. The same rule for everybody, whenever the extract was taken. (`count_by: conviction`
 * counts by the day of the conviction instead, which takes earlier offences for reoffences; the report says so.)
 */
export function offencesOutcome(protocol: Protocol, cohort: Cohort, tables: OutcomeTables): Outcome {
  const { outcome } = protocol;
  const { within_days: window, found_in, time_at_risk } = outcome;
  const { timeZero } = cohort;
  if (found_in === undefined || timeZero === undefined)
    throw new Error('this protocol has no file of offences');
  const people = cohort.rows.length;
  const custody = readCustody(protocol, cohort, tables);
  const isOut = time_at_risk?.custody === 'out';
  const spells = custody?.spells;

  // The end of everybody's follow-up by the calendar: the window, death, a competing end.
  const end = new Float64Array(people).fill(window);
  const { death } = cohort;
  let diedWithinWindow = 0;
  if (death !== undefined) {
    for (let i = 0; i < people; i++) {
      if (death[i] === NO_DAY || death[i] - timeZero[i] >= window) continue;
      end[i] = death[i] - timeZero[i];
      diedWithinWindow++;
    }
  }
  const other = otherEnds(protocol, cohort, tables.competing, end);

  const met = meetOffences(protocol, cohort, tables.main, isOut ? spells : undefined);
  const event = new Uint8Array(people);
  const time = new Float64Array(people);
  const exposure = outcome.kind === 'count' ? new Float64Array(people) : undefined;
  const competing = outcome.kind === 'competing' ? new Uint8Array(people) : undefined;
  const inside = spells === undefined ? undefined : new Int32Array(people);
  let neverAtRisk = 0;
  const clocked = isOut && time_at_risk?.clock === 'street days' ? spells : undefined;
  for (let i = 0; i < people; i++) {
    const happened = met.first[i] <= Math.min(window, other[i]);
    const last = happened ? met.first[i] : end[i];
    event[i] = happened ? 1 : 0;
    if (!happened && competing !== undefined && other[i] <= window) competing[i] = 1;
    time[i] = last - (clocked === undefined ? 0 : daysInside(clocked, i, last));
    if (inside !== undefined && spells !== undefined) inside[i] = daysInside(spells, i, end[i]);
    const atRisk = end[i] - (isOut && inside !== undefined ? inside[i] : 0);
    if (atRisk <= 0) neverAtRisk++;
    if (exposure !== undefined) exposure[i] = Math.max(0, atRisk);
  }
  return {
    event,
    time,
    competing,
    count: outcome.kind === 'count' ? met.count : undefined,
    exposure,
    control: met.control,
    also: met.also,
    pseudo: met.pseudo,
    convictedSameDay: met.convictedSameDay,
    daysInside: inside,
    spells,
    facts: {
      ...met.facts,
      diedWithinWindow,
      unusableSpells: custody?.unusable ?? 0,
      neverAtRisk,
    },
  };
}

/** What the file of offences holds of the cohort, before anything else is known of their follow-up. */
function meetOffences(protocol: Protocol, cohort: Cohort, table: Table, out: Spells | undefined) {
  const {
    within_days: window,
    conviction_lag_days: lag,
    found_in,
    negative_control,
    also,
  } = protocol.outcome;
  const timeZero = cohort.timeZero ?? new Int32Array();
  const byConviction = found_in?.count_by === 'conviction';
  const conviction = dateColumn(table.columns, found_in?.conviction ?? '');
  const offence = found_in?.offence === undefined ? undefined : dateColumn(table.columns, found_in.offence);
  const counts = rowTest(found_in?.where ?? EVERY_ROW, table.columns);
  const isControl =
    negative_control === undefined ? () => false : rowTest(negative_control.where, table.columns);
  const people = cohort.rows.length;
  const further = Object.entries(also).map(([name, where]) => ({
    name,
    meets: rowTest(where, table.columns),
    happened: new Uint8Array(people),
  }));
  const first = new Float64Array(people).fill(Number.POSITIVE_INFINITY);
  const count = new Float64Array(people);
  const control = negative_control === undefined ? undefined : new Uint8Array(people);
  const pseudo = new Uint8Array(people);
  let pseudoReconvictions = 0;
  let convictedTooLate = 0;
  let undatedEvents = 0;
  let insideCustody = 0;
  let sameDay = 0;
  let counted = 0;
  const memberOf = memberFinder(cohort, table);
  for (let row = 0; row < table.rows; row++) {
    const i = memberOf(row);
    if (i === -1) continue;
    const main = counts(row);
    const others = further.filter(({ meets }) => meets(row));
    const isOther = isControl(row);
    if (!main && !isOther && others.length === 0) continue;
    const offended = offence === undefined ? NO_DAY : offence[row];
    if (conviction[row] === NO_DAY || (offended === NO_DAY && !byConviction)) {
      if (main) undatedEvents++;
      continue;
    }
    const convicted = conviction[row] - timeZero[i];
    const isEarlier = offended !== NO_DAY && offended <= timeZero[i];
    if (main && isEarlier && convicted > 0 && (!byConviction || convicted <= window)) {
      pseudoReconvictions++;
      pseudo[i] = 1;
    }
    const after = byConviction ? convicted : offended - timeZero[i];
    if (after <= 0 || after > window) continue;
    if (convicted > window + lag) {
      if (main) convictedTooLate++;
      continue;
    }
    if (out !== undefined && isInside(out, i, after)) {
      if (main) insideCustody++;
      continue;
    }
    if (main) {
      counted++;
      if (offended === conviction[row]) sameDay++;
      count[i]++;
      first[i] = Math.min(first[i], after);
    }
    if (control !== undefined && isOther) control[i] = 1;
    for (const { happened } of others) happened[i] = 1;
  }
  return {
    first,
    count,
    control,
    pseudo,
    convictedSameDay: { same: sameDay, of: counted },
    also: new Map(further.map(({ name, happened }) => [name, happened])),
    facts: {
      pseudoReconvictions,
      peopleWithPseudoReconviction: pseudo.reduce((total, own) => total + own, 0),
      pseudoCounted: byConviction,
      convictedTooLate,
      undatedEvents,
      insideCustody,
    },
  };
}

/** Ends the follow-up at whatever competes with the outcome; gives the day of it, infinite where nothing came. */
function otherEnds(
  protocol: Protocol,
  cohort: Cohort,
  table: Table | undefined,
  end: Float64Array,
): Float64Array {
  const { kind, competing, within_days: window } = protocol.outcome;
  const timeZero = cohort.timeZero ?? new Int32Array();
  const day = new Float64Array(end.length).fill(Number.POSITIVE_INFINITY);
  if (kind !== 'competing') return day;
  if (competing?.date === undefined || table === undefined) {
    // Death is the competing end, and the follow-up ends with it already.
    const death = cohort.death ?? new Int32Array();
    for (let i = 0; i < death.length; i++) if (death[i] !== NO_DAY) day[i] = death[i] - timeZero[i];
    return day;
  }
  const dates = dateColumn(table.columns, competing.date);
  const meets = rowTest(competing.where ?? EVERY_ROW, table.columns);
  const memberOf = memberFinder(cohort, table);
  for (let row = 0; row < table.rows; row++) {
    const i = memberOf(row);
    if (i === -1 || dates[row] === NO_DAY || !meets(row)) continue;
    const after = dates[row] - timeZero[i];
    if (after > 0) day[i] = Math.min(day[i], after);
  }
  for (let i = 0; i < end.length; i++) {
    if (day[i] > Math.min(end[i], window)) day[i] = Number.POSITIVE_INFINITY;
    else end[i] = day[i];
  }
  return day;
}

function readCustody(
  protocol: Protocol,
  cohort: Cohort,
  { custody }: OutcomeTables,
): { spells: Spells; unusable: number } | undefined {
  const risk = protocol.outcome.time_at_risk;
  if (
    risk?.from === undefined ||
    risk.to === undefined ||
    cohort.timeZero === undefined ||
    custody === undefined
  )
    return undefined;
  const { from, to } = risk;
  return readSpells({
    table: custody,
    from,
    to,
    memberOf: memberFinder(cohort, custody),
    timeZero: cohort.timeZero,
  });
}
