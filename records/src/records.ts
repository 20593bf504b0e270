import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import type { Pool } from 'pg';
import type { Day, Role } from '@throughcare/pathway';
import { SYSTEM, type Actor } from './access/actor.ts';
import { decideAndAppend } from './append/decide.ts';
import { fill, type Filled, type FilledStream } from './append/fill.ts';
import { commandIntent } from './append/intents.ts';
import type { Step } from './append/outcome.ts';
import { arrive, type Arrived, type Arriving } from './arriving/arrive.ts';
import type { RowOutcome } from './arriving/report.ts';
import type { AuditProgress, AuditReport } from './audit/fault.ts';
import { setAsideNewer } from './audit/set-aside.ts';
import { verifyAudit } from './audit/verify.ts';
import { giveSignIn, staffForOperator } from './at-the-machine.ts';
import { makeMonths, startTending, tend, type Tending } from './background/tend.ts';
import { callerRepository, type CallerRepository } from './caller/caller-repository.ts';
import { makePool, sayRefusedSettings } from './database/connect.ts';
import { memberships, NOWHERE, staffOf, type Membership, type StaffMember } from './staff.ts';
import { refuseCutOff } from './backup/cut-off.ts';
import { refusePooler } from './database/pooler.ts';
import { PATIENCE_MS } from './database/waited-too-long.ts';
import { inTransaction } from './database/transaction.ts';
import { refuseServingRole } from './database/serving-role.ts';
import type { FolderKind } from './embedded/place.ts';
import { pseudonym } from './extract/pseudonym.ts';
import { exportOrganisation, type Exported, type Leaving } from './leaving/export.ts';
import { importOrganisation, type Imported, type Importing, type ImportProgress } from './leaving/import.ts';
import { refusePutBack, replayErasures } from './lifetime/erase-again.ts';
import { retentionOf, type RetentionOfClass, type RetentionProgress } from './lifetime/retention.ts';
import { heldKeys } from './keys/held-keys.ts';
import { keyFor, openRootKeys, OtherMasterKey, type RootKeys } from './keys/root-keys.ts';
import { letterStanding, type LetterStanding } from './letters/standing.ts';
import type { LetterFace } from './letters/mark.ts';
import { compareProjections } from './projections/compare.ts';
import { rebuild, rebuildAsked, type Progress, type RebuildReport } from './projections/rebuild.ts';
import { isId } from './reads/id.ts';
import { Refused } from './refused.ts';
import { repository, type Repository } from './repository.ts';
import type { Store } from './store.ts';

export interface OpenOptions {
  readonly serveUrl: string;
  /** 32 bytes; see `readMasterKey`. */
  readonly masterKey: Uint8Array;
  /** Gives the master key of now, where it may be changed while the record is open; the one above when absent. */
  readonly masterKeyNow?: () => Promise<Uint8Array>;
  /** Where daily roots are written outside the database; null keeps them inside alone. */
  readonly rootsFolder: string | null;
  readonly kind: FolderKind;
  /** Milliseconds since 1970; the machine's own when absent. */
  readonly clock?: () => number;
  /** How long a lock that somebody else holds is waited for; half a minute when absent. */
  readonly patienceMs?: number;
  /** Of the restore itself alone. */
  readonly restoring?: boolean;
}

/** So many connections has a process at most. */
const POOL = 10;

export interface Founding {
  readonly id: string;
  readonly name: string;
  readonly madeUp: boolean;
  readonly on: Day;
  readonly administrator: {
    readonly userId: string;
    readonly name: string;
    readonly roles?: readonly Role[];
  };
}

/** The record, open. */
export interface Records {
  /** The only repository of somebody signed in. */
  as(actor: Actor): Repository;
  /** The repository of an anonymous caller of one organisation's helpline. */
  asCaller(organisationId: string): CallerRepository;
  /** For whoever holds a letter: whether it is genuine, withdrawn, or not known. Nothing of the question is kept. */
  letterStanding(code: string, face: LetterFace): Promise<LetterStanding>;
  organisations(): Promise<
    readonly { readonly id: string; readonly name: string; readonly madeUp: boolean }[]
  >;
  /** Where somebody works, just signed in. */
  memberships(userId: string): Promise<readonly Membership[]>;
  found(organisation: Founding): Promise<void>;
  fill(organisationId: string, streams: Iterable<FilledStream>): Promise<Filled>;
  /** Who works there now: for the sign-in page of a demonstration, and to look up who is named. */
  staff(organisationId: string): Promise<readonly StaffMember[]>;
  /** The same for whoever sits at the machine; the auditor sees that they looked. */
  staffForOperator(organisationId: string): Promise<readonly StaffMember[]>;
  /** Lets whoever sits at the machine give somebody a way to sign in, which `give` makes; the auditor sees that, and to whom. */
  giveSignIn(organisationId: string, account: string, give: () => Promise<string>): Promise<string>;
  /** The names of made-up people's records in extracts, by reference; refused where people are real. */
  madeUpRecords(organisationId: string): Promise<ReadonlyMap<string, string>>;
  tend(): Promise<void>;
  startTending(report?: (error: unknown) => void): Tending;
  /** What a round of retention would do in each organisation; nothing is changed by asking. */
  retention(
    onProgress?: (progress: RetentionProgress) => void,
  ): Promise<ReadonlyMap<string, readonly RetentionOfClass[]>>;
  /** Erases again what the ledger outside says was erased, after an older backup was restored. */
  replayErasures(): Promise<number>;
  /** Refuses in words a database in which stands again what the ledger outside says was erased. */
  refusePutBack(): Promise<void>;
  /** Moves roots that are newer than a database that was put back into a folder of their own; gives where they are. */
  setAsideNewerRoots(): Promise<readonly string[]>;
  /** Makes every projection again, beside the service; see projections/rebuild.ts. */
  rebuild(onProgress?: (progress: Progress) => void): Promise<RebuildReport>;
  /**
   * Makes again what a step of the database asked for and was not made yet, beside the service; nothing where nothing
   * was. Killed half way, it is begun again the next time.
   */
  rebuildAsked(onProgress?: (progress: Progress) => void): Promise<RebuildReport>;
  /** What a rebuild would change; changes nothing. */
  compareProjections(): Promise<RebuildReport>;
  /** Checks the record and changes nothing; what `onProgress` throws stops it. */
  verifyAudit(onProgress?: (progress: AuditProgress) => void): Promise<AuditReport>;
  /** Everything of an organisation in an open format, into a folder that is not there yet (E42). */
  exportEverything(leaving: Leaving, folder: string): Promise<Exported>;
  /** Takes such a folder into a record in which its organisation is not; run again, it goes on where it stopped. */
  importEverything(importing: Importing, onProgress?: (progress: ImportProgress) => void): Promise<Imported>;
  /** Takes in an existing caseload from spreadsheets, and tells what became of every row (E43). */
  arrive(arriving: Arriving, tell: (outcome: RowOutcome) => void): Promise<Arrived>;
  /** A key for a use outside the record (sign-in, forms, extracts), which a change of the master key leaves as it is. */
  keyFor(use: string): Buffer;
  close(): Promise<void>;
}

/**
 * Opens a migrated database for serving. Refuses in words a role that could get round row-level security, a
 * master key that is not this database's, and a database of the other kind (E39).
 */
export async function openRecords(options: OpenOptions): Promise<Records> {
  const { patienceMs = PATIENCE_MS } = options;
  const pool = makePool(options.serveUrl, POOL, patienceMs);
  try {
    if (options.restoring !== true) refuseCutOff(options.rootsFolder);
    await refuseServingRole(pool);
    await refusePooler(options.serveUrl);
    const { rows } = await pool.query<{ kind: string }>('select throughcare.keep_kind($1) as kind', [
      options.kind,
    ]);
    if (rows[0].kind !== options.kind) throw otherKind(rows[0].kind, options.kind);
    const { serveUrl, masterKey, masterKeyNow = async () => masterKey } = options;
    const held = heldKeys(serveUrl, await openKeys(pool, masterKey, masterKeyNow), masterKeyNow);
    const { kind, rootsFolder, clock = Date.now } = options;
    await makeMonths({ pool, clock });
    await pool.query('select throughcare.drop_left_shadow()');
    return recordsOf(Object.assign(held, { pool, kind, rootsFolder, patienceMs, clock }));
  } catch (error) {
    await pool.end();
    throw sayRefusedSettings(error);
  }
}

/** The master key may be changed between the moment in which it was read and this one. */
async function openKeys(
  pool: Pool,
  masterKey: Uint8Array,
  masterKeyNow: () => Promise<Uint8Array>,
): Promise<RootKeys> {
  try {
    return await openRootKeys(pool, masterKey);
  } catch (error) {
    if (!(error instanceof OtherMasterKey)) throw error;
    const now = await masterKeyNow();
    if (Buffer.from(masterKey).equals(now)) throw error;
    return openRootKeys(pool, now);
  }
}

function otherKind(holds: string, asked: string): Refused {
  const people = (kind: string) => (kind === 'demonstration' ? 'made-up people' : 'real people');
  return new Refused(
    `This database holds ${people(holds)}, and was opened for ${people(asked)}. The two never share a database. ` +
      `Nothing was changed. Name another database.`,
  );
}

function recordsOf(store: Store): Records {
  const { pool } = store;
  const organisations: Records['organisations'] = async () => {
    const { rows } = await pool.query<{ id: string; name: string; madeUp: boolean }>(
      'select organisation as id, name, made_up as "madeUp" from throughcare.organisation_row order by name, organisation',
    );
    return rows;
  };
  let closed: Promise<void> | undefined;
  const ids = () => organisationIds(store);
  const everywhere = async (of: (organisation: string) => Promise<RebuildReport>): Promise<RebuildReport> => {
    const total = { streams: 0, events: 0, differing: {} as Record<string, number> };
    for (const id of await ids()) {
      const { streams, events, differing } = await of(id);
      total.streams += streams;
      total.events += events;
      for (const [table, n] of Object.entries(differing))
        total.differing[table] = (total.differing[table] ?? 0) + n;
    }
    return total;
  };
  const tendAll = async () => tend(store, await ids());
  return {
    as: actor => repository(store, actor),
    asCaller: organisationId => callerRepository(store, organisationId),
    letterStanding: (code, face) => letterStanding(store, code, face),
    organisations,
    memberships: userId => memberships(store, userId),
    found: founding => found(store, founding),
    fill: (organisationId, streams) => fill(store, organisationId, streams),
    staff: organisationId => staffOf(store, organisationId),
    staffForOperator: organisationId => staffForOperator(store, organisationId),
    giveSignIn: (organisationId, account, give) => giveSignIn(store, organisationId, account, give),
    madeUpRecords: organisationId => madeUpRecords(store, organisationId),
    tend: tendAll,
    startTending: (report = () => {}) => startTending(tendAll, report),
    async retention(onProgress) {
      const all = new Map<string, readonly RetentionOfClass[]>();
      for (const id of await ids()) all.set(id, await retentionOf(store, id, onProgress));
      return all;
    },
    async replayErasures() {
      let again = 0;
      for (const id of await ids()) again += await replayErasures(store, id);
      return again;
    },
    async refusePutBack() {
      for (const id of await ids()) await refusePutBack(store, id);
    },
    async setAsideNewerRoots() {
      const moved: string[] = [];
      for (const id of await ids()) moved.push(...(await setAsideNewer(store, id)));
      return moved;
    },
    rebuild: onProgress => everywhere(id => rebuild(store, id, onProgress)),
    rebuildAsked: onProgress => everywhere(id => rebuildAsked(store, id, onProgress)),
    compareProjections: () => everywhere(id => compareProjections(store, id)),
    verifyAudit: async onProgress => verifyAudit(store, await ids(), onProgress),
    exportEverything: (leaving, folder) => exportOrganisation(store, leaving, folder),
    importEverything: (importing, onProgress) => importOrganisation(store, importing, onProgress),
    arrive: (arriving, tell) => arrive(store, arriving, tell),
    keyFor: use => keyFor(store.keys, use),
    close: () => (closed ??= pool.end()),
  };
}

/**
 * Every organisation that the record holds, or once held: those whose roots stand outside the database too, so
 * that one cannot be taken out without a trace.
 */
async function organisationIds(store: Store): Promise<string[]> {
  const inside = await inTransaction(store, { organisation: NOWHERE, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ id: string }>('select throughcare.organisation_ids() as id');
    return rows.map(row => row.id);
  });
  const { rootsFolder } = store;
  const outside =
    rootsFolder !== null && existsSync(rootsFolder) ? readdirSync(rootsFolder).filter(isId) : [];
  return [...new Set([...inside, ...outside])].sort();
}

async function found(store: Store, { id, name, madeUp, on, administrator }: Founding): Promise<void> {
  if (madeUp !== (store.kind === 'demonstration'))
    throw otherKind(store.kind, madeUp ? 'demonstration' : 'service');
  const { userId: user, roles = ['administrator'] } = administrator;
  const commands: Extract<Step, { kind: 'organisation' }>['command'][] = [
    { do: 'found', on, name, madeUp },
    { do: 'join', on, user, name: administrator.name, roles },
  ];
  const outcome = await decideAndAppend(
    store,
    { organisation: id, user: SYSTEM },
    randomUUID(),
    commands.map(command => commandIntent({ kind: 'organisation', stream: id, expected: 0, command })),
  );
  if (outcome.ok) return;
  throw new Refused(
    outcome.reason === 'refused'
      ? outcome.refusal.words
      : 'This organisation is already here. Nothing was changed.',
  );
}

async function madeUpRecords(store: Store, organisation: string): Promise<Map<string, string>> {
  if (store.kind !== 'demonstration')
    throw new Refused('Only made-up people can be told by their reference.');
  return inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<{ id: string; reference: string }>(
      'select id, reference from throughcare.case_row where organisation = $1',
      [organisation],
    );
    return new Map(rows.map(row => [row.reference, pseudonym(store.keys.index, organisation, row.id)]));
  });
}
