import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder with the example plans, of two years in place of ten. Every name, number and word of theirs is the same, and
 * so is what pages do with them; a run takes a fifth of the time. It goes with the process.
 */
export function shortPlans(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-short-plans-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, '..', '..', 'examples', 'plans'), folder, { recursive: true });
  const base = join(folder, 'base.yaml');
  const text = readFileSync(base, 'utf8');
  const short = text.replace(/^years: 10\ndrawnYear: 5$/m, 'years: 2\ndrawnYear: 1');
  if (short === text) throw new Error(`${base} does not last ten years; say here how long it lasts.`);
  writeFileSync(base, short);
  return folder;
}
