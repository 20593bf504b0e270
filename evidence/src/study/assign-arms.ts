import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import type { Table } from '../extract/table.ts';
import { EVERY_ROW, rowTest } from '../extract/where.ts';
import { StudyRefusal } from '../refusal.ts';
import { armByChance } from './chance-arms.ts';

/** Stands for somebody whom no arm takes. */
export const NO_ARM = 255;

/**
 * The arm of each candidate, by its place among the protocol's arms.
 *
 * @throws StudyRefusal when somebody is in two
 */
export function assignArms(
  protocol: Protocol,
  tables: ReadonlyMap<string, Table>,
  table: Table,
  candidates: Int32Array,
): Uint8Array {
  const armOf = new Uint8Array(table.rows).fill(NO_ARM);
  const names = Object.keys(protocol.arms);
  const byChance = armByChance(protocol, table);
  const overlaps = new Map<string, number>();
  names.forEach((name, code) => {
    const { where, in_file } = protocol.arms[name];
    const meets = rowTest(where, table.columns);
    const members =
      in_file === undefined ? undefined : membersOf(tables.get(in_file.file), in_file.where ?? EVERY_ROW);
    for (const row of candidates) {
      if (byChance !== undefined && byChance(row) !== name) continue;
      if (!meets(row) || (members !== undefined && !members.has(table.ids[row]))) continue;
      if (armOf[row] === NO_ARM) armOf[row] = code;
      else {
        const both = `${names[armOf[row]]} and ${name}`;
        overlaps.set(both, (overlaps.get(both) ?? 0) + 1);
      }
    }
  });
  if (overlaps.size > 0) {
    const list = [...overlaps].map(([both, count]) => `${count} in ${both}`).join(', ');
    throw new StudyRefusal(
      `Some people are in two arms at once (${list}). Make the arms' conditions exclude one another; nothing was estimated.`,
    );
  }
  return armOf;
}

function membersOf(table: Table | undefined, where: Where): Set<string> {
  if (table === undefined) throw new Error('the file of an arm was not read');
  const meets = rowTest(where, table.columns);
  return new Set(table.ids.filter((_, row) => meets(row)));
}
