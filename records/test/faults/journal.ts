import { existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What one writer said, in a file outside the database, before and after each command. */
export type Line =
  | { readonly what: 'sent'; readonly command: string; readonly streams: readonly string[] }
  /** The service had answered that it is done, with these words. From here on it may never be missing. */
  | { readonly what: 'done'; readonly command: string; readonly words?: string }
  /** The service had answered that nothing was saved. */
  | { readonly what: 'undone'; readonly command: string }
  /** A page had been given. */
  | { readonly what: 'read' };

/**
 * Opens a writer's journal to add to it. A line that the one before was cut off in ends here, so that the first of this
 * one is a line of its own.
 */
export function openJournal(file: string): number {
  const cutOff = existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
  const journal = openSync(file, 'a', 0o600);
  if (cutOff) writeSync(journal, '\n');
  return journal;
}

/** Adds a line, in the operating system's hands when this returns: it outlives the process that is killed. */
export function note(file: number, line: Line): void {
  writeSync(file, `${JSON.stringify(line)}\n`);
}

export function journalOf(file: string): Line[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // The last was cut off where its writer was killed in the middle of it; it had not been said yet.
  return lines.slice(0, -1).flatMap(line => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
