import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows } from './csv-rows.ts';

const DAY = 86_400_000;
const EXTRACTED = Date.parse('2026-10-31');
const WITHIN = 365 * DAY;
const CONVICTED_WITHIN = (365 + 182) * DAY;

/**
 * People of the extract in `folder` sentenced in the community long enough ago to be followed for a year and half a
 * year for the courts, and whether they were detected again within the year (offences of the negative control left out).
 */
export function detectedWithinAYear(folder: string): Map<string, boolean> {
  const read = (name: string) => csvRows(readFileSync(join(folder, name), 'utf8'));
  const sentenced = new Map<string, number>();
  const detected = new Map<string, boolean>();
  for (const row of read('people.csv')) {
    const at = Date.parse(row['sentenced_on']);
    if (row['disposal'] !== 'community' || at > EXTRACTED - CONVICTED_WITHIN) continue;
    sentenced.set(row['person'], at);
    detected.set(row['person'], false);
  }
  for (const row of read('reconvictions.csv')) {
    const from = sentenced.get(row['person']);
    if (from === undefined || row['kind'] === 'motoring') continue;
    const after = Date.parse(row['offence_on']) - from;
    if (after > 0 && after <= WITHIN && Date.parse(row['convicted_on']) - from <= CONVICTED_WITHIN) {
      detected.set(row['person'], true);
    }
  }
  return detected;
}
