/** The data cannot be answered from: what is the matter, where, and what to do. Exit status 1. */
export class StatsRefused extends Error {
  override readonly name = 'StatsRefused';
}

/** The call itself was wrong: an option that is not used here, or one that is missing. Exit status 2. */
export class WrongCall extends Error {
  override readonly name = 'WrongCall';
}

/** "line 3", "lines 3 and 7", "lines 3, 7 and 12 more". */
export function sayLines(lines: readonly number[]): string {
  if (lines.length === 1) return `line ${lines[0]}`;
  if (lines.length <= 3) return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
  return `lines ${lines.slice(0, 3).join(', ')} and ${lines.length - 3} more`;
}
