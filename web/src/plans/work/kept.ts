import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../analysis/write-whole.ts';

/**
 * Results by what was asked, so that the same question is worked out once. Nothing in them is about anybody. The oldest
 * go when there are too many: whoever follows a link to one of these has it worked out again, to the same bytes.
 */
export interface Kept<Answer> {
  read(id: string): Answer | undefined;
  keep(id: string, result: string): void;
}

const MOST_KEPT = 200;
const ENDING = '.json';

export function keptResults<Answer>(folder: string): Kept<Answer> {
  const fileOf = (id: string) => join(folder, `${id}${ENDING}`);
  return {
    read(id) {
      const file = fileOf(id);
      if (!existsSync(file)) return undefined;
      // Read again is young again.
      const now = new Date();
      utimesSync(file, now, now);
      return JSON.parse(readFileSync(file, 'utf8')) as Answer;
    },
    keep(id, result) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeWhole(fileOf(id), result);
      const files = readdirSync(folder)
        .filter(name => name.endsWith(ENDING))
        .map(name => ({ name, at: statSync(join(folder, name)).mtimeMs }))
        .sort((a, b) => b.at - a.at);
      for (const { name } of files.slice(MOST_KEPT)) rmSync(join(folder, name), { force: true });
    },
  };
}
