import { accept, refuse } from '../../decider.ts';
import { sayDay, type Day } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { runningOrderOf } from './orders.ts';
import { withProceedings } from './proceedings.ts';

export const appealedAgainst = {
  conviction: 'The conviction',
  sentence: 'The sentence',
  both: 'The conviction and the sentence',
} as const;
export type AppealedAgainst = keyof typeof appealedAgainst;

export const appealOutcomes = {
  dismissed: 'Dismissed',
  abandoned: 'Abandoned',
  conviction_quashed: 'Conviction quashed',
  sentence_varied: 'Sentence replaced by another',
} as const;
export type AppealOutcome = keyof typeof appealOutcomes;

/** An appeal runs beside what it is against: an order goes on until a court says otherwise. */
export interface Appeal {
  readonly on: Day;
  readonly against: AppealedAgainst;
  readonly decided: { readonly on: Day; readonly outcome: AppealOutcome } | null;
}

export function recordAppeal(state: CaseState, command: CommandOf<'record_appeal'>): CaseDecision {
  const { on, against } = command;
  return withProceedings(state, command.proceedings, found => {
    if (found.convictedOn === null) {
      return refuse('not_convicted', `An appeal needs a conviction first. ${unsaved} Record the conviction.`);
    }
    if (found.appeal && !found.appeal.decided) {
      return refuse('appeal_running', `An appeal has run since ${sayDay(found.appeal.on)}. ${unsaved}`);
    }
    const order = runningOrderOf(state, found.id);
    if (against !== 'conviction' && !order) {
      return refuse('no_sentence', `There is no sentence to appeal against. ${unsaved}`, 'against');
    }
    const since = against === 'conviction' ? found.convictedOn : order!.from;
    const decided = found.appeal?.decided?.on ?? since;
    return (
      refuseBefore(on, decided > since ? decided : since, 'what it is against') ??
      accept(event('appealed', on, { proceedings: found.id, against }))
    );
  });
}

export function decideAppeal(state: CaseState, command: CommandOf<'decide_appeal'>): CaseDecision {
  const { on, outcome } = command;
  return withProceedings(state, command.proceedings, found => {
    const { appeal } = found;
    if (!appeal || appeal.decided) {
      return refuse(
        'no_appeal',
        `No appeal is running in these proceedings. ${unsaved} Record the appeal first.`,
      );
    }
    const order = runningOrderOf(state, found.id);
    const early =
      refuseBefore(on, appeal.on, 'the appeal') ??
      refuseBefore(on, found.steps.at(-1)?.on ?? null, 'the last step of the proceedings') ??
      refuseBefore(
        on,
        order?.custody?.since ?? order?.from ?? null,
        'what was last recorded of the sentence',
      );
    if (early) return early;
    const fits = {
      dismissed: true,
      abandoned: true,
      conviction_quashed: appeal.against !== 'sentence',
      sentence_varied: appeal.against !== 'conviction' && order !== undefined,
    }[outcome];
    if (!fits) {
      return refuse(
        'outcome_does_not_fit',
        `The appeal is against ${appealedAgainst[appeal.against].toLowerCase()}, so it cannot end like this. ${unsaved} Choose another outcome, or correct the appeal.`,
        'outcome',
      );
    }
    return accept(event('appeal_decided', on, { proceedings: found.id, outcome }));
  });
}
