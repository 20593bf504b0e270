import {
  complaintAnswers,
  erasureGrounds,
  holdGrounds,
  processingGrounds,
  sayDay,
  type CaseState,
  type Day,
  type LifetimeCommand,
} from '@throughcare/pathway';

/** What was filled in. Each act takes of it what it needs. */
export interface KeptValues {
  readonly on: Day;
  readonly choice: string;
  readonly which: string;
  readonly until: Day | null;
  readonly personAsked: boolean;
  readonly reason: string;
}

type Words = Readonly<Record<string, string>>;

/** One thing that can be recorded about the record itself, on a page of its own. */
export interface KeptAct {
  readonly question: string;
  readonly lead: string;
  readonly choices?: Words;
  readonly choiceLegend?: string;
  readonly which?: (state: CaseState) => Words;
  readonly asksUntil?: true;
  readonly asksPersonAsked?: true;
  readonly asksReason?: true;
  readonly dayLegend: string;
  /** Whether it can be done as things stand. */
  readonly fits: (state: CaseState) => boolean;
  readonly command: (value: KeptValues, id: string) => LifetimeCommand;
}

const closed = (state: CaseState) => state.status === 'closed';

export const keptActs = {
  hold: {
    question: 'Place a legal hold',
    lead: 'While it stands nothing of this record goes, whatever a schedule says or anybody asks.',
    choices: holdGrounds,
    choiceLegend: 'Why must it be kept?',
    asksUntil: true,
    asksReason: true,
    dayLegend: 'From which day',
    fits: () => true,
    command: ({ on, choice, until, reason }, hold) => ({
      do: 'place_hold',
      on,
      hold,
      ground: choice as keyof typeof holdGrounds,
      until,
      reason,
    }),
  },
  'lift-hold': {
    question: 'Lift a legal hold',
    lead: 'Ask whoever wanted the record kept first.',
    which: state =>
      Object.fromEntries(
        state.lifetime.holds.map(one => [one.id, `${holdGrounds[one.ground]}, since ${sayDay(one.from)}`]),
      ),
    asksReason: true,
    dayLegend: 'From which day it no longer stands',
    fits: state => state.lifetime.holds.length > 0,
    command: ({ on, which, reason }) => ({ do: 'lift_hold', on, hold: which, reason }),
  },
  complaint: {
    question: 'They made a complaint',
    lead: 'The record stays until the complaint is answered.',
    dayLegend: 'When they made it',
    fits: () => true,
    command: ({ on }, complaint) => ({ do: 'make_complaint', on, complaint }),
  },
  'answer-complaint': {
    question: 'A complaint was answered',
    lead: '',
    which: state =>
      Object.fromEntries(state.lifetime.complaints.map(one => [one.id, `Made on ${sayDay(one.on)}`])),
    choices: complaintAnswers,
    choiceLegend: 'What came of it?',
    dayLegend: 'When it was answered',
    fits: state => state.lifetime.complaints.length > 0,
    command: ({ on, which, choice }) => ({
      do: 'answer_complaint',
      on,
      complaint: which,
      answer: choice as keyof typeof complaintAnswers,
    }),
  },
  restrict: {
    question: 'Only keep this record, and do not use it',
    lead: 'It leaves every extract. What protects a child goes on.',
    choices: processingGrounds,
    choiceLegend: 'Why?',
    dayLegend: 'From which day',
    fits: state => state.lifetime.processingRestricted === null,
    command: ({ on, choice }) => ({
      do: 'restrict_processing',
      on,
      ground: choice as keyof typeof processingGrounds,
    }),
  },
  free: {
    question: 'This record may be used again',
    lead: '',
    dayLegend: 'From which day',
    fits: state => state.lifetime.processingRestricted !== null,
    command: ({ on }) => ({ do: 'free_processing', on }),
  },
  'ask-copy': {
    question: 'They asked for a copy of what is held about them',
    lead: 'The law gives one month from the day they asked. They need give no reason.',
    dayLegend: 'When they asked',
    fits: () => true,
    command: ({ on }, request) => ({ do: 'ask_copy', on, request }),
  },
  'give-copy': {
    question: 'The copy was given to them',
    lead: 'Every line that is kept back has to be decided on first. What was decided can then no longer be changed.',
    which: state =>
      Object.fromEntries(
        state.lifetime.copies
          .filter(one => one.givenOn === null)
          .map(one => [one.id, `Asked for on ${sayDay(one.askedOn)}`]),
      ),
    dayLegend: 'When they got it',
    fits: state => state.lifetime.copies.some(one => one.givenOn === null),
    command: ({ on, which }) => ({ do: 'give_copy', on, request: which }),
  },
  'ask-erasure': {
    question: 'Ask for this record to be erased',
    lead:
      'A second person decides. It is refused while the case, an order, a legal duty, a complaint, a hold or anything ' +
      'that touches it is open. A concern about a child stays.',
    choices: erasureGrounds,
    choiceLegend: 'On what ground? That they ask for it is not enough by itself.',
    asksPersonAsked: true,
    asksReason: true,
    dayLegend: 'The day',
    fits: state => closed(state) && state.lifetime.erasureAsked === null,
    command: ({ on, choice, personAsked, reason }) => ({
      do: 'ask_erasure',
      on,
      ground: choice as keyof typeof erasureGrounds,
      personAsked,
      reason,
    }),
  },
  'decline-erasure': {
    question: 'Decline: the record stays',
    lead: '',
    asksReason: true,
    dayLegend: 'The day',
    fits: state => state.lifetime.erasureAsked !== null,
    command: ({ on, reason }) => ({ do: 'decline_erasure', on, reason }),
  },
  'agree-erasure': {
    question: 'Agree: erase this record',
    lead:
      'Who they are and everything that was recorded is destroyed at once and cannot be brought back, not from a backup ' +
      'either. That it was done, by whom and on what ground stays.',
    dayLegend: 'The day',
    fits: state => state.lifetime.erasureAsked !== null,
    command: ({ on }) => ({ do: 'agree_erasure', on }),
  },
} as const satisfies Record<string, KeptAct>;

export type KeptActName = keyof typeof keptActs;

export function isKeptAct(name: string): name is KeptActName {
  return Object.hasOwn(keptActs, name);
}
