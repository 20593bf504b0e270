import { closeSync, openSync, writeSync } from 'node:fs';
import { csvPieces } from '@throughcare/evidence/simulated';
import type { Table } from '@throughcare/evidence/simulated';

/** Writes `table` as CSV: UTF-8, a header line, LF. Throws if a cell holds a comma, quote or line break. */
export function writeCsv(file: string, table: Table): void {
  const handle = openSync(file, 'w');
  try {
    for (const piece of csvPieces(table)) writeSync(handle, piece);
  } finally {
    closeSync(handle);
  }
}
