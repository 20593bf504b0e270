import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder with the example plans, of fewer years than ten. Every name, number and word of theirs is the same, and
 * so is what pages do with them; a run takes that much less. It goes with the process.
 */
export function shortPlans(years = 2, drawnYear = 1): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-short-plans-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'plans'), folder, { recursive: true });
  const base = join(folder, 'base.yaml');
  const text = readFileSync(base, 'utf8');
  const short = text.replace(/^years: 10\ndrawnYear: 5$/m, `years: ${years}\ndrawnYear: ${drawnYear}`);
  if (short === text) throw new Error(`${base} does not last ten years; say here how long it lasts.`);
  writeFileSync(base, short);
  return folder;
}
