import { readFileSync } from 'node:fs';

/** Rows of a written table as objects; the files of this room never quote. */
export function readCsv(file: string): Record<string, string>[] {
  const text = readFileSync(file, 'utf8');
  if (!text.endsWith('\n') || text.includes('\r')) throw new Error(`${file} must end its lines with LF.`);
  const [header, ...lines] = text.slice(0, -1).split('\n');
  const names = header.split(',');
  return lines.map(line => {
    const cells = line.split(',');
    if (cells.length !== names.length) throw new Error(`${file}: ${line}`);
    return Object.fromEntries(names.map((name, k) => [name, cells[k]]));
  });
}
