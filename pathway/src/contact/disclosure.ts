import type { Day } from '../day.ts';
import { isKnownTo, type ToldEvent } from '../told.ts';
import type { ContactEvent, ContactState } from './contact.ts';

/**
 * What a worker has heard that bears on passing something on (domain 1.1). Facts alone; who somebody is never stands
 * among them. Nothing of this is shown to a caller while they write or speak (E5).
 */
export type DisclosureFacts = {
  /** Something was said by which somebody can be found. */
  readonly identifying: boolean;
  /** A child is identified, or is or may be at risk. */
  readonly child: boolean;
  readonly otherPerson: boolean;
  /** A crime against a child was told of. */
  readonly crimeTold: boolean;
  /** Whether the police know of that crime; asked only where one was told of. */
  readonly knownToPolice: KnownToPolice;
};

export const knownToPolice = { yes: 'Yes', no: 'No', unknown: 'Nobody knows' } as const;
export type KnownToPolice = keyof typeof knownToPolice;

/**
 * The rule that callers are told before they begin: what identifies somebody is passed on where a child or another
 * person is at risk, or a crime was told of that the police may not know. *May*: what nobody knows counts as not
 * known. The software sends nothing; it asks a named person to look (E7).
 */
export function disclosureRequired(facts: DisclosureFacts): boolean {
  const newToPolice = facts.crimeTold && facts.knownToPolice !== 'yes';
  return facts.identifying && (facts.child || facts.otherPerson || newToPolice);
}

/** What was noted, and whom it names to look at it; since `told` it says what it says now. */
export type DisclosureOpen = DisclosureFacts & {
  readonly named: string;
  readonly on: Day;
  readonly told: number;
};

type Looked = Extract<ToldEvent<ContactEvent>, { type: 'disclosure_noted' | 'concern_raised' }>;

/**
 * What is still to be looked at. Noting anew what they told, and raising a concern, answer what was known to whoever did
 * it: never what was noted or put right only afterwards, whatever its day (E8, E33).
 */
export function afterDisclosure(open: readonly DisclosureOpen[], event: Looked): readonly DisclosureOpen[] {
  const { occurredOn: on, told } = event;
  const unknown = open.filter(one => !isKnownTo({ on, told: told.first }, one));
  return event.type === 'concern_raised' ? unknown : [...unknown, { ...event.facts, on, told: told.last }];
}

/** The disclosure that somebody has to look at: of several, the one told last. */
export function disclosureDue({ disclosures }: ContactState): DisclosureOpen | undefined {
  return disclosures.filter(disclosureRequired).toSorted((a, b) => b.told - a.told)[0];
}

/** What a contact asks of a worker, and why; facts and the rule, and nothing weighed (E10). */
export interface ContactDue {
  readonly what: 'pass_on' | 'safeguarding' | 'risk_screen' | 'ask_about_actions';
  /** Whoever was asked to look; null where it is whoever answers. */
  readonly who: string | null;
  readonly words: string;
}

export function contactDue(state: ContactState): ContactDue[] {
  if (state.status === 'none') return [];
  const due: ContactDue[] = [];
  const disclosure = disclosureDue(state);
  if (disclosure) {
    due.push({
      what: 'pass_on',
      who: disclosure.named,
      words:
        'What was said identifies somebody and must be looked at: raise a concern, in which two people decide.',
    });
  }
  // E27: what a child has done is a safeguarding matter, never a case.
  if (state.caller === 'under_18' && state.group === 'own_behaviour' && state.concerns.length === 0) {
    due.push({
      what: 'safeguarding',
      who: null,
      words:
        'They are under 18 and it is about what they did: raise a concern, so that it is taken up as safeguarding.',
    });
  }
  const isLive = state.calls.length > 0 || state.replies > 0;
  if (isLive && state.risk === null && state.status !== 'ended') {
    due.push({
      what: 'risk_screen',
      who: null,
      words: 'Nobody has recorded asking whether somebody is at risk now.',
    });
  }
  const open = state.actions.filter(action => state.reported[action] === undefined);
  const contacts = state.messages + state.calls.length;
  if (open.length > 0 && contacts > state.contactsAtAgreement) {
    due.push({
      what: 'ask_about_actions',
      who: null,
      words: 'They have come back: ask which of the agreed actions they took.',
    });
  }
  return due;
}
