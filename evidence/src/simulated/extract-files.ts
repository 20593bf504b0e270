import { custodyTable, reconvictionsTable } from './events-tables.ts';
import { peopleTable } from './people-table.ts';
import { csvPieces } from './table.ts';
import type { Table } from './table.ts';
import { USUAL_SETTING } from './setting.ts';
import { justiceWorld } from './world.ts';

/**
 * The justice extract of the world of `seed` as files in memory, by name, for `sourceOf`: people.csv, reconvictions.csv
 * and custody.csv. In the usual setting the same bytes as the demonstration writes.
 */
export function extractFiles(
  seed: number,
  count: number,
  setting = USUAL_SETTING,
): Readonly<Record<string, string>> {
  const world = justiceWorld(seed, count, 0, setting);
  const text = (table: Table): string => [...csvPieces(table)].join('');
  return {
    'people.csv': text(peopleTable(world)),
    'reconvictions.csv': text(reconvictionsTable(world)),
    'custody.csv': text(custodyTable(world)),
  };
}
