import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { currentSchema, type Role, type StreamKind } from '@throughcare/pathway';
import { SYSTEM } from '../../src/access/actor.ts';
import { append } from '../../src/append/append.ts';
import { sealEvent, NO_DIGEST } from '../../src/append/seal-event.ts';
import type { StoredEvent } from '../../src/append/open-event.ts';
import { makePool } from '../../src/database/connect.ts';
import { deciderOf } from '../../src/history/deciders.ts';
import { freshDataKeys } from '../../src/keys/data-keys.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { eventRegister } from '../../src/register/register.ts';
import type { Repository } from '../../src/index.ts';
import type { Store } from '../../src/store.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { writtenEvents, writtenStreams, type WrittenEvent } from './written.ts';

const events = writtenEvents();
const streams = writtenStreams();
const organisation = events.find(event => event.kind === 'organisation')!.stream;

/** Types that no version which was given out has recorded yet; at the next one each of them gets its line. */
const unreleased = readFileSync(join(import.meta.dirname, 'written/unreleased.txt'), 'utf8')
  .trim()
  .split('\n');

test('every type of event, in every schema that it ever had, stands among those that earlier versions wrote', () => {
  const standing = new Set(events.map(({ kind, type, schema }) => `${kind} ${type} ${schema}`));
  const missing = Object.entries(eventRegister).flatMap(([kind, types]) =>
    Object.keys(types).flatMap(type => {
      const current = currentSchema(deciderOf(kind as StreamKind).upcasts, type);
      return Array.from({ length: current }, (_, n) => `${kind} ${type} ${n + 1}`);
    }),
  );
  assert.deepEqual(
    missing.filter(one => !standing.has(one)).sort(),
    [...unreleased].sort(),
    'Add a stream with these to records/test/history/written; its README says how. Never edit a line.',
  );
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
  const ids = (kind: StreamKind) =>
    [...streams.values()].filter(([one]) => one.kind === kind).map(([one]) => one.stream);

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
  });

  test(
    title('every entry of an earlier version is still there, with the day on which it happened'),
    async () => {
      const mine = await as('programme_lead');
      for (const id of ids('case')) {
        const told = streams.get(id)!.filter(event => event.type !== 'note_written');
        const { events: effective, superseded } = (await mine.person(id))!;
        const shown = [...effective, ...superseded].filter(event => event.type !== 'note_written');
        assert.equal(shown.length, told.filter(event => !event.type.startsWith('retracted:')).length);
      }
    },
  );

  test(
    title('E23: what was corrected before reasons were kept reads as corrected for no reason recorded'),
    async () => {
      const mine = await as('programme_lead');
      const shown = await Promise.all(ids('case').map(async id => (await mine.person(id))!.corrections));
      const told = [...streams].flatMap(([id, all]) =>
        all[0].kind === 'case'
          ? all.filter(one => /^(corrected|retracted):/.test(one.type)).map(() => id)
          : [],
      );
      assert.ok(told.length > 0);
      assert.deepEqual(
        shown.flat().map(one => one.why),
        told.map(() => null),
      );
    },
  );

  test(
    title('E21: a record that earlier versions wrote is found whole, and a rebuild changes nothing in it'),
    async () => {
      const { whole, projections, checked } = await at.records.verifyAudit();
      assert.deepEqual([whole, projections], [true, {}]);
      assert.ok(checked.events > events.length);
    },
  );
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
    for (const written of streams.values()) await writeStream(store, written);
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
