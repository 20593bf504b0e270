/** CSV that a spreadsheet reads as it was meant: quoted where needed, no text that it would take for a formula. */
export function csvLine(cells: readonly (string | number | undefined)[]): string {
  return cells.map(cell).join(',');
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
