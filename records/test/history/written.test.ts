import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  currentSchema,
  upcast,
  type CaseState,
  type ConcernState,
  type Role,
  type Shape,
  type StreamKind,
} from '@throughcare/pathway';
import { SYSTEM } from '../../src/access/actor.ts';
import { append } from '../../src/append/append.ts';
import { sealEvent, NO_DIGEST } from '../../src/append/seal-event.ts';
import type { StoredEvent } from '../../src/append/open-event.ts';
import { makePool } from '../../src/database/connect.ts';
import { readCommand } from '../../src/commands/read-command.ts';
import { isRetraction, readCorrection } from '../../src/history/correction.ts';
import { asDecided, deciderOf, stateOf } from '../../src/history/deciders.ts';
import type { RecordedEvent } from '../../src/history/recorded-event.ts';
import { freshDataKeys } from '../../src/keys/data-keys.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { eventRegister } from '../../src/register/register.ts';
import type { Repository } from '../../src/index.ts';
import type { Store } from '../../src/store.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { writtenEvents, writtenStreams, type WrittenEvent } from './written.ts';

const events = writtenEvents();
const streams = writtenStreams();
const isErased = (all: readonly WrittenEvent[]) => all.at(-1)!.type === 'erased';
/** Streams that a database can still open: of what was erased it has no key. */
const kept = [...streams.values()].filter(all => !isErased(all));
const organisation = events.find(event => event.kind === 'organisation')!.stream;

test('every type of event, in every schema that it ever had, stands among those that earlier versions wrote', () => {
  const standing = new Set(events.map(({ kind, type, schema }) => `${kind} ${type} ${schema}`));
  const missing = Object.entries(eventRegister).flatMap(([kind, types]) =>
    Object.keys(types).flatMap(type => {
      const current = currentSchema(deciderOf(kind as StreamKind).upcasts, type);
      return Array.from({ length: current }, (_, n) => `${kind} ${type} ${n + 1}`);
    }),
  );
  assert.deepEqual(
    missing.filter(one => !standing.has(one)),
    [],
    'Add a stream with these to records/test/history/written; its README says how. Never edit a line.',
  );
});

test('what earlier versions wrote is read in the shape of today: each field of it, no other, and as what may be asked', () => {
  for (const event of events) {
    const read = lift(event);
    if (isRetraction(read)) continue;
    const { kind, type, stream, version } = read;
    const which = `${kind} ${type} ${event.schema}, entry ${version} of ${stream}`;
    const fields = Object.keys({ ...read.facts, ...read.sealed }).sort();
    assert.deepEqual(fields, Object.keys(eventRegister[kind][type]).sort(), which);
    // What an older version did not ask for is read, and never chosen.
    if (event.schema < currentSchema(deciderOf(kind).upcasts, type)) continue;
    const command = deciderOf(kind).commandOf(asDecided(read));
    if (command) assert.ok(readCommand(kind, command).ok, which);
  }
});

test('what two people erased is folded up to its erasure', () => {
  for (const written of [...streams.values()].filter(isErased)) {
    const [{ kind }] = written;
    const state = stateOf(kind, written.map(lift)) as CaseState | ConcernState;
    assert.equal(state.status, 'closed');
    assert.ok(state.lifetime.declinedOn);
    if (kind === 'case') assert.equal((state as CaseState).lifetime.erasedOn, written.at(-1)!.occurredOn);
  }
  assert.equal(streams.size - kept.length, 2);
});

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version, now: Date.UTC(2026, 10, 26, 10) });
    await writeAsWritten(at);
    await at.records.rebuild();
  });
  after(() => at.close());

  const as = async (role: Role): Promise<Repository> => {
    const staff = await at.records.staff(organisation);
    const { userId, name } = staff.find(one => one.roles.includes(role))!;
    return at.records.as({ userId, name, organisationId: organisation });
  };
  const ids = (kind: StreamKind) => kept.filter(([one]) => one.kind === kind).map(([one]) => one.stream);

  test(title('what earlier versions recorded is folded, projected and shown as it was told'), async () => {
    const [lead, safeguarding] = [await as('programme_lead'), await as('safeguarding_lead')];
    for (const id of ids('case')) {
      const shown = (await lead.person(id))!;
      assert.equal(shown.identity?.surname, lastIdentity(id));
      assert.notEqual(shown.state.status, 'none');
    }
    for (const id of ids('group')) assert.notEqual((await lead.group(id))!.state.status, 'none');
    const helpline = (await at.records.staff(organisation)).filter(one =>
      one.roles.includes('helpline_worker'),
    );
    for (const id of ids('contact')) {
      // A family member's contact is its own worker's alone (E26).
      const seen = await Promise.all(
        helpline.map(one => at.records.as({ ...one, organisationId: organisation }).contact(id)),
      );
      assert.ok(seen.some(one => one !== null && one.state.status !== 'none'));
    }
    for (const id of ids('concern')) {
      const raised = streams.get(id)!.find(event => event.type === 'raised')!;
      assert.equal((await safeguarding.concern(id))!.said, raised.sealed!.said);
    }
    const joined = events.filter(event => event.type === 'person_joined');
    assert.equal((await lead.organisation()).people.length, joined.length);
    assert.equal((await lead.people()).total, ids('case').length);
    for (const id of ids('opening')) assert.equal((await safeguarding.opening(id))!.opening, id);
  });

  test(
    title('every entry of an earlier version is still there, with the day on which it happened'),
    async () => {
      const mine = await as('programme_lead');
      for (const id of ids('case')) {
        const told = streams.get(id)!.filter(({ type }) => !/^(corrected:)?note_written$/.test(type));
        const { events: effective, superseded } = (await mine.person(id))!;
        const shown = [...effective, ...superseded].filter(event => event.type !== 'note_written');
        assert.equal(shown.length, told.filter(event => !event.type.startsWith('retracted:')).length);
      }
    },
  );

  test(
    title('E23: what was corrected says why, and before reasons were kept: for no reason recorded'),
    async () => {
      const mine = await as('programme_lead');
      const shown = await Promise.all(ids('case').map(async id => (await mine.person(id))!.corrections));
      const told = ids('case').flatMap(id =>
        streams
          .get(id)!
          // Notes are not theirs to read.
          .filter(one => /^(corrected|retracted):(?!note)/.test(one.type))
          .map(one => one.facts.why ?? null),
      );
      assert.deepEqual([told.includes(null), told.includes('entered_wrongly')], [true, true]);
      assert.deepEqual(
        shown.flat().map(one => one.why),
        told,
      );
    },
  );

  test(
    title('E21: a record that earlier versions wrote is found whole, and a rebuild changes nothing in it'),
    async () => {
      const { whole, projections, checked } = await at.records.verifyAudit();
      assert.deepEqual([whole, projections], [true, {}]);
      assert.ok(checked.events > kept.flat().length);
    },
  );
}

/** As the store reads it: what a correction puts in place, in the shape of today. */
function lift(written: WrittenEvent): RecordedEvent {
  const { sealed, ...event } = readCorrection(written);
  if (isRetraction(event)) return { ...event, sealed };
  const { upcasts } = deciderOf(event.kind);
  const lifted = upcast<typeof event & Shape>(upcasts, sealed === null ? event : { ...event, sealed });
  return { ...lifted, sealed: lifted.sealed ?? null };
}

function lastIdentity(id: string): unknown {
  return streams.get(id)!.findLast(event => /^(corrected:)?referred$/.test(event.type))!.sealed!.surname;
}

/** Puts the events into the record as they are, in their old shapes, past the deciders of today. */
async function writeAsWritten(at: TestRecords): Promise<void> {
  const pool = makePool(at.database.serveUrl);
  try {
    const keys = await openRootKeys(pool, at.masterKey);
    const openAnew = async () => {};
    const clock = () => at.clock.now;
    const store: Store = {
      pool,
      keys,
      openAnew,
      kind: 'demonstration',
      rootsFolder: null,
      patienceMs: 30_000,
      clock,
    };
    for (const written of kept) await writeStream(store, written);
  } finally {
    await pool.end();
  }
}

async function writeStream(store: Store, written: readonly WrittenEvent[]): Promise<void> {
  const [{ kind, stream: id }] = written;
  const freshKeys = freshDataKeys(kind);
  const rows: StoredEvent[] = [];
  for (const { sealed, ...event } of written) {
    const told = { ...event, organisation, command: crypto.randomUUID() };
    const decided = sealed === null ? event : { ...event, sealed };
    rows.push(sealEvent(decided, told, freshKeys, store.keys.digest, rows.at(-1)?.digest ?? NO_DIGEST));
  }
  const appended = await append(store, {
    acting: { organisation, user: SYSTEM },
    commandId: crypto.randomUUID(),
    fingerprint: Buffer.alloc(32),
    streams: [{ kind, id, expected: 0, events: rows, freshKeys }],
    projections: {},
  });
  assert.deepEqual(appended, { ok: true });
}
