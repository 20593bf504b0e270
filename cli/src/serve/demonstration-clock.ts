import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber, londonDay } from '@throughcare/pathway';
import { DEMONSTRATION_TODAY } from '@throughcare/demo';
import { keepFile } from './keep-file.ts';

const DAY_MS = 86_400_000;

/**
 * The clock of the demonstration: its first day is the one that the made-up world ends on, at the same time of day,
 * and from then on days pass as they do. So Today is full on the first start, whenever that is.
 */
export function demonstrationClock(folder: string): () => number {
  const file = join(folder, 'clock.json');
  if (!existsSync(file)) {
    const behind = dayNumber(londonDay(Date.now())) - dayNumber(DEMONSTRATION_TODAY);
    keepFile(file, `${JSON.stringify({ daysBehind: behind })}\n`);
  }
  const { daysBehind } = JSON.parse(readFileSync(file, 'utf8')) as { daysBehind: number };
  return () => Date.now() - daysBehind * DAY_MS;
}
