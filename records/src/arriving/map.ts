import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { disposals, enrolmentBases, legalStageWords, referralSources } from '@throughcare/pathway';
import { Refused } from '../refused.ts';

/** How days are written in a file. Nobody can tell 03/04/2024 without being told. */
export const dateForms = ['year-month-day', 'day/month/year', 'month/day/year'] as const;
export type DateForm = (typeof dateForms)[number];

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[];

/** The codes that a coded field can have. What a file calls them stands in the map, under `values`. */
export const codes = {
  sex: ['M', 'F'],
  source: keysOf(referralSources),
  stage: keysOf(legalStageWords),
  status: ['referred', 'accepted', 'open'],
  disposal: keysOf(disposals),
  basis: keysOf(enrolmentBases),
  assessed: ['yes', 'no'],
} as const;
export type CodedField = keyof typeof codes;

const heading = z.string().trim().min(1);
const called = <Code extends string>(allowed: readonly Code[]) =>
  z.record(z.string(), z.literal(allowed)).default({});
const named = z.record(z.string(), z.string().trim().min(1)).default({});

const columns = z.strictObject({
  reference: heading,
  surname: heading,
  forename: heading,
  sex: heading,
  source: heading,
  stage: heading,
  referredOn: heading,
  status: heading,
  born: heading.optional(),
  postcodeDistrict: heading.optional(),
  pnc: heading.optional(),
  /** The reference of somebody like them who was looked at, and is another person. */
  notSameAs: heading.optional(),
  acceptedOn: heading.optional(),
  openedOn: heading.optional(),
  practitioner: heading.optional(),
  disposal: heading.optional(),
  convictedOn: heading.optional(),
  madeOn: heading.optional(),
  months: heading.optional(),
  programme: heading.optional(),
  basis: heading.optional(),
  since: heading.optional(),
  assessed: heading.optional(),
});
export type Field = keyof z.infer<typeof columns>;

/** Columns that say nothing without each other. */
const together: readonly (readonly Field[])[] = [
  ['openedOn', 'acceptedOn', 'practitioner'],
  ['disposal', 'convictedOn', 'madeOn'],
  ['programme', 'basis', 'since', 'assessed'],
];

const arrivingMap = z
  .strictObject({
    encoding: z.literal(['utf-8', 'windows-1252']).default('utf-8'),
    dates: z.literal(dateForms).optional(),
    columns,
    /** Headings that are not taken in, so that a column is left out knowingly or not at all. */
    leaveOut: z.array(heading).default([]),
    values: z
      .strictObject({
        sex: called(codes.sex),
        source: called(codes.source),
        stage: called(codes.stage),
        status: called(codes.status),
        disposal: called(codes.disposal),
        basis: called(codes.basis),
        assessed: called(codes.assessed),
        /** From a name in the file to the account. */
        practitioner: named,
        programme: named,
      })
      .prefault({}),
  })
  .check(({ value, issues }) => {
    const complain = (message: string) =>
      issues.push({ code: 'custom', input: undefined, path: ['columns'], message });
    for (const group of together) {
      const missing = group.filter(field => value.columns[field] === undefined);
      const there = group.filter(field => value.columns[field] !== undefined);
      if (there.length > 0 && missing.length > 0) {
        complain(`${there.join(', ')} says nothing without ${missing.join(', ')}`);
      }
    }
    const all = [...Object.values(value.columns), ...value.leaveOut];
    const twice = all.find((one, index) => all.indexOf(one) !== index);
    if (twice !== undefined) complain(`the heading “${twice}” is named twice`);
  });

/** Which column of a spreadsheet holds what, and what its words mean. */
export type ArrivingMap = z.infer<typeof arrivingMap>;

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
  const read = arrivingMap.safeParse(document.toJS());
  if (read.success) return read.data;
  const faults = read.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`,
  );
  throw new Refused(`The map cannot be used. Nothing was taken in.\n${faults.join('\n')}`);
}
