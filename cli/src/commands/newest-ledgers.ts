import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refused, type readBackup } from '@throughcare/records';

type Begins = ReturnType<typeof readBackup>;

const how =
  'Name with --roots the folder “roots” of the service as it was last, or of a copy of it: its ledger says who was erased after ' +
  'the backup was taken, so that they are erased again. Where no copy is left anywhere, say so with --roots-lost: then whoever ' +
  'was erased since stands in the record again, and nobody can say who that is.';

/**
 * Every organisation's ledger of erasures in the folder of roots that was named, by its path in it. Refuses in words where none
 * was, where it is no such folder, and where it lacks an organisation of the backup: what was erased would come back unseen (E22).
 */
export function newestLedgers(
  { outside }: Begins,
  roots: string | undefined,
  lost: boolean,
): Record<string, string> {
  if (lost && roots === undefined) return {};
  if (lost) {
    throw new Refused(
      'The roots are either named or lost. Nothing was changed. Leave --roots or --roots-lost out.',
    );
  }
  if (roots === undefined) {
    throw new Refused(
      `What was erased after this backup was taken would come back. Nothing was changed. ${how}`,
    );
  }
  if (!existsSync(roots) || !statSync(roots).isDirectory()) {
    throw new Refused(`There is no folder ${roots}. Nothing was changed. ${how}`);
  }
  const there = readdirSync(roots);
  const missing = organisationsIn(outside).filter(id => !there.includes(id));
  if (missing.length > 0) {
    throw new Refused(
      `${roots} holds no roots of the organisation ${missing[0]}, which is in this backup. Nothing was changed. ${how}`,
    );
  }
  const paths = globSync('*/erasures.jsonl', { cwd: roots });
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(roots, path), 'utf8')]));
}

/** By the paths of what was kept outside the database when the backup was taken. */
function organisationsIn(outside: Begins['outside']): string[] {
  const folders = Object.keys(outside).map(path => path.split('/')[0]);
  return [...new Set(folders)].filter(name => /^[0-9a-f-]{36}$/.test(name));
}
