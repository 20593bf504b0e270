import { accept, refuse } from '../../decider.ts';
import { addMonths, sayDay, type Day } from '../../day.ts';
import { longerDeferral } from '../../law/unread.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import type { Appeal } from './appeal.ts';
import type { Kept } from './keeping.ts';
import { legalStageWords, type LegalStage } from './stages.ts';
import {
  legalSteps,
  type Court,
  type Held,
  type LegalStep,
  type LegalStepTaken,
  type Plea,
} from './steps.ts';

/**
 * One set of proceedings, what probation calls an event: from contact with the police to at most one disposal. A
 * person can have several at once (domain 2.1).
 */
export interface Proceedings {
  readonly id: string;
  readonly stage: LegalStage;
  readonly steps: readonly { readonly step: LegalStep; readonly on: Day; readonly told: number }[];
  /** The day to return on, while on pre-charge bail; null where nobody has told us. */
  readonly bail: { readonly until: Day | null } | null;
  readonly held: Held | null;
  readonly plea: Plea | null;
  readonly court: Court | null;
  readonly deferredUntil: Day | null;
  readonly convictedOn: Day | null;
  /** The day on which they ended without a conviction. */
  readonly endedOn: Day | null;
  readonly appeal: Appeal | null;
  readonly kept: Kept | null;
}

export function proceedingsAt(id: string, stage: LegalStage): Proceedings {
  return {
    id,
    stage,
    steps: [],
    bail: stage === 'pre_charge_bail' ? { until: null } : null,
    held: null,
    plea: null,
    court: null,
    deferredUntil: null,
    convictedOn: null,
    endedOn: null,
    appeal: null,
    kept: null,
  };
}

/** Begins with these proceedings, or says that there are none such. */
export function withProceedings(
  state: Pick<CaseState, 'proceedings'>,
  id: string,
  decide: (found: Proceedings) => CaseDecision,
): CaseDecision {
  const found = state.proceedings.find(one => one.id === id);
  if (found) return decide(found);
  return refuse(
    'no_such_proceedings',
    `There are no such proceedings in this case. ${unsaved} Choose one that is there.`,
    'proceedings',
  );
}

export function beginProceedings(state: CaseState, command: CommandOf<'begin_proceedings'>): CaseDecision {
  const { on, proceedings, stage } = command;
  if (state.proceedings.some(one => one.id === proceedings)) {
    return refuse('already_recorded', `These proceedings are already recorded. ${unsaved}`);
  }
  return accept(event('proceedings_begun', on, { proceedings, stage }));
}

/** Whether `step` can be recorded of proceedings that stand so; a conviction is recorded once. */
export function stepIsPossible({ stage, convictedOn }: Proceedings, step: LegalStep): boolean {
  if (step === 'convicted' && convictedOn !== null) return false;
  return (legalSteps[step].from as readonly LegalStage[]).includes(stage);
}

export function recordLegalStep(state: CaseState, command: CommandOf<'record_legal_step'>): CaseDecision {
  const { on, step } = command;
  return withProceedings(state, command.proceedings, found => {
    if (!stepIsPossible(found, step)) {
      return refuse(
        'step_impossible',
        `“${legalSteps[step].words}” cannot follow “${legalStageWords[found.stage]}”. ${unsaved} If an earlier step is missing, record that first.`,
        'step',
      );
    }
    const last = found.steps.at(-1);
    const early = refuseBefore(
      on,
      last?.on ?? null,
      last ? `“${legalSteps[last.step].words.toLowerCase()}”` : '',
    );
    if (early) return early;
    const until = untilOf(command);
    if (until !== null && until < on) {
      return refuse(
        'ends_before_it_begins',
        `It would end on ${sayDay(until)}, before it began on ${sayDay(on)}. ${unsaved} Change one of the dates.`,
        'until',
      );
    }
    const longest = addMonths(on, longerDeferral.rule);
    if (step === 'sentence_deferred' && until !== null && until > longest) {
      return refuse(
        'deferred_too_long',
        `A sentence can be deferred until ${sayDay(longest)} at most (${longerDeferral.source}). ${unsaved} Check the dates.`,
        'until',
      );
    }
    const detail = command.detail ? { ...command.detail } : null;
    return accept(event('legal_step', on, { proceedings: found.id, step, detail }));
  });
}

function untilOf(taken: LegalStepTaken): Day | null {
  return taken.detail && 'until' in taken.detail ? taken.detail.until : null;
}

/** The proceedings after one more step. */
export function afterStep(before: Proceedings, on: Day, told: number, taken: LegalStepTaken): Proceedings {
  const rule = legalSteps[taken.step];
  // Somebody referred after the sentence gets the conviction recorded afterwards, and stays sentenced.
  const stage = before.stage === 'sentenced' || rule.to === 'same' ? before.stage : rule.to;
  return {
    ...before,
    ...detailAfter(before, taken),
    stage,
    steps: [...before.steps, { step: taken.step, on, told }],
    bail: stage === 'pre_charge_bail' ? (bailAfter(taken) ?? before.bail) : null,
    convictedOn: taken.step === 'convicted' ? on : before.convictedOn,
    endedOn: stage === 'ended_without_conviction' ? on : null,
  };
}

function bailAfter(taken: LegalStepTaken): Proceedings['bail'] {
  return taken.step === 'bailed' || taken.step === 'bail_extended' ? taken.detail : null;
}

function detailAfter(before: Proceedings, taken: LegalStepTaken): Partial<Proceedings> {
  switch (taken.step) {
    case 'first_hearing':
      return taken.detail;
    case 'plea_entered':
      return taken.detail;
    case 'allocated':
      return taken.detail;
    case 'bailed_by_court':
      return { held: 'bail' };
    case 'remanded':
      return { held: 'remand' };
    case 'sentence_deferred':
      return { deferredUntil: taken.detail.until };
    default:
      return { deferredUntil: null, held: before.held };
  }
}
