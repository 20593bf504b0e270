/** A number for reading: five significant digits, no trailing zeros. */
export function sayNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3);
  return String(Number(value.toPrecision(5)));
}

/** A table in columns: names to the left, figures to the right. */
export function sayTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  most = Number.POSITIVE_INFINITY,
): string[] {
  const shown = rows.length > most ? [...rows.slice(0, most - 1), ...rows.slice(-1)] : rows;
  const texts = shown.map(row => row.map(cell => (typeof cell === 'number' ? sayNumber(cell) : cell)));
  const isText = head.map((_, j) => shown.every(row => typeof row[j] === 'string'));
  const width = head.map((name, j) => Math.max(name.length, ...texts.map(row => row[j].length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, j) => (isText[j] ? cell.padEnd(width[j]) : cell.padStart(width[j]))).join('  ')}`.trimEnd();
  const lines = [head, ...texts].map(line);
  if (rows.length > shown.length) {
    lines.splice(-1, 0, `  … ${rows.length - shown.length} rows more; --json gives them all`);
  }
  return lines;
}
