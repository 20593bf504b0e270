import type { SheetName } from '../../src/arriving/fields.ts';
import type { ArrivingMap, SheetMap } from '../../src/arriving/map.ts';
import { openSheet, type Parting, type SheetRow } from '../../src/arriving/sheet.ts';
import type { SourceFile } from '../../src/arriving/source-file.ts';

/** A file that lies in memory and comes in pieces of this many bytes. */
export function sourceOf(content: string | Uint8Array, pieces = 64 * 1024): SourceFile {
  const bytes = Buffer.from(content as Uint8Array);
  return {
    name: 'people.csv',
    async *chunks() {
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
    read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
    stamp: () => Promise.resolve(''),
    close: () => Promise.resolve(),
  };
}

export interface ReadSheet {
  readonly parting: Parting;
  readonly fields: Awaited<ReturnType<typeof openSheet>>['fields'];
  readonly rows: readonly SheetRow[];
}

/** All rows of a file, each as it is read in turn; throws where it is not the same when it is read again alone. */
export async function readSheet(
  content: string | Uint8Array,
  map: ArrivingMap,
  {
    name = 'people',
    of = map,
    pieces = 64 * 1024,
  }: { name?: SheetName; of?: SheetMap; pieces?: number } = {},
): Promise<ReadSheet> {
  const sheet = await openSheet(sourceOf(content, pieces), name, map, of);
  const rows: SheetRow[] = [];
  for await (const some of sheet.rows()) rows.push(...some);
  for (const row of rows) {
    if (row.cells === 'too long') continue;
    const again = await sheet.rowAt(row);
    if (JSON.stringify(again) !== JSON.stringify(row)) {
      throw new Error(`Read alone, line ${row.line} is another row than in its turn.`);
    }
  }
  return { parting: sheet.parting, fields: sheet.fields, rows };
}
