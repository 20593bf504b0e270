import type { Data } from './data.ts';
import type { Groups } from './groups.ts';

/**
 * The values of a column as a refusal may name them. A text that one row alone has, among values that are shared, is
 * no level but a slip, and perhaps somebody: it is told by its line.
 */
export function namedValues({ codes, names }: Groups, { lines }: Data): string[] {
  const rows = new Int32Array(names.length);
  for (const code of codes) rows[code]++;
  const areShared = rows.some(count => count > 1);
  return names.map((name, code) =>
    areShared && rows[code] === 1 && Number.isNaN(Number(name))
      ? `another text in line ${lines[codes.indexOf(code)]}`
      : name,
  );
}

/** "1 and 2", or the first of many. */
export function sayValues(names: readonly string[]): string {
  if (names.length === 1) return `only ${names[0]}`;
  if (names.length > 8) return `${names.slice(0, 6).join(', ')} and ${names.length - 6} other values`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
