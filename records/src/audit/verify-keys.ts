import type { StreamKind } from '@throughcare/pathway';
import type { Queryable } from '../database/connect.ts';
import { keyPurposes, unwrapKey, type KeyPurpose } from '../keys/data-keys.ts';
import { keyMark } from '../keys/key-mark.ts';
import type { HeldKeys } from '../keys/held-keys.ts';
import { wrappingMark } from '../keys/root-keys.ts';
import type { Store } from '../store.ts';
import type { Fault } from './fault.ts';
import type { ErasuresChecked } from './verify-erasures.ts';

interface KeyRow {
  stream: string;
  kind: string;
  purpose: KeyPurpose;
  wrapped: Buffer;
}

/**
 * Checks that every record has the keys that its kind has and no other, that each opens in its own place, and that
 * one without keys was erased by the ledger, or lost its words with the case of an opening. A number to call back has its key for as long as it is there itself (E4).
 */
export async function verifyKeys(
  db: Queryable,
  organisation: string,
  held: HeldKeys,
  { erased, wordless }: Pick<ErasuresChecked, 'erased' | 'wordless'>,
): Promise<Fault[]> {
  const opens = opener(held, organisation);
  const faults: Fault[] = [];
  const streams = await db.query<{ id: string; kind: StreamKind }>(
    'select id, kind from throughcare.stream where organisation = $1 order by id',
    [organisation],
  );
  const { rows } = await db.query<KeyRow & Record<string, unknown>>(
    'select stream, kind, purpose, wrapped from throughcare.data_key where organisation = $1 order by stream, purpose',
    [organisation],
  );
  const numbers = await db.query<{ contact: string }>(
    'select contact from throughcare.call_back_number where organisation = $1',
    [organisation],
  );
  const toCallBack = new Set(numbers.rows.map(row => row.contact));
  const standing = new Map(rows.map(row => [`${row.stream} ${row.purpose}`, row]));
  for (const { id, kind } of streams.rows) {
    const gone = (purpose: KeyPurpose) => erased.has(id) || (purpose === 'identity' && wordless.has(id));
    const purposes: KeyPurpose[] = keyPurposes(kind).filter(purpose => !gone(purpose));
    if (toCallBack.has(id)) purposes.push('call_back');
    for (const purpose of purposes) {
      const row = standing.get(`${id} ${purpose}`);
      standing.delete(`${id} ${purpose}`);
      const name = nameOf(purpose, kind, id);
      if (!row) faults.push({ table: 'data_key', what: 'removed', row: name });
      else if (row.kind !== kind || !(await opens(row))) {
        faults.push({ table: 'data_key', what: 'altered', row: name });
      }
    }
  }
  for (const { stream, kind, purpose } of standing.values()) {
    faults.push({ table: 'data_key', what: 'inserted', row: nameOf(purpose, kind, stream) });
  }
  return faults;
}

/** Says whether a key opens. The keys above may be changed meanwhile: the first that does not open asks for them once. */
function opener(held: HeldKeys, organisation: string): (row: KeyRow) => Promise<boolean> {
  let asked: Promise<void> | undefined;
  const opensNow = ({ stream, purpose, wrapped }: KeyRow) => {
    try {
      unwrapKey(held.keys, organisation, stream, purpose, wrapped);
      return true;
    } catch {
      return false;
    }
  };
  return async row => {
    if (opensNow(row)) return true;
    await (asked ??= held.openAnew());
    return opensNow(row);
  };
}

/** Were the mark another, no key could be put in, or one under a key that was given up. */
export async function verifyMark(store: Store): Promise<Fault[]> {
  const isOurs = async () => {
    const mark = await wrappingMark(store.pool);
    return [store.keys.wrapping, ...store.keys.others].some(key => keyMark(key) === mark);
  };
  if (await isOurs()) return [];
  await store.openAnew();
  return (await isOurs())
    ? []
    : [{ table: 'root_key', what: 'altered', row: 'the mark of the key above the keys of records' }];
}

function nameOf(purpose: string, kind: string, stream: string): string {
  return `the key of ${purpose} of ${kind} ${stream}`;
}
