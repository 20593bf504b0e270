import { accept, refuse, type Happened } from '../../decider.ts';
import { addDays, sayDay, type Day } from '../../day.ts';
import { isKnownTo, type ToldEvent } from '../../told.ts';
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
  /** Whoever records it is the person who acknowledges the prompts up to that day, as far as they had been told. */
  | { do: 'ask_welfare'; on: Day; because: string; outcome: Exclude<WelfareOutcome, 'not_recorded'> }
  | { do: 'expect_date'; on: Day; what: ExpectedDate; falls: Day };

export interface WelfarePrompt {
  readonly on: Day;
  readonly because: string;
}

/** After contact with the police people are asked at once, and again after 48 hours (domain 1.5). */
const twice: readonly string[] = ['arrested', 'interviewed', 'searched'];

/** A prompt, and when that was told which calls for it. */
interface ToldPrompt extends WelfarePrompt {
  readonly told: number;
}

/** Every date at which somebody should ask how the person is, but for what they answered themselves. */
function datesThatWeigh({ legalSteps: taken, orders, expectedDates: expected }: CaseState): ToldPrompt[] {
  const steps = taken.flatMap(({ step, on, told }) => {
    if (!legalSteps[step].weighs) return [];
    const prompt = { on, because: `${legalSteps[step].words}.`, told };
    const again = { on: addDays(on, 2), because: `${legalSteps[step].words}, 48 hours ago.`, told };
    return twice.includes(step) ? [prompt, again] : [prompt];
  });
  return [
    ...steps,
    ...orders.map(({ from: on, told }) => ({ on, because: 'Sentenced.', told })),
    ...orders.flatMap(({ ended }) =>
      ended ? [{ on: ended.on, because: 'The order ended.', told: ended.told }] : [],
    ),
    ...expected.map(({ what, falls: on, told }) => ({ on, because: `${expectedDates[what]}.`, told })),
  ];
}

/**
 * The first prompt that nobody has acknowledged: it stands until a person has asked and said what came of it. Whoever
 * asked knew of no arrest, and of no answer, that was told only afterwards, whatever its day. Where somebody tried in
 * vain, it falls due again the next day.
 */
export function welfarePrompt(state: CaseState): WelfarePrompt | undefined {
  const { referredOn, welfare } = state;
  if (referredOn === null || state.closed?.reason === 'died') return undefined;
  const asked = welfare.filter(one => welfareOutcomes[one.outcome].asked);
  const isOpen = (one: ToldPrompt) => one.on >= referredOn && !asked.some(look => isKnownTo(look, one));
  const answered = measurePrompts(state.measures).filter(isOpen);
  const [first] = [...datesThatWeigh(state).filter(isOpen), ...answered]
    .sort(bySoonest)
    .map(one => ({ ...one, tried: lastTry(welfare, one) }))
    .map(one => ({ ...one, on: one.tried === undefined ? one.on : addDays(one.tried, 1) }))
    .sort(bySoonest);
  if (!first) return undefined;
  const { on, tried } = first;
  // What somebody answered about ending their life is not to stand behind an older date that nobody has asked about.
  const because = [...new Set([...answered, first].map(one => one.because))].join(' ');
  return {
    on,
    because: tried === undefined ? because : `${because} Tried on ${sayDay(tried)}, not reached.`,
  };
}

const bySoonest = (a: WelfarePrompt, b: WelfarePrompt) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0);

/** The last day on which somebody who knew of a prompt tried to ask. */
function lastTry(welfare: CaseState['welfare'], prompt: ToldPrompt): Day | undefined {
  return welfare
    .filter(look => isKnownTo(look, prompt))
    .reduce<Day | undefined>((last, { on }) => (last === undefined || on > last ? on : last), undefined);
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

export function afterWelfare(state: CaseState, event: ToldEvent<WelfareEvent>): CaseState {
  const { occurredOn: on, told } = event;
  if (event.type === 'date_expected') {
    const { what, falls } = event.facts;
    return { ...state, expectedDates: [...state.expectedDates, { what, falls, told: told.last }] };
  }
  return { ...state, welfare: [...state.welfare, { on, outcome: event.facts.outcome, told: told.first }] };
}
