import { isoDay, parseDay, sayDay } from '../day.ts';
import type { ChanceSpec } from './chance-schema.ts';
import { levelsOf } from './column-kinds.ts';
import { suggest } from './nearest.ts';
import type { ReferenceCheck } from './reference-check.ts';
import type { ProtocolSpec } from './schema.ts';

type SteppedSpec = Extract<ChanceSpec, { by: 'stepped roll-out' }>;

const FEWEST_STARTS = 4;

/** The regions of a stepped roll-out and the days on which each began. */
export function stepReferences(spec: ProtocolSpec, check: ReferenceCheck, design: SteppedSpec): void {
  check.columnIn(check.main, design.region, ['design', 'region'], 'category');
  check.notOutcome(design.region, ['design', 'region']);
  const { step_dates, unit } = design;
  const levels =
    check.main !== undefined && Object.hasOwn(check.main, design.region)
      ? levelsOf(check.main[design.region])
      : undefined;
  const days: number[] = [];
  const extracted = parseDay(spec.data.extracted_on ?? '') ?? Number.POSITIVE_INFINITY;
  for (const [region, date] of Object.entries(step_dates)) {
    const at = ['design', 'step_dates', region] as const;
    if (levels !== undefined && !levels.includes(region))
      check.say(at, `${design.region} is never "${region}" by its own list.${suggest(region, levels)}`);
    const day = parseDay(date);
    if (day === undefined) continue;
    days.push(day);
    const next = nextStart(day, unit);
    if (next !== day) {
      check.say(
        at,
        `${sayDay(day)} lies within a ${unit}, whose people were partly before and partly since. Write ${isoDay(next)}, the ` +
          `first day of the next ${unit}${unit === 'quarter' ? ', or unit: month' : ''}.`,
      );
    }
    if (day > extracted)
      check.say(
        at,
        `${sayDay(day)} comes after the extract of ${sayDay(extracted)}. Write never: nobody here met the programme.`,
      );
  }
  const missing = levels?.filter(level => !Object.hasOwn(step_dates, level)) ?? [];
  if (missing.length > 0)
    check.say(['design', 'step_dates'], `Say when it began in ${missing.join(', ')} too: a date, or never.`);
  if (days.length < FEWEST_STARTS)
    check.say(
      ['design', 'step_dates'],
      `It begins in ${days.length} regions; a roll-out needs ${FEWEST_STARTS} or more that begin.`,
    );
  else if (days.every(day => day === days[0]))
    check.say(
      ['design', 'step_dates'],
      'It begins everywhere on one day, so no region shows what would have been. Write by: interrupted series.',
    );
}

/** The day itself where it begins a calendar month or quarter, else the first day of the next. */
function nextStart(day: number, unit: 'month' | 'quarter'): number {
  const date = new Date(day * 86_400_000);
  const size = unit === 'month' ? 1 : 3;
  const month = date.getUTCMonth();
  if (date.getUTCDate() === 1 && month % size === 0) return day;
  return Date.UTC(date.getUTCFullYear(), (Math.floor(month / size) + 1) * size, 1) / 86_400_000;
}
