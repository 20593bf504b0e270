import {
  addDays,
  numbersInForce,
  type Brought,
  type CallerKind,
  type ContactGroup,
  type Day,
  type Refusal,
} from '@throughcare/pathway';
import { CALLER, type Acting } from '../access/actor.ts';
import { callerIntent } from '../append/intents.ts';
import { decideAndAppend } from '../append/decide.ts';
import type { Outcome } from '../append/outcome.ts';
import { stateOf, type Commands } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { blind } from '../keys/blind-index.ts';
import { answerCaller } from '../reads/answer.ts';
import { messageOf } from '../reads/contacts.ts';
import { loadIn } from '../reads/load-in.ts';
import { settingsOf } from '../reads/settings.ts';
import { todayOf, type Store } from '../store.ts';
import { codeFor, showCode } from './code.ts';
import { findContact, keepCode } from './find-contact.ts';
import { makeSlip } from './slip.ts';

export interface FirstMessage {
  readonly group: ContactGroup;
  /** What they said of themselves by the way in that they chose; absent where they said nothing. */
  readonly caller?: CallerKind;
  /** The version of the confidentiality statement that they have read (E5). */
  readonly statement: string;
  readonly words: string;
}

type Done = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** What an anonymous caller can do. Nothing here takes a name, an address or a device, so none can be kept (E4). */
export interface CallerRepository {
  /** Opens a contact, and gives the return code: once, and again only for the same form sent again. */
  open(
    commandId: string,
    message: FirstMessage,
  ): Promise<
    { readonly ok: true; readonly code: string } | { readonly ok: false; readonly refusal: Refusal }
  >;
  /** The contact of a code; null where there is none; 'wait' after too many wrong ones. */
  withCode(code: string): Promise<CallerContact | null | 'wait'>;
}

/** One contact, for whoever holds its code. What they wrote is not shown back (E44). */
export interface CallerContact {
  readonly confirmed: boolean;
  readonly openedOn: Day;
  /** For how many days a reply can be read again, as the organisation has set. */
  readonly readableDays: number;
  /** `words` is null once a reply is too old to be read again: a stub remains. */
  readonly replies: readonly { readonly on: Day; readonly words: string | null }[];
  /** They have typed the code back. */
  confirm(commandId: string): Promise<void>;
  write(commandId: string, words: string): Promise<Done>;
  /** Their own act (E6): a slip to carry to a referral, shown once. `consent` is the version of the words they read. */
  slip(
    commandId: string,
    consent: string,
    carries: Brought,
  ): Promise<
    { readonly ok: true; readonly slip: string } | { readonly ok: false; readonly refusal: Refusal }
  >;
}

export function callerRepository(store: Store, organisation: string): CallerRepository {
  return {
    async open(commandId, message) {
      const contact = blind(store.keys.code, 'contact', organisation, commandId);
      const code = codeFor(store.keys.code, commandId);
      const outcome = await send(store, organisation, contact, 0, commandId, {
        do: 'open',
        on: todayOf(store),
        ...message,
      });
      if (!outcome.ok) return outcome;
      // Also after a resend: the first may have been cut off before this.
      await keepCode(store, organisation, contact, code);
      return { ok: true, code: showCode(code) };
    },

    async withCode(typed) {
      const found = await findContact(store, organisation, typed);
      return found === null || found === 'wait' ? found : callerContact(store, organisation, found.contact);
    },
  };
}

async function callerContact(
  store: Store,
  organisation: string,
  contact: string,
): Promise<CallerContact | null> {
  const acting: Acting = { organisation, user: CALLER, contact };
  return answerCaller(store, acting, async asking => {
    const loaded = (await loadIn(asking, [contact])).get(contact);
    if (!loaded) return { value: null, kind: 'contact', streams: [] };
    const { effective } = effectiveHistory(loaded.events);
    const state = stateOf('contact', effective);
    const { replyReadableFor: readableDays } = numbersInForce(await settingsOf(asking));
    const oldest = addDays(todayOf(store), -readableDays);
    const value: CallerContact = {
      confirmed: state.codeConfirmed,
      openedOn: state.openedOn!,
      readableDays,
      replies: effective
        .flatMap(event => messageOf(event) ?? [])
        .filter(message => message.from === 'worker')
        .map(({ on, words }) => ({ on, words: on < oldest ? null : words })),
      async confirm(commandId) {
        await send(store, organisation, contact, 'latest', commandId, {
          do: 'confirm_code',
          on: todayOf(store),
        });
      },
      write: (commandId, words) =>
        send(store, organisation, contact, 'latest', commandId, { do: 'write', on: todayOf(store), words }),
      async slip(commandId, consent, carries) {
        const command = { do: 'give_slip', on: todayOf(store), consent } as const;
        const given = await send(store, organisation, contact, 'latest', commandId, command);
        return given.ok ? { ok: true, slip: await makeSlip(store, acting, commandId, carries) } : given;
      },
    };
    return { value, kind: 'contact', streams: [contact] };
  });
}

async function send(
  store: Store,
  organisation: string,
  contact: string,
  expected: number | 'latest',
  commandId: string,
  command: Commands['contact'],
): Promise<Done> {
  const acting: Acting = { organisation, user: CALLER, contact };
  const outcome = await decideAndAppend(store, acting, commandId, [callerIntent(contact, expected, command)]);
  return outcome.ok ? { ok: true } : { ok: false, refusal: refusalOf(outcome) };
}

function refusalOf(outcome: Exclude<Outcome, { ok: true }>): Refusal {
  if (outcome.reason === 'refused') return outcome.refusal;
  return {
    code: outcome.reason,
    words: 'That could not be sent just now. What you wrote is still here. Please send it again.',
  };
}
