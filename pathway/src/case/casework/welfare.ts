import { accept, refuse, type Happened } from '../../decider.ts';
import { addDays, sayDay, type Day } from '../../day.ts';
import { event, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { legalSteps } from '../legal/steps.ts';
import { measurePrompts } from '../measures/prompt.ts';
import type { CaseState } from '../case.ts';

/**
 * Dates that weigh and are told by somebody (domain 1.5): they may lie ahead. Arrest, charge, hearing, sentence and
 * the end of an order are known from the legal steps.
 */
export const expectedDates = {
  bail_return: 'Return from bail',
  device_result: 'Result of the examination of devices',
  hearing: 'Hearing',
  plea: 'Plea',
  media_report: 'Report in the media',
  contact_restriction: 'Contact with children restricted',
} as const;
export type ExpectedDate = keyof typeof expectedDates;

/** What came of asking. None of them says that there is no danger, for nobody can say that (E8). */
export const welfareOutcomes = {
  spoke: { words: 'Spoke with them', asked: true },
  support_agreed: { words: 'Spoke, and agreed what helps', asked: true },
  crisis_help: { words: 'Passed to crisis or emergency help', asked: true },
  did_not_want: { words: 'They did not want to speak', asked: true },
  not_reached: { words: 'Tried, not reached', asked: false },
  not_recorded: { words: 'Asked', asked: true },
} as const satisfies Record<string, { words: string; asked: boolean }>;
export type WelfareOutcome = keyof typeof welfareOutcomes;

export type WelfareEvent =
  /** Schema 2 says what came of it. */
  | Happened<'welfare_asked', { because: string; outcome: WelfareOutcome }>
  | Happened<'date_expected', { what: ExpectedDate; falls: Day }>;

export type WelfareCommand =
  /** Whoever records it is the person who acknowledges the prompts up to that day. */
  | { do: 'ask_welfare'; on: Day; because: string; outcome: Exclude<WelfareOutcome, 'not_recorded'> }
  | { do: 'expect_date'; on: Day; what: ExpectedDate; falls: Day };

export interface WelfarePrompt {
  readonly on: Day;
  readonly because: string;
}

/** After contact with the police people are asked at once, and again after 48 hours (domain 1.5). */
const twice: readonly string[] = ['arrested', 'interviewed', 'searched'];

/** Every date at which somebody should ask how the person is, soonest first. */
export function welfarePrompts(state: CaseState): WelfarePrompt[] {
  const steps = state.legalSteps.flatMap(({ step, on }) => {
    if (!legalSteps[step].weighs) return [];
    const because = `${legalSteps[step].words}.`;
    const again = { on: addDays(on, 2), because: `${legalSteps[step].words}, 48 hours ago.` };
    return twice.includes(step) ? [{ on, because }, again] : [{ on, because }];
  });
  const prompts = [
    ...steps,
    ...state.orders.map(order => ({ on: order.from, because: 'Sentenced.' })),
    ...state.orders.flatMap(order =>
      order.ended ? [{ on: order.ended.on, because: 'The order ended.' }] : [],
    ),
    ...state.expectedDates.map(({ what, falls }) => ({ on: falls, because: `${expectedDates[what]}.` })),
    ...measurePrompts(state.measures),
  ];
  return prompts.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/**
 * The first prompt that nobody has acknowledged: it stands until a person has asked and said what came of it.
 * Where somebody tried in vain, it falls due again the next day.
 */
export function welfarePrompt(state: CaseState): WelfarePrompt | undefined {
  const { referredOn } = state;
  if (referredOn === null || state.closed?.reason === 'died') return undefined;
  const asked = state.welfare.filter(one => welfareOutcomes[one.outcome].asked);
  const lastAsked = latest(asked.map(one => one.on));
  const isOpen = (one: WelfarePrompt) => one.on > lastAsked && one.on >= referredOn;
  const first = welfarePrompts(state).find(isOpen);
  if (!first) return undefined;
  // What somebody answered about ending their life is not to stand behind an older date that nobody has asked about.
  const answered = measurePrompts(state.measures).filter(isOpen);
  const because = [...new Set([...answered, first].map(one => one.because))].join(' ');
  const lastTried = latest(state.welfare.map(one => one.on));
  if (lastTried < first.on) return { on: first.on, because };
  const again = addDays(lastTried as Day, 1);
  return { on: again, because: `${because} Tried on ${sayDay(lastTried as Day)}, not reached.` };
}

function latest(days: readonly Day[]): string {
  return days.reduce((last: string, on) => (on > last ? on : last), '');
}

export function askWelfare(_state: CaseState, command: CommandOf<'ask_welfare'>): CaseDecision {
  const { on, because, outcome } = command;
  return accept(event('welfare_asked', on, { because, outcome }));
}

export function expectDate(state: CaseState, { on, what, falls }: CommandOf<'expect_date'>): CaseDecision {
  if (state.expectedDates.some(one => one.what === what && one.falls === falls)) {
    return refuse('already_known', `That date is already here. ${unsaved}`, 'falls');
  }
  return accept(event('date_expected', on, { what, falls }));
}

export function afterWelfare(state: CaseState, event: WelfareEvent): CaseState {
  const on = event.occurredOn;
  if (event.type === 'date_expected') {
    const { what, falls } = event.facts;
    return { ...state, expectedDates: [...state.expectedDates, { what, falls }] };
  }
  return { ...state, welfare: [...state.welfare, { on, outcome: event.facts.outcome }] };
}
