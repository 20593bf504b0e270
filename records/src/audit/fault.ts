/** Something that does not fit: which row, and what was done to it. */
export interface Fault {
  readonly table:
    'event' | 'stream' | 'access' | 'seal' | 'daily_root' | 'root_key' | 'data_key' | 'erasure' | 'outside';
  readonly what: 'altered' | 'removed' | 'inserted' | 'reordered';
  /** Names the row for a person: 'version 3 of case 1f0c…, told 4 March 2026'. */
  readonly row: string;
}

export interface AuditReport {
  readonly whole: boolean;
  /** The first fault in the order event, stream, access, seal, root, erasure, key; undefined when all is whole. */
  readonly first: Fault | undefined;
  /** All that were found, at most a hundred. */
  readonly faults: readonly Fault[];
  readonly checked: {
    readonly organisations: number;
    readonly streams: number;
    readonly events: number;
    readonly access: number;
    readonly seals: number;
    readonly roots: number;
  };
  /** Rows that no seal covers yet; they are covered within a minute while the service runs. */
  readonly unsealed: { readonly events: number; readonly access: number };
  /** Folders outside with roots newer than the database, from when it was put back to an earlier moment. */
  readonly setAside: readonly string[];
  /** Rows of each projection that a rebuild would change. */
  readonly projections: Readonly<Record<string, number>>;
}

/** How far a check has come in one of its steps: in the chain of events, in the access log, in the projections. */
export interface AuditProgress {
  readonly step: 'events' | 'access' | 'projections';
  readonly done: number;
  /** As many as there were when the step began. */
  readonly of: number;
}

/** One sentence for a fault. */
export function sayFault({ table, what, row }: Fault): string {
  const verb = {
    altered: 'was altered',
    removed: 'was removed',
    inserted: 'was inserted',
    reordered: 'was moved',
  };
  return `${table}: ${row} ${verb[what]}.`;
}
