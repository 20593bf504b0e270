import assert from 'node:assert/strict';
import { makePool, withClient } from '../../src/database/connect.ts';
import { blind } from '../../src/keys/blind-index.ts';
import { openRootKeys } from '../../src/keys/root-keys.ts';
import { journalOf, type Line } from './journal.ts';
import type { Service } from './service.ts';

export interface Checked {
  readonly acknowledged: number;
  /** Sent, and never answered, because the process that sent them was killed: there whole, or not at all. */
  readonly unanswered: number;
  readonly ofThoseThere: number;
  readonly events: number;
}

/** Holds the record against what the writers were told. Throws at the first thing that is lost, half there or altered. */
export async function check(service: Service): Promise<Checked> {
  const kept = await keptBy(service);
  const lines = service.users.flatMap(user => journalOf(service.journal(user)));
  const done = new Set(lines.flatMap(line => (line.what === 'done' ? [line.command] : [])));
  const undone = new Set(lines.flatMap(line => (line.what === 'undone' ? [line.command] : [])));
  checkOnce(lines);
  const meant = new Set<string>();
  let ofThoseThere = 0;
  let unanswered = 0;
  for (const line of lines) {
    if (line.what !== 'sent') continue;
    const { command, streams } = line;
    const blinded = streams.map(stream =>
      blind(kept.indexKey, 'command', service.organisation, command, stream),
    );
    for (const one of blinded) meant.add(one);
    const there = blinded.filter(one => kept.events.has(one)).length;
    const whole = there === streams.length;
    assert.ok(
      whole || there === 0,
      `command ${command} is half there: ${there} of ${streams.length} streams`,
    );
    assert.equal(
      kept.commands.has(command),
      whole,
      `command ${command}: its row and its events do not agree`,
    );
    if (done.has(command)) assert.ok(whole, `command ${command} was acknowledged and is lost`);
    else if (undone.has(command)) assert.ok(!whole, `command ${command} was refused and is there`);
    else {
      unanswered++;
      if (whole) ofThoseThere++;
    }
  }
  for (const one of kept.events) assert.ok(meant.has(one), 'an event is there that nobody sent');
  await checkReads(service);
  await checkHeads(service);
  const records = await service.open();
  try {
    // What the next minute of a service does: it writes outside what a killed one had committed and not written there yet.
    await records.tend();
    const { whole, first, projections } = await records.verifyAudit();
    assert.deepEqual({ whole, first, projections }, { whole: true, first: undefined, projections: {} });
  } finally {
    await records.close();
  }
  return { acknowledged: done.size, unanswered, ofThoseThere, events: kept.events.size };
}

/** Of two forms under one command, one alone was answered as done. */
function checkOnce(lines: readonly Line[]): void {
  const done = new Map<string, string | undefined>();
  for (const line of lines) {
    if (line.what !== 'done') continue;
    if (done.has(line.command)) {
      assert.equal(
        done.get(line.command),
        line.words,
        `command ${line.command} was acknowledged with two contents`,
      );
    }
    done.set(line.command, line.words);
  }
}

/** What is in the database of the writers' commands, asked past the program's own reading. */
async function keptBy(service: Service) {
  const pool = makePool(service.server().serveUrl, 1);
  const { index: indexKey } = await openRootKeys(pool, service.masterKey).finally(() => pool.end());
  return withClient(service.server().superuserUrl, async client => {
    await client.query('begin isolation level repeatable read read only');
    const commands = await client.query<{ id: string }>('select id from throughcare.command');
    const events = await client.query<{ command: string }>(
      `select command from throughcare.event where type in ('welfare_asked', 'note_written', 'raised')`,
    );
    const each = events.rows.map(row => row.command);
    assert.equal(new Set(each).size, each.length, 'a command was done twice');
    return { indexKey, commands: new Set(commands.rows.map(row => row.id)), events: new Set(each) };
  });
}

/** Every page that was given has its row in the access log. */
async function checkReads(service: Service): Promise<void> {
  await withClient(service.server().superuserUrl, async client => {
    for (const user of service.users) {
      const given = journalOf(service.journal(user)).filter(line => line.what === 'read').length;
      const { rows } = await client.query<{ noted: number }>(
        `select count(*) as noted from throughcare.access where user_id = $1 and act = 'read' and what = 'person'`,
        [user],
      );
      assert.ok(rows[0].noted >= given, `${user} was given ${given} pages, and ${rows[0].noted} are noted`);
    }
  });
}

/** Versions of every stream run from 1 to its head without a gap. */
async function checkHeads(service: Service): Promise<void> {
  await withClient(service.server().superuserUrl, async client => {
    const { rows } = await client.query(
      `select s.id from throughcare.stream s
         left join (select stream, count(*) as many, min(version) as first, max(version) as last
           from throughcare.event group by stream) e on e.stream = s.id
        where e.many is distinct from s.version or e.first is distinct from 1 or e.last is distinct from s.version`,
    );
    assert.deepEqual(rows, [], 'a stream has a gap, or a head that is not its last event');
  });
}
