import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { StudyRefusal } from '../refusal.ts';

const words = z.string().trim().min(1);

const field = z.strictObject({
  /** The field's name in the upload. */
  field: words,
  /** Our column. */
  from: words,
  as: z.literal(['name', 'date', 'date of birth', 'code', 'reference', 'words']),
  codes: z.record(z.string(), z.string()).optional(),
  required: z.boolean().default(false),
});

const mappingSchema = z
  .strictObject({
    format: z.literal('throughcare-data-lab-mapping/1'),
    version: z.int().min(1),
    /** Where it is known from that these are the fields. */
    source: words,
    /** What a machine cannot check. */
    check_before_sending: z.array(words),
    date_format: z.literal(['DD/MM/YYYY', 'YYYY-MM-DD']),
    fewest_people: z.int().min(1),
    fields: z.array(field).min(1),
    /** Of each list of fields, a row has one or more. */
    at_least_one_of: z.array(z.array(words).min(1)).default([]),
    /** Pairs of dates of which the first is no later than the second. */
    in_order: z.array(z.tuple([words, words])).default([]),
  })
  .check(({ value, issues }) => {
    const complain = (message: string): void => {
      issues.push({ code: 'custom', input: value, path: [], message });
    };
    const names = value.fields.map(own => own.field);
    for (const name of new Set(names))
      if (names.filter(own => own === name).length > 1) complain(`the field ${name} stands in it twice`);
    for (const name of [...value.at_least_one_of.flat(), ...value.in_order.flat()])
      if (!names.includes(name)) complain(`it names the field ${name}, which is none of its fields`);
    for (const own of value.fields)
      if ((own.as === 'code') !== (own.codes !== undefined))
        complain(`${own.field}: a code has codes, and nothing else has`);
  });

/** A versioned mapping from our columns to the fields of an upload. */
export type DataLabMapping = z.infer<typeof mappingSchema>;
export type DataLabField = DataLabMapping['fields'][number];

/** Reads a mapping from YAML (or JSON, which is YAML). @throws StudyRefusal when it is none, naming the place */
export function readMapping(text: string): DataLabMapping {
  const lines = new LineCounter();
  // Without the lines themselves: perhaps it is another file, with people in it.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new StudyRefusal(
      `The mapping is not YAML, from line ${line} on: ${fault.message}. Nothing was written.`,
    );
  }
  const parsed = mappingSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new StudyRefusal(`The mapping cannot be used; nothing was written. ${said.join('; ')}.`);
}
