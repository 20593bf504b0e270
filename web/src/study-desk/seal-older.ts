import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ID } from './place.ts';
import { sealText } from './sealed-file.ts';

/**
 * Seals what was kept in clear before it was known that a file without a header has somebody for a header: the columns
 * of extracts, and the protocol drafted from them. Stopped half way, it goes on at the next start.
 */
export function sealOlder(folder: string, key: Buffer): void {
  for (const organisation of namesIn(folder)) {
    const studies = join(folder, organisation, 'studies');
    for (const study of namesIn(studies).filter(name => ID.test(name))) {
      sealOne(join(studies, study, 'draft.yaml'), key);
      const extracts = join(studies, study, 'extracts');
      for (const name of namesIn(extracts))
        if (name.endsWith('.columns.json')) sealOne(join(extracts, name), key);
    }
  }
}

function sealOne(file: string, key: Buffer): void {
  if (!existsSync(file)) return;
  const sealed = join(file, '..', basename(file).replace(/\.(?:json|yaml)$/, '.sealed'));
  // Half of it, of a start that was cut short.
  rmSync(sealed, { force: true });
  sealText(sealed, key, readFileSync(file, 'utf8'));
  rmSync(file);
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
