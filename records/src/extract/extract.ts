import { createHash } from 'node:crypto';
import type { Answered, Asking } from '../reads/answer.ts';
import { csvLine } from './csv.ts';

/** A file for the evidence: one row a sentence, coded, in months, without anybody's identity. */
export interface ServiceExtract {
  readonly schema: ExtractSchema;
  /** SHA-256 of the file's bytes, as hex: what a study's protocol names. */
  readonly sha256: string;
  readonly rows: number;
  /** The file, in pieces. */
  readonly csv: readonly string[];
}

export interface ExtractSchema {
  readonly name: 'throughcare-service-spells';
  readonly version: 1;
  readonly columns: readonly { readonly name: string; readonly means: string }[];
}

const columns = {
  record: 'The person’s record: the same in the identity file, and not to be turned back without the key',
  spell: 'Number of the sentence within the record',
  sentenced_month: 'Month of the sentence, YYYY-MM',
  convicted_month: 'Month of the conviction',
  disposal: 'What the court gave',
  term_months: 'Length in months; empty for a sentence that does not last',
  requirement: 'programme: the order required one; none: it did not',
  order_ended_month: 'Month in which the order ended, where it ended otherwise than by time',
  order_ended_how: 'How it ended',
  programme: 'The programme taken up after this sentence and before the next; empty for none',
  basis: 'On what footing: requirement, licence, by choice before charge or after sentence, none',
  enrolled_month: 'Month of enrolment',
  started_month: 'Month of the first session attended',
  completed_month: 'Month of completion',
  left_month: 'Month of leaving before completion',
  sessions_attended: 'Sessions attended',
} as const;

const names = Object.keys(columns);
const ROWS_AT_ONCE = 5000;

/**
 * The service's own sentence spells. Read under the analyst's role, which has no grant on events, keys or
 * anything else that could say who somebody is; so a mistake in this file could not give more.
 */
export async function extract({ db, acting }: Asking): Promise<Answered<ServiceExtract>> {
  const csv = [csvLine(names)];
  let rows = 0;
  await db.query('set local role throughcare_analyst');
  for (let after = { record: '', spell: 0 }; ;) {
    const page = await db.query<Record<string, string | number | null> & { record: string; spell: number }>(
      `select ${names.join(', ')} from throughcare.spell
        where organisation = $1 and (record, spell) > ($2, $3) order by record, spell limit $4`,
      [acting.organisation, after.record, after.spell, ROWS_AT_ONCE],
    );
    rows += page.rows.length;
    csv.push(page.rows.map(row => csvLine(names.map(name => row[name]))).join(''));
    const last = page.rows.at(-1);
    if (!last || page.rows.length < ROWS_AT_ONCE) break;
    after = last;
  }
  await db.query('reset role');
  const hash = createHash('sha256');
  for (const piece of csv) hash.update(piece);
  const schema: ExtractSchema = {
    name: 'throughcare-service-spells',
    version: 1,
    columns: Object.entries(columns).map(([name, means]) => ({ name, means })),
  };
  return {
    value: { schema, sha256: hash.digest('hex'), rows, csv },
    kind: 'case',
    streams: [],
    detail: { rows },
  };
}
