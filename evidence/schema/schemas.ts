import { z } from 'zod';
import { releaseSchema, studyReportSchema } from '../src/index.ts';

const publish = (schema: z.ZodType, title: string, description: string): string =>
  `${JSON.stringify({ ...z.toJSONSchema(schema, { reused: 'ref' }), title, description }, null, 2)}\n`;

/** The published schemas (JSON Schema, draft 2020-12) by file name, as the parsers give them. */
export const SCHEMAS: Readonly<Record<string, string>> = {
  'study-report.schema.json': publish(
    studyReportSchema,
    'Throughcare study report',
    'result.json: everything that a study found, exact and restricted.',
  ),
  'release.schema.json': publish(
    releaseSchema,
    'Throughcare study release',
    'release/release.json: what of a study may be passed on, small counts hidden.',
  ),
};
