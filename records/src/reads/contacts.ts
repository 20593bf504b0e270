import {
  numbersInForce,
  type CallerKind,
  type ContactGroup,
  type ContactState,
  type Day,
} from '@throughcare/pathway';
import { believedOn, noteOf, type AsOf } from '../history/believed.ts';
import { stateOf } from '../history/deciders.ts';
import { correctionsMade, type CorrectionMade } from '../history/corrections.ts';
import { effectiveHistory } from '../history/effective.ts';
import { letStand, type LetStand } from '../history/let-stand.ts';
import { accountIn, sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import type { Answered, Asking } from './answer.ts';
import { settingsOf } from './settings.ts';
import { isId } from './id.ts';
import { loadIn } from './load-in.ts';
import { staffNames } from './staff.ts';

export interface ContactRow {
  readonly contact: string;
  readonly group: ContactGroup;
  readonly status: ContactState['status'];
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  readonly lastWroteAt: number;
  readonly worker: string | null;
  readonly messages: number;
  readonly replies: number;
  readonly caller: CallerKind;
  /** How often they were in touch; one row is one caller. */
  readonly contacts: number;
  /** Who was asked to look at what was said; null where nobody is. */
  readonly asked: string | null;
  /** When somebody is to be rung, or rings; null where nothing is agreed. */
  readonly callBack: { readonly day: Day; readonly from: string; readonly until: string } | null;
  readonly version: number;
}

export interface Message {
  readonly from: 'caller' | 'worker';
  readonly on: Day;
  readonly recordedAt: number;
  readonly words: string;
  readonly worker?: string;
}

export interface Contact {
  readonly contact: string;
  readonly version: number;
  readonly state: ContactState;
  readonly messages: readonly Message[];
  /** What workers noted for one another; no caller reads it. */
  readonly notes: readonly { readonly worker: string; readonly at: number; readonly words: string }[];
  readonly events: readonly RecordedEvent[];
  /** What was corrected or taken out, as first told. */
  readonly superseded: readonly RecordedEvent[];
  /** When, by whom and why each entry among these was put right or taken out. */
  readonly corrections: readonly CorrectionMade[];
  /** Later entries that stand although a correction would not have allowed them. */
  readonly letStand: readonly LetStand[];
  /** For how many days the caller can read an answer again. */
  readonly readableDays: number;
  readonly staff: Readonly<Record<string, string>>;
}

/** As many as the desk shows. */
const MOST = 200;

/** The helpline desk: who waits for an answer, longest first, then what was answered lately. */
export async function contacts({ db, acting }: Asking): Promise<Answered<ContactRow[]>> {
  const { rows } = await db.query<{
    id: string;
    contact_group: ContactGroup;
    status: ContactState['status'];
    opened_at: number;
    last_wrote_at: number;
    worker: string | null;
    messages: number;
    replies: number;
    caller: CallerKind;
    contacts: number;
    asked: string | null;
    call_back_on: Day | null;
    call_back_from: string | null;
    call_back_until: string | null;
    version: number;
  }>(
    // Each in its own order and no more than are shown, so that a full record is not gone through for them.
    `with waiting as (
        select * from throughcare.contact_row where organisation = $1 and status = 'waiting'
          order by last_wrote_at, id limit $2
      ), others as (
        select * from throughcare.contact_row where organisation = $1 and status <> 'waiting'
          order by last_wrote_at desc, id limit $2
      )
      select id, contact_group, status, opened_at, last_wrote_at, worker, messages, replies, caller, contacts, asked,
        call_back_on, call_back_from, call_back_until, version
       from (select * from waiting union all select * from others) desk
      order by status <> 'waiting', case when status = 'waiting' then last_wrote_at end, last_wrote_at desc, id
      limit $2`,
    [acting.organisation, MOST],
  );
  const value = rows.map(row => ({
    contact: row.id,
    group: row.contact_group,
    status: row.status,
    openedAt: row.opened_at,
    lastWroteAt: row.last_wrote_at,
    worker: row.worker,
    messages: row.messages,
    replies: row.replies,
    caller: row.caller,
    contacts: row.contacts,
    asked: row.asked,
    callBack: row.call_back_on && {
      day: row.call_back_on,
      // Empty for as long as the rows are being made anew after an update.
      from: row.call_back_from ?? '',
      until: row.call_back_until ?? '',
    },
    version: row.version,
  }));
  return { value, kind: 'contact', streams: rows.map(row => row.id), detail: { rows: rows.length } };
}

/** One contact; with a day, as it was believed at its end. */
export async function contact(
  asking: Asking,
  id: string,
  asOf: AsOf = {},
): Promise<Answered<Contact | null>> {
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'contact' || !loaded.keys.facts) {
    return { value: null, kind: 'contact', streams: [], detail: { found: false } };
  }
  const told = believedOn(loaded.events, asOf.believedOn);
  const { effective, superseded } = effectiveHistory(told);
  return {
    value: {
      contact: id,
      version: loaded.head,
      state: stateOf('contact', effective),
      messages: effective.flatMap(event => messageOf(event) ?? []),
      notes: effective
        .filter(event => event.type === 'note_kept')
        .map(event => ({ worker: event.actor, at: event.recordedAt, words: sealedWords(event, 'words') })),
      events: effective,
      superseded,
      corrections: correctionsMade(told),
      letStand: letStand(told),
      readableDays: numbersInForce(await settingsOf(asking)).replyReadableFor,
      staff: await staffNames(asking),
    },
    kind: 'contact',
    streams: [id],
    detail: noteOf(asOf),
  };
}

export function messageOf(event: RecordedEvent): Message | undefined {
  const { occurredOn: on, recordedAt } = event;
  const words = sealedWords(event, 'words');
  if (event.type === 'contact_opened' || event.type === 'caller_wrote') {
    return { from: 'caller', on, recordedAt, words };
  }
  if (event.type === 'answered') {
    return { from: 'worker', on, recordedAt, words, worker: accountIn(event, 'worker') };
  }
  return undefined;
}
