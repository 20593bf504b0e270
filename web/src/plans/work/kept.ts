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
  /** All of them. */
  all(): readonly (readonly [id: string, answer: Answer])[];
  forget(id: string): void;
}

const MOST_KEPT = 200;
const ENDING = '.json';

export function keptResults<Answer>(folder: string): Kept<Answer> {
  const fileOf = (id: string) => join(folder, `${id}${ENDING}`);
  const names = () => readdirSync(folder).filter(name => name.endsWith(ENDING));
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
      const files = names()
        .map(name => ({ name, at: statSync(join(folder, name)).mtimeMs }))
        .sort((a, b) => b.at - a.at);
      for (const { name } of files.slice(MOST_KEPT)) rmSync(join(folder, name), { force: true });
    },
    all() {
      if (!existsSync(folder)) return [];
      return names().map(
        name =>
          [
            name.slice(0, -ENDING.length),
            JSON.parse(readFileSync(join(folder, name), 'utf8')) as Answer,
          ] as const,
      );
    },
    forget: id => rmSync(fileOf(id), { force: true }),
  };
}
