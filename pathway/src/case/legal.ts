import { accept, refuse } from '../decider.ts';
import { sayDay } from '../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from './answer.ts';
import { legalStageWords, legalSteps, stepIsPossible } from './legal-steps.ts';
import { disposals } from './sentence.ts';
import type { CaseState } from './case.ts';

function lastLegalStep(state: CaseState) {
  return state.legalSteps.at(-1);
}

export function recordLegalStep(
  state: CaseState,
  { on, step }: CommandOf<'record_legal_step'>,
): CaseDecision {
  if (!stepIsPossible(state, step)) {
    return refuse(
      'step_impossible',
      `“${legalSteps[step].words}” cannot follow “${legalStageWords[state.stage]}”. ${unsaved} If an earlier step is missing, record that first.`,
      'step',
    );
  }
  const last = lastLegalStep(state);
  const what = last ? `“${legalSteps[last.step].words.toLowerCase()}”` : '';
  return refuseBefore(on, last?.on ?? null, what) ?? accept(event('legal_step', on, { step }));
}

export function recordSentence(
  state: CaseState,
  { on, sentence }: CommandOf<'record_sentence'>,
): CaseDecision {
  if (state.convictedOn === null) {
    return refuse('not_convicted', `A sentence needs a conviction first. ${unsaved} Record the conviction.`);
  }
  const early = refuseBefore(on, state.convictedOn, 'the conviction');
  if (early) return early;
  const { lasts, words } = disposals[sentence.disposal];
  if (lasts && (sentence.months === null || !Number.isInteger(sentence.months) || sentence.months < 1)) {
    return refuse(
      'length_missing',
      `Say how many months the ${words.toLowerCase()} lasts. ${unsaved}`,
      'months',
    );
  }
  if (!lasts && sentence.months !== null) {
    return refuse('has_no_length', `A sentence of this kind has no length. ${unsaved}`, 'months');
  }
  const withRequirements = ['community_order', 'suspended_sentence_order'].includes(sentence.disposal);
  if (!withRequirements && sentence.requirements.length > 0) {
    return refuse(
      'no_requirements',
      `Only a community order or a suspended sentence order has requirements. ${unsaved}`,
      'requirements',
    );
  }
  if (state.orders.some(order => order.id === sentence.order)) {
    return refuse('already_recorded', `This sentence is already recorded. ${unsaved}`);
  }
  return accept(
    event('sentenced', on, {
      order: sentence.order,
      disposal: sentence.disposal,
      months: sentence.months,
      requirements: sentence.requirements.map(({ kind, days }) => ({ kind, days })),
    }),
  );
}

export function endOrder(state: CaseState, { on, order: id, how }: CommandOf<'end_order'>): CaseDecision {
  const order = state.orders.find(one => one.id === id);
  if (!order) return refuse('no_such_order', `There is no such order in this case. ${unsaved}`);
  if (order.ended) {
    return refuse('already_ended', `That order ended on ${sayDay(order.ended.on)}. ${unsaved}`);
  }
  return refuseBefore(on, order.from, 'the sentence') ?? accept(event('order_ended', on, { order: id, how }));
}

export function beginClock(state: CaseState, { on, clock, until }: CommandOf<'begin_clock'>): CaseDecision {
  if (until !== null && until < on) {
    return refuse('ends_before_it_begins', `It would end before it begins. ${unsaved}`, 'until');
  }
  const running = state.clocks.some(one => one.kind === clock && (one.until === null || one.until >= on));
  if (running) return refuse('already_running', `That is already running. ${unsaved}`, 'clock');
  return accept(event('clock_began', on, { clock, until }));
}
