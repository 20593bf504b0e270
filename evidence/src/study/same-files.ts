import type { Table } from '../extract/table.ts';
import { StudyRefusal } from '../refusal.ts';

/** Refuses tables that were read from one file at two moments, between which it was changed. */
export function refuseChangedFiles(tables: readonly Table[]): void {
  const seen = new Map<string, string>();
  for (const { file, sha256 } of tables) {
    if (seen.has(file) && seen.get(file) !== sha256) {
      throw new StudyRefusal(
        `${file} was changed while it was read. No result is shown. Let nothing write into the folder, and run again.`,
      );
    }
    seen.set(file, sha256);
  }
}
