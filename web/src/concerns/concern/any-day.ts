import { parseDay, type Day } from '@throughcare/pathway';

/**
 * A day of three boxes that nothing may refuse (E34): where they hold no day of the calendar it is today, and what was
 * typed goes with it.
 */
export function readDayOrWords(
  boxes: readonly [day: string, month: string, year: string],
  today: Day,
): { on: Day; dayGiven?: string } {
  const [day, month, year] = boxes.map(box => box.trim()) as [string, string, string];
  const typed = [day, month, year].filter(Boolean).join(' ');
  if (typed === '') return { on: today };
  const read = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read ? { on: read } : { on: today, dayGiven: typed };
}
