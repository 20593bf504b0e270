import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { Refused } from '../refused.ts';
import {
  codes,
  sheetNames,
  sheets,
  together,
  type CodedField,
  type Field,
  type SheetName,
} from './fields.ts';

/** How days are written in a file. Nobody can tell 03/04/2024 without being told. */
export const dateForms = ['year-month-day', 'day/month/year', 'month/day/year'] as const;
export type DateForm = (typeof dateForms)[number];

/** Which heading each field of one file has; null where the headings are the names of the fields themselves. */
export type Columns = Readonly<Partial<Record<Field, string>>> | null;

export interface SheetMap {
  readonly columns: Columns;
  /** Headings that are not taken in, so that a column is left out knowingly or not at all. */
  readonly leaveOut: readonly string[];
}

/** Which column of a spreadsheet holds what, and what its words mean. */
export interface ArrivingMap extends SheetMap {
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly dates?: DateForm | undefined;
  /** The files beside that of the people, by what they hold. */
  readonly more: Readonly<Partial<Record<MoreName, SheetMap & { readonly file: string }>>>;
  /** By field: from what stands in the file to what it means. */
  readonly values: Readonly<Record<CodedField | 'practitioner' | 'programme', Meanings>>;
}
export type Meanings = Readonly<Record<string, string>>;
export type MoreName = Exclude<SheetName, 'people'>;

const heading = z.string().trim().min(1);
const leaveOut = z.array(heading).default([]);

function columnsOf(name: SheetName) {
  const { needed, more } = sheets[name];
  return z.strictObject({
    ...Object.fromEntries(needed.map(field => [field, heading])),
    ...Object.fromEntries(more.map(field => [field, heading.optional()])),
  });
}

// A name and no path: the other files lie beside that of the people.
const fileName = z
  .string()
  .trim()
  .regex(/^[^/\\]+$/, 'is the name of a file that lies beside that of the people');

function sheetOf(name: SheetName) {
  return { columns: columnsOf(name).nullable().default(null), leaveOut };
}

const called = (allowed: readonly string[]) => z.record(z.string(), z.literal([...allowed])).default({});
const named = z.record(z.string(), z.string().trim().min(1)).default({});
const moreNames = sheetNames.filter((name): name is MoreName => name !== 'people');

const arrivingMap = z
  .strictObject({
    encoding: z.literal(['utf-8', 'windows-1252']).default('utf-8'),
    dates: z.literal(dateForms).optional(),
    ...sheetOf('people'),
    more: z
      .strictObject(
        Object.fromEntries(
          moreNames.map(name => [name, z.strictObject({ file: fileName, ...sheetOf(name) }).optional()]),
        ),
      )
      .default({}),
    values: z
      .strictObject({
        ...Object.fromEntries(Object.entries(codes).map(([field, allowed]) => [field, called(allowed)])),
        /** From a name in the file to the account. */
        practitioner: named,
        programme: named,
      })
      .prefault({}),
  })
  .check(({ value, issues }) => {
    const complain = (path: string[], message: string) =>
      issues.push({ code: 'custom', input: undefined, path, message });
    const each: [string[], SheetMap][] = [
      [[], value],
      ...Object.entries(value.more).flatMap(([name, one]): [string[], SheetMap][] =>
        one === undefined ? [] : [[['more', name], one]],
      ),
    ];
    for (const [path, { columns, leaveOut: out }] of each) {
      if (columns === null) continue;
      const alone = lonely(Object.keys(columns).filter(field => columns[field as Field]) as Field[]);
      for (const words of alone) complain([...path, 'columns'], words);
      const all = [...Object.values(columns).filter(one => one !== undefined), ...out];
      const twice = all.find((one, index) => all.indexOf(one) !== index);
      if (twice !== undefined) complain([...path, 'columns'], `the heading “${twice}” is named twice`);
    }
  });

/** What of these columns says nothing, because others that belong to them are not there. */
export function lonely(there: readonly Field[]): string[] {
  return together.flatMap(group => {
    const some = group.filter(field => there.includes(field));
    const missing = group.filter(field => !there.includes(field));
    if (some.length === 0 || missing.length === 0) return [];
    return [`${some.join(', ')} says nothing without ${missing.join(', ')}`];
  });
}

/** Reads a map from YAML; what is wrong with it is said all at once, and then nothing is taken in. */
export function readArrivingMap(text: string): ArrivingMap {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const [error] = document.errors;
    throw new Refused(
      `The map is not YAML, from line ${lines.linePos(error.pos[0]).line} on: ${error.message}. Nothing was taken in.`,
    );
  }
  const read = arrivingMap.safeParse(document.toJS() ?? {});
  // Its shape is made from the list of fields, which the compiler cannot follow.
  if (read.success) return read.data as unknown as ArrivingMap;
  const faults = read.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`,
  );
  throw new Refused(`The map cannot be used. Nothing was taken in.\n${faults.join('\n')}`);
}
