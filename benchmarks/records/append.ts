import { randomUUID } from 'node:crypto';
import { day, londonDay } from '@throughcare/pathway';
import type { Actor } from '@throughcare/records';
import { append, type Append } from '../../records/src/append/append.ts';
import { load } from '../../records/src/append/load.ts';
import type { StoredEvent } from '../../records/src/append/open-event.ts';
import {
  addEvents,
  addProjectionChanges,
  decideOn,
  streamAppend,
  workOn,
} from '../../records/src/append/working-stream.ts';
import { withClient } from '../../records/src/database/connect.ts';
import { instant } from '../../records/src/database/types.ts';
import { blind } from '../../records/src/keys/blind-index.ts';
import { digest } from '../../records/src/keys/digest.ts';
import { bar, median } from './figures.ts';
import type { Service } from './service.ts';

/** Connections, plans and the compiler are warm after these, as those of a service that runs. */
const WARMING = 5;
const ROUNDS = 7;
const WANTED = 0.6;
/** On a case that begins, since each reads all of it first. */
const COMMANDS = 50;

/**
 * Appends one note to a case, over and over: the row of the event alone, bare (a prepared insert that commits by
 * itself into a table with the same columns, indexes and durability), then the whole append (who acts, the command's
 * id, the version, the event, the projections, in one round trip), then the whole command (load, decide, seal, append).
 */
export async function measureAppends(service: Service, each: number): Promise<void> {
  await withClient(service.superuserUrl, async client => {
    await client.query(
      'drop schema if exists bare cascade; create schema bare; grant usage on schema bare to throughcare_serve',
    );
    await client.query('create table bare.event (like throughcare.event including all)');
    await client.query('grant insert on bare.event to throughcare_serve');
  });
  for (const writers of [1, 8]) {
    const practitioners: Actor[] = [];
    while (practitioners.length < writers) practitioners.push(await service.join('practitioner'));
    const rates = { bare: [] as number[], append: [] as number[], command: [] as number[] };
    for (let round = 0; round < WARMING + ROUNDS; round++) {
      const cases = await Promise.all(practitioners.map(one => newCase(service, one)));
      const prepared = await Promise.all(cases.map(one => prepare(service, one, each)));
      const bare = await rate(writers * each, prepared, one => insertBare(service, one));
      const appended = await rate(writers * each, prepared, one => sendAll(service, one));
      const short = await Promise.all(practitioners.map(one => newCase(service, one)));
      const commanded = await rate(writers * COMMANDS, short, one => commandAll(service, one));
      if (round < WARMING) continue;
      rates.bare.push(bare);
      rates.append.push(appended);
      rates.command.push(commanded);
    }
    const share = median(rates.append.map((own, round) => own / rates.bare[round]));
    const whole = median(rates.command.map((own, round) => own / rates.bare[round]));
    const perSecond = (values: number[]) => `${median(values).toFixed(0)} a second`;
    console.log(
      `Appends, ${writers} ${writers === 1 ? 'writer' : 'writers'}: bare ${perSecond(rates.bare)}, ` +
        `append ${perSecond(rates.append)}: ${(100 * share).toFixed(0)}% (${bar(share >= WANTED, '60%')}); ` +
        `the whole command ${perSecond(rates.command)}: ${(100 * whole).toFixed(0)}%.`,
    );
  }
}

interface OwnCase {
  readonly id: string;
  readonly practitioner: Actor;
}

/** A case of a practitioner's own, so that no two writers meet. */
export async function newCase(service: Service, practitioner: Actor): Promise<OwnCase> {
  const id = randomUUID();
  const on = day('2026-03-03');
  const identity = {
    surname: 'Ashgrove',
    forename: 'Tobin',
    bornOn: day('1980-02-01'),
    sex: 'M',
    postcodeDistrict: 'ZZ1',
    pnc: null,
  } as const;
  const commands = [
    { do: 'refer', on, reference: `TC-${id.slice(0, 8)}`, source: 'probation', stage: 'convicted', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.userId },
  ] as const;
  for (const command of commands) {
    const outcome = await service.records
      .as(practitioner)
      .decide('case', id, 'latest', randomUUID(), command);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  }
  return { id, practitioner };
}

const words = 'Came on time. Spoke about the week, and about what to do when the evenings are long.';

/** Appends that follow each other, decided and sealed before the clock runs. */
export async function prepare(
  { store, organisation }: Service,
  { id, practitioner }: OwnCase,
  each: number,
): Promise<Append[]> {
  const acting = { organisation, user: practitioner.userId };
  const { streams } = await load(store, acting, [id]);
  let loaded = streams.get(id)!;
  const prepared: Append[] = [];
  for (let step = 0; step < each; step++) {
    const commandId = randomUUID();
    const working = workOn('case', id, loaded)!;
    const today = londonDay(Date.now());
    const decision = decideOn(
      'case',
      loaded.events,
      { do: 'write_note', on: today, words },
      { actor: acting.user, today },
    );
    if (!decision.ok) throw new Error(decision.refusal.words);
    const command = blind(store.keys.index, 'command', organisation, commandId, id);
    const recording = { recordedAt: Date.now(), actor: acting.user, command };
    addEvents(working, decision.events, recording, organisation, store.keys.digest);
    const projections = {};
    addProjectionChanges(projections, working, { organisation, indexKey: store.keys.index });
    const fingerprint = digest(store.keys.digest, { step });
    prepared.push({ acting, commandId, fingerprint, streams: [streamAppend(working)], projections });
    const head = working.added.at(-1)!;
    loaded = { ...loaded, head: head.version, headDigest: head.digest, events: working.events };
  }
  return prepared;
}

async function rate<One>(
  rows: number,
  all: readonly One[],
  work: (one: One) => Promise<void>,
): Promise<number> {
  const began = performance.now();
  await Promise.all(all.map(work));
  return rows / ((performance.now() - began) / 1000);
}

export async function insertBare({ store }: Service, prepared: readonly Append[]): Promise<void> {
  const client = await store.pool.connect();
  try {
    for (const { acting, streams } of prepared) {
      await client.query(bareInsert(acting.organisation, streams[0].events[0]));
    }
  } finally {
    client.release();
  }
}

function bareInsert(organisation: string, event: StoredEvent) {
  return {
    name: 'bare',
    text: `insert into bare.event (organisation, kind, stream, version, type, schema, occurred_on, recorded_at, actor,
      command, facts, identity, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      organisation,
      event.kind,
      event.stream,
      event.version,
      event.type,
      event.schema,
      event.occurred_on,
      instant(event.recorded_at),
      event.actor,
      event.command,
      event.facts,
      event.identity,
      event.digest,
    ],
  };
}

async function sendAll({ store }: Service, prepared: readonly Append[]): Promise<void> {
  for (const one of prepared) {
    const appended = await append(store, one);
    if (!('ok' in appended)) throw new Error(JSON.stringify(appended));
  }
}

async function commandAll({ records }: Service, { id, practitioner }: OwnCase): Promise<void> {
  const mine = records.as(practitioner);
  for (let step = 0; step < COMMANDS; step++) {
    const on = londonDay(Date.now());
    const outcome = await mine.decide('case', id, 'latest', randomUUID(), { do: 'write_note', on, words });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  }
}
