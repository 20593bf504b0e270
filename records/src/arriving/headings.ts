import { Refused } from '../refused.ts';
import { sheets, type Field, type SheetName } from './fields.ts';
import { lonely, type SheetMap } from './map.ts';

/** The headings that a file can have, as far as the map knows. */
export function knownHeadings({ columns, leaveOut }: SheetMap, name: SheetName): string[] {
  const { needed, more } = sheets[name];
  const named = columns === null ? [...needed, ...more] : Object.values(columns);
  return [...named, ...leaveOut];
}

/** Which column holds which field. Every heading is in the map or is the name of a field: none is left out unseen. */
export function fieldsOf(headings: readonly string[], name: SheetName, map: SheetMap): Map<number, Field> {
  const { columns, leaveOut } = map;
  const { needed } = sheets[name];
  const wanted = columns === null ? needed : Object.values(columns);
  const missing = [...wanted, ...leaveOut].filter(one => !headings.includes(one));
  if (missing.length > 0) {
    // What the first line holds instead is not said: without headings it is a person.
    throw new Refused(
      `The first line of the file has no heading ${quoted(missing)}. Nothing was taken in. Headings are written in the ` +
        `map exactly as in the file, and cells are parted by commas, semicolons or tabs; this first line has ${headings.length} cells.`,
    );
  }
  const twice = headings.find((one, index) => headings.indexOf(one) !== index);
  if (twice !== undefined) {
    throw new Refused(
      `The heading “${twice}” stands there twice. Nothing was taken in. Name one of them anew.`,
    );
  }
  const known = columns === null ? ownNames(name) : Object.entries(columns);
  const fields = new Map<number, Field>();
  for (const [field, heading] of known) {
    if (headings.includes(heading)) fields.set(headings.indexOf(heading), field as Field);
  }
  const unnamed = headings.filter((one, index) => !fields.has(index) && !leaveOut.includes(one));
  if (unnamed.length > 0) {
    throw new Refused(
      `The map does not say what becomes of the column ${quoted(unnamed)}. Nothing was taken in. Name it under ` +
        '“columns”, or under “leaveOut” if it is not to be taken in.',
    );
  }
  const [alone] = lonely([...fields.values()]);
  if (alone !== undefined)
    throw new Refused(`The column ${alone}. Nothing was taken in. Add it to the file.`);
  return fields;
}

function ownNames(name: SheetName): [string, string][] {
  const { needed, more } = sheets[name];
  return [...needed, ...more].map((field): [string, string] => [field, field]);
}

const quoted = (headings: readonly string[]) => headings.map(one => `“${one}”`).join(', ');
