/** A row of a projection, as JSON that PostgreSQL's `jsonb_populate_recordset` reads. */
export type Row = Readonly<Record<string, unknown>>;

/** The projection tables and the columns that make a row the same row. Order: as they are written. */
export const projectionKeys = {
  organisation_row: ['organisation'],
  member: ['organisation', 'user_id'],
  programme: ['organisation', 'programme'],
  case_row: ['organisation', 'id'],
  case_due: ['organisation', 'case_id', 'kind', 'counts_with'],
  given_work: ['organisation', 'case_id', 'item'],
  case_token: ['organisation', 'token', 'case_id'],
  enrolment: ['organisation', 'case_id', 'enrolment'],
  referral_sent: ['organisation', 'case_id'],
  contact_row: ['organisation', 'id'],
  concern_row: ['organisation', 'id'],
  concern_tie: ['organisation', 'concern', 'entry'],
  group_row: ['organisation', 'id'],
  group_member: ['organisation', 'group_id', 'case_id'],
  spell: ['organisation', 'case_id', 'spell'],
  team: ['organisation', 'team'],
  team_member: ['organisation', 'team', 'user_id', 'since'],
  cover: ['organisation', 'cover'],
  setting: ['organisation', 'setting'],
  unanswered: ['organisation', 'day', 'channel'],
  kept_apart: ['organisation', 'pair'],
  opening_row: ['organisation', 'id'],
  equality: ['organisation', 'case_id'],
  letter: ['organisation', 'case_id', 'mark'],
  group_session: ['organisation', 'group_id', 'session'],
  ended_record: ['organisation', 'id'],
} as const satisfies Record<string, readonly string[]>;

export type ProjectionTable = keyof typeof projectionKeys;
export const projectionTables = Object.keys(projectionKeys) as ProjectionTable[];

/** The rows of one stream, by table. */
export type Rows = Readonly<Partial<Record<ProjectionTable, readonly Row[]>>>;

/**
 * What has to be written: keys that go, rows that come or change, and keys of those of which nothing changed but the
 * version. Tables without change do not stand in it.
 */
export type Changes = Partial<Record<ProjectionTable, { drop: Row[]; put: Row[]; moved: Row[] }>>;

/** Adds to `changes` what turns the rows `before` into the rows `after`. */
export function addChanges(changes: Changes, before: Rows, after: Rows): void {
  for (const table of projectionTables) {
    const old = byKey(table, before[table] ?? []);
    const fresh = byKey(table, after[table] ?? []);
    const drop = [...old].filter(([key]) => !fresh.has(key)).map(([, row]) => keyOf(table, row));
    const changed = [...fresh].filter(([key, row]) => !same(old.get(key), row));
    if (drop.length + changed.length === 0) continue;
    const entry = (changes[table] ??= { drop: [], put: [], moved: [] });
    entry.drop.push(...drop);
    for (const [key, row] of changed) {
      if (onlyMoved(old.get(key), row)) entry.moved.push({ ...keyOf(table, row), version: row.version });
      else entry.put.push(row);
    }
  }
}

function byKey(table: ProjectionTable, rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map(row => [JSON.stringify(projectionKeys[table].map(key => row[key])), row]));
}

function keyOf(table: ProjectionTable, row: Row): Row {
  return Object.fromEntries(projectionKeys[table].map(key => [key, row[key]]));
}

function same(a: Row | undefined, b: Row): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

function onlyMoved(before: Row | undefined, after: Row): boolean {
  return before !== undefined && 'version' in after && same({ ...before, version: after.version }, after);
}
