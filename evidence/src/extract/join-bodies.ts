import type { Body } from './body.ts';
import { joinColumns } from './columns.ts';
import type { Column } from './columns.ts';

/** Pieces of one file, one after another, as one reading of all of them. */
export function joinBodies(bodies: readonly Body[]): Body {
  const lines = new Int32Array(bodies.reduce((sum, body) => sum + body.rows, 0));
  let at = 0;
  for (const body of bodies) {
    lines.set(body.lines, at);
    at += body.rows;
  }
  const names = [...bodies[0].columns.keys()];
  const parts = (name: string): Column[] =>
    bodies.flatMap(({ columns }) => {
      const column = columns.get(name);
      return column === undefined ? [] : [column];
    });
  return {
    rows: lines.length,
    rowsInFile: bodies.reduce((sum, body) => sum + body.rowsInFile, 0),
    lines,
    ids: bodies.flatMap(({ ids }) => ids),
    columns: new Map(names.map(name => [name, joinColumns(parts(name))])),
    rejected: bodies.flatMap(({ rejected }) => rejected),
    notNumbers: [...new Set(bodies.flatMap(({ notNumbers }) => notNumbers))],
  };
}
