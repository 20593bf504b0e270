import type { Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { LastTold } from '../last-told.ts';
import type {
  AgreedAction,
  CallBackOutcome,
  CallBackWay,
  CallChannel,
  CallerKind,
  ContactEnding,
  ContactGroup,
  ContactLanguage,
  ContactStage,
  HeardFrom,
  RiskScreen,
  Signpost,
} from './codes.ts';
import type { DisclosureFacts, DisclosureOpen } from './disclosure.ts';

type Words = { readonly words: string };

/** One conversation as it took place. `statement` is the version that was read out or shown before it (E5). */
export type CallFacts = {
  readonly channel: CallChannel;
  readonly group: ContactGroup;
  readonly caller: CallerKind;
  readonly statement: string;
  readonly language: ContactLanguage;
  readonly interpreter: boolean;
  /** 'HH:MM'. */
  readonly began: string;
};

/** What is safe when a caller is contacted; what nobody has said is not safe. */
export type SafeContact = {
  readonly voicemail: boolean;
  readonly sayWhoWeAre: boolean;
  readonly othersMayAnswer: boolean;
};

/** When a call back was agreed for: a day, and from when to when ('HH:MM'). */
export type Slot = { readonly day: Day; readonly from: string; readonly until: string };

/**
 * Everything that can happen in the contacts of one anonymous caller. Somebody who comes back is known by their code
 * alone, and then goes on in the same stream: so contacts and callers are two counts, and both are kept.
 */
export type ContactEvent =
  | Happened<'contact_opened', { group: ContactGroup; caller: CallerKind; statement: string }, Words>
  | Happened<'call_taken', CallFacts & { worker: string }>
  | Happened<'call_ended', { minutes: number }>
  | Happened<'code_confirmed', object>
  | Happened<'code_given', object>
  | Happened<'caller_wrote', object, Words>
  | Happened<'taken', { worker: string }>
  | Happened<'answered', { worker: string }, Words>
  | Happened<'about_recorded', { group: ContactGroup; stage: ContactStage; heard: HeardFrom }>
  | Happened<'caller_said', { caller: CallerKind }>
  | Happened<'note_kept', { worker: string }, Words>
  | Happened<'risk_screened', { risk: RiskScreen }>
  | Happened<'disclosure_noted', DisclosureFacts & { named: string }>
  | Happened<'actions_agreed', { actions: readonly AgreedAction[] }>
  | Happened<'actions_reported', { taken: readonly AgreedAction[]; notTaken: readonly AgreedAction[] }>
  | Happened<'signposted', { to: readonly Signpost[] }>
  | Happened<'safe_contact_said', SafeContact>
  | Happened<'call_back_agreed', { callBack: string; way: CallBackWay; slot: Slot; leaveMessage: boolean }>
  | Happened<'call_back_made', { callBack: string; outcome: CallBackOutcome }>
  | Happened<'number_destroyed', { callBack: string }>
  | Happened<'kept_from', { workers: readonly string[] }>
  | Happened<'concern_raised', { concern: string }>
  | Happened<'slip_given', { consent: string }>
  | Happened<'contact_ended', { how: ContactEnding }>;

export type ContactCommand =
  | {
      do: 'open';
      on: Day;
      group: ContactGroup;
      /** What they said of themselves by the way in that they chose; absent where they said nothing. */
      caller?: CallerKind;
      statement: string;
      words: string;
    }
  | ({ do: 'take_call'; on: Day } & CallFacts)
  | { do: 'end_call'; on: Day; minutes: number }
  | { do: 'confirm_code'; on: Day }
  | { do: 'give_code'; on: Day }
  | { do: 'write'; on: Day; words: string }
  | { do: 'take'; on: Day; worker: string }
  | { do: 'answer'; on: Day; worker: string; words: string }
  | { do: 'record_about'; on: Day; group: ContactGroup; stage: ContactStage; heard: HeardFrom }
  /** What they said of themselves later on: that they are under 18, or somebody in a family (E26, E27). */
  | { do: 'say_caller'; on: Day; caller: CallerKind }
  /** What a worker writes for the next one, and for nobody else. A caller never reads it. */
  | { do: 'keep_note'; on: Day; words: string }
  | { do: 'screen_risk'; on: Day; risk: RiskScreen }
  | ({ do: 'note_disclosure'; on: Day; named: string } & DisclosureFacts)
  | { do: 'agree_actions'; on: Day; actions: readonly AgreedAction[] }
  | { do: 'report_actions'; on: Day; taken: readonly AgreedAction[]; notTaken: readonly AgreedAction[] }
  | { do: 'signpost'; on: Day; to: readonly Signpost[] }
  | ({ do: 'say_safe_contact'; on: Day } & SafeContact)
  | {
      do: 'agree_call_back';
      on: Day;
      callBack: string;
      way: CallBackWay;
      slot: Slot;
      leaveMessage: boolean;
    }
  | { do: 'make_call_back'; on: Day; callBack: string; outcome: CallBackOutcome }
  | { do: 'destroy_number'; on: Day; callBack: string }
  | { do: 'keep_from'; on: Day; workers: readonly string[] }
  | { do: 'raise_concern'; on: Day; concern: string }
  | { do: 'give_slip'; on: Day; consent: string }
  | { do: 'end'; on: Day; how: ContactEnding };

export interface CallBack {
  readonly id: string;
  readonly way: CallBackWay;
  readonly slot: Slot;
  readonly leaveMessage: boolean;
  readonly outcome: CallBackOutcome | null;
  /** Whether a number was taken, and whether it is still there. */
  readonly number: 'none' | 'kept' | 'destroyed';
}

/** Where an anonymous contact stands. Nothing here says who it is, because nobody knows (E4). */
export interface ContactState {
  /** The place of what was told last, so that what is only being decided comes after it. */
  readonly toldUpTo: number;
  readonly status: 'none' | 'waiting' | 'answered' | 'ended';
  readonly group: ContactGroup;
  readonly caller: CallerKind;
  readonly statement: string;
  readonly openedOn: Day | null;
  readonly codeConfirmed: boolean;
  readonly codeGiven: boolean;
  readonly worker: string | null;
  readonly keptFrom: readonly string[];
  readonly messages: number;
  readonly replies: number;
  /** Calls and live chats, with their minutes; null while one goes on. */
  readonly calls: readonly { readonly on: Day; readonly facts: CallFacts; readonly minutes: number | null }[];
  readonly lastWroteOn: Day | null;
  readonly about: { readonly stage: ContactStage; readonly heard: HeardFrom };
  /** How many notes workers kept for one another. */
  readonly notes: number;
  readonly risk: { readonly risk: RiskScreen; readonly on: Day } | null;
  /** What was noted, and neither noted again nor put into a concern by somebody who knew of it. */
  readonly disclosures: readonly DisclosureOpen[];
  /** What was agreed, and what they said of it when they came back. */
  readonly actions: readonly AgreedAction[];
  readonly reported: Readonly<Partial<Record<AgreedAction, 'taken' | 'not_taken'>>>;
  /** Contacts there had been when something was agreed last: at the next one they are asked about it. */
  readonly contactsAtAgreement: number;
  readonly signposts: readonly Signpost[];
  readonly safeContact: SafeContact;
  readonly callBacks: readonly CallBack[];
  readonly concerns: readonly string[];
  readonly slips: number;
  /** Of each of these the last entry counts; here is its day. */
  readonly lastTold: LastTold;
}

/** Messages and calls: how often somebody was in touch, which is not how many people were. */
export function contactsOf(state: Pick<ContactState, 'messages' | 'calls'>): number {
  return state.messages + state.calls.length;
}
