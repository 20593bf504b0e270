import type { Day } from '../../day.ts';
import type { Happened, Json } from '../../decider.ts';
import type { LawDate } from '../../law/law-date.ts';
import type { AppealedAgainst, AppealOutcome } from './appeal.ts';
import type { BarringAnswer } from './barring.ts';
import type { BreachOutcome } from './breach.ts';
import type { ClockEnd, ClockKind } from './clocks.ts';
import type { ConditionEnd, ConditionKind, ConditionSubject, Under } from './conditions.ts';
import type { Failure, Judgement, WarningSays } from './enforcement.ts';
import type { KeepingGround, KeepingOutcome } from './keeping.ts';
import type { EarlyEnd, OrderEnd, RecordedEnd } from './orders.ts';
import type { RehabilitationSource } from './rehabilitation.ts';
import type { RequirementEnd } from './requirements.ts';
import type { Disposal, Sentence } from './sentence.ts';
import type { LegalStage } from './stages.ts';
import type { LegalStep, LegalStepTaken } from './steps.ts';

type SupervisionEnd = 'expired' | 'terminated_early';

/** What can happen to somebody in law. Which proceedings, order or clock it is about is named by its id. */
export type LegalEvent =
  | Happened<'proceedings_begun', { proceedings: string; stage: LegalStage }>
  | Happened<'legal_step', { proceedings: string; step: LegalStep; detail: Json }>
  | Happened<'appealed', { proceedings: string; against: AppealedAgainst }>
  | Happened<'appeal_decided', { proceedings: string; outcome: AppealOutcome }>
  | Happened<
      'keeping_reviewed',
      { proceedings: string; outcome: KeepingOutcome; ground: KeepingGround; reviewOn: Day | null }
    >
  | Happened<
      'sentenced',
      {
        order: string;
        proceedings: string;
        disposal: Disposal;
        months: number | null;
        suspended: Json;
        requirements: Json;
      }
    >
  | Happened<'order_ended', { order: string; how: OrderEnd; early: Json }>
  | Happened<'supervision_ended', { order: string; how: SupervisionEnd; early: Json }>
  | Happened<'requirement_progressed', { order: string; requirement: number; amount: number }>
  | Happened<'requirement_ended', { order: string; requirement: number; how: RequirementEnd }>
  | Happened<
      'failure_judged',
      { order: string; failure: Json; failedOn: Day; judged: Judgement; otherwise: boolean },
      { words: string; why: string }
    >
  | Happened<'breach_heard', { order: string; found: Json }>
  | Happened<'released', { order: string; licenceUntil: Day }>
  | Happened<'recalled', { order: string; days: number | null }>
  | Happened<'post_sentence_supervision_began', { order: string; until: Day; repealed: Json }>
  // Recorded by earlier versions, of any clock; today each kind has an event of its own.
  | Happened<'clock_began', { clock: Exclude<ClockKind, 'rehabilitation'>; until: Day | null }>
  | Happened<'notification_began', { clock: string; until: Day | null }>
  | Happened<'notified', { clock: string; what: 'first' | 'change' }>
  | Happened<'prevention_order_made', { clock: string; until: Day | null; interim: boolean }>
  | Happened<'barring_recorded', { status: BarringAnswer; reviewOn: Day | null }>
  | Happened<'mappa_recorded', { under: 1 | 2 | 3; level: 1 | 2 | 3; reviewOn: Day }>
  | Happened<
      'rehabilitation_set',
      { clock: string; order: string; until: Day | null; source: RehabilitationSource }
    >
  | Happened<'clock_end_changed', { clock: string; until: Day | null }>
  | Happened<'clock_ended', { clock: string; why: ClockEnd }>
  | Happened<
      'condition_set',
      { condition: string; under: Json; kind: ConditionKind; subject: ConditionSubject; until: Day | null },
      { words: string }
    >
  | Happened<'condition_ended', { condition: string; why: ConditionEnd }>;

/** What may be recorded of it. */
export type LegalCommand =
  | { do: 'begin_proceedings'; on: Day; proceedings: string; stage: LegalStage }
  | ({ do: 'record_legal_step'; on: Day; proceedings: string } & LegalStepTaken)
  | { do: 'record_appeal'; on: Day; proceedings: string; against: AppealedAgainst }
  | { do: 'decide_appeal'; on: Day; proceedings: string; outcome: AppealOutcome }
  | {
      do: 'review_keeping';
      on: Day;
      proceedings: string;
      outcome: KeepingOutcome;
      ground: KeepingGround;
      reviewOn: Day | null;
    }
  | { do: 'record_sentence'; on: Day; sentence: Sentence }
  | { do: 'end_order'; on: Day; order: string; how: RecordedEnd; early: EarlyEnd | null }
  | { do: 'end_supervision'; on: Day; order: string; how: SupervisionEnd; early: EarlyEnd | null }
  | { do: 'record_progress'; on: Day; order: string; requirement: number; amount: number }
  | { do: 'end_requirement'; on: Day; order: string; requirement: number; how: RequirementEnd }
  | {
      do: 'judge_failure';
      on: Day;
      order: string;
      failure: Failure;
      judged: Judgement;
      warning: WarningSays | null;
      words: string;
      why: string;
    }
  | { do: 'hear_breach'; on: Day; order: string; found: BreachOutcome }
  | { do: 'record_release'; on: Day; order: string; licenceUntil: Day }
  | { do: 'record_recall'; on: Day; order: string; days: number | null }
  | { do: 'begin_post_sentence_supervision'; on: Day; order: string; until: Day; repealed: LawDate }
  | { do: 'begin_notification'; on: Day; clock: string; until: Day | null }
  | { do: 'record_notified'; on: Day; clock: string; what: 'first' | 'change' }
  | { do: 'make_prevention_order'; on: Day; clock: string; until: Day | null; interim: boolean }
  | { do: 'record_barring'; on: Day; status: BarringAnswer; reviewOn: Day | null }
  | { do: 'record_mappa'; on: Day; under: 1 | 2 | 3; level: 1 | 2 | 3; reviewOn: Day }
  | {
      do: 'set_rehabilitation';
      on: Day;
      clock: string;
      order: string;
      until: Day | null;
      source: RehabilitationSource;
    }
  | { do: 'change_clock_end'; on: Day; clock: string; until: Day | null }
  | { do: 'end_clock'; on: Day; clock: string; why: ClockEnd }
  | {
      do: 'set_condition';
      on: Day;
      condition: string;
      under: Under;
      kind: ConditionKind;
      subject: ConditionSubject;
      until: Day | null;
      words: string;
    }
  | { do: 'end_condition'; on: Day; condition: string; why: ConditionEnd };
