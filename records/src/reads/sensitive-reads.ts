import { instant } from '../database/types.ts';
import type { Answered, Asking } from './answer.ts';
import { staffNames } from './staff.ts';

/** One sensitive read, as the safeguarding lead is told of it: of whom it was is not there (E20). */
export interface SensitiveRead {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly user: string;
  /** Which answer it was, by its name in the access log. */
  readonly what: string;
}

export interface SensitiveReads {
  readonly rows: readonly SensitiveRead[];
  /** Names of staff by account. */
  readonly staff: Readonly<Record<string, string>>;
}

/**
 * What left the service, numbers that were opened, and searches by name that found somebody whose case is restricted,
 * newest first. Who may be told of which is said underneath (sql/0028): never somebody it may concern.
 */
export async function sensitiveReads(asking: Asking, sinceMs: number): Promise<Answered<SensitiveReads>> {
  const { rows } = await asking.db.query<SensitiveRead>(
    'select at, user_id as "user", what from throughcare.sensitive_reads($1)',
    [instant(sinceMs)],
  );
  return {
    value: { rows, staff: await staffNames(asking) },
    kind: 'organisation',
    streams: [],
    detail: { rows: rows.length },
  };
}
