import { SYSTEM, type Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { compareProjections } from '../projections/compare.ts';
import type { Store } from '../store.ts';
import type { AuditProgress, AuditReport, Fault } from './fault.ts';
import { readOutside } from './outside.ts';
import { setAsideOf } from './set-aside.ts';
import { verifyAccess } from './verify-access.ts';
import { verifyErasures } from './verify-erasures.ts';
import { verifyEvents } from './verify-events.ts';
import { verifyKeys, verifyMark } from './verify-keys.ts';
import { verifyRoots } from './verify-roots.ts';
import { verifySeals } from './verify-seals.ts';

const MOST_FAULTS = 100;

/**
 * Checks that nothing was altered, removed, inserted or reordered, for every organisation given, in one snapshot
 * each; and counts what a rebuild of the projections would change. What `onProgress` throws stops it: a check changes
 * nothing, so it can be stopped anywhere.
 */
export async function verifyAudit(
  store: Store,
  organisations: readonly string[],
  onProgress: (progress: AuditProgress) => void = () => {},
): Promise<AuditReport> {
  const faults: Fault[] = [];
  const checked = { organisations: 0, streams: 0, events: 0, access: 0, seals: 0, roots: 0 };
  const unsealed = { events: 0, access: 0 };
  const projections: Record<string, number> = {};
  const { rootsFolder } = store;
  const setAside = rootsFolder === null ? [] : organisations.flatMap(one => setAsideOf(rootsFolder, one));
  for (const organisation of organisations) {
    const one = await verifyOne(store, organisation, onProgress);
    faults.push(...one.events.faults, ...one.access.faults, ...one.seals.faults, ...one.roots.faults);
    faults.push(...one.erasures.faults, ...one.keys);
    checked.organisations++;
    checked.streams += one.events.streams;
    checked.events += one.events.events;
    checked.access += one.access.access;
    checked.seals += one.seals.seals;
    checked.roots += one.roots.roots;
    unsealed.events += one.events.unsealed;
    unsealed.access += one.access.unsealed;
    // Events that do not open cannot be projected; the faults above name them.
    if (one.events.faults.length + one.keys.length > 0) continue;
    const { differing } = await compareProjections(store, organisation, ({ events: done, of }) =>
      onProgress({ step: 'projections', done, of }),
    );
    for (const [table, count] of Object.entries(differing)) {
      projections[table] = (projections[table] ?? 0) + count;
    }
  }
  faults.push(...(await verifyMark(store)));
  const whole = faults.length === 0;
  return {
    whole,
    first: faults[0],
    faults: faults.slice(0, MOST_FAULTS),
    checked,
    unsealed,
    setAside,
    projections,
  };
}

async function verifyOne(store: Store, organisation: string, onProgress: (progress: AuditProgress) => void) {
  const acting: Acting = { organisation, user: SYSTEM };
  const outside = readOutside(store, organisation);
  return inTransaction(store, acting, async db => {
    const { digest } = store.keys;
    const seals = await verifySeals(db, organisation, digest);
    const events = await verifyEvents(db, organisation, digest, seals.entries.event, (done, of) =>
      onProgress({ step: 'events', done, of }),
    );
    const access = await verifyAccess(db, organisation, digest, seals.entries.access, (done, of) =>
      onProgress({ step: 'access', done, of }),
    );
    const roots = await verifyRoots(db, store, organisation, seals, outside);
    const erasures = await verifyErasures(db, store, organisation, outside);
    const keys = await verifyKeys(db, organisation, store, erasures);
    return { seals, events, access, roots, erasures, keys };
  });
}
