/** One line of a CSV file (RFC 4180): quoted only where a comma, a quote or a line break asks for it. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell => quote(cell === null ? '' : String(cell))).join(',')}\n`;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
