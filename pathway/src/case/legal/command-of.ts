import { wordsOf } from '../../sealed-words.ts';
import type { BreachOutcome } from './breach.ts';
import type { Under } from './conditions.ts';
import type { Failure } from './enforcement.ts';
import type { LegalCommand, LegalEvent } from './events.ts';
import type { EarlyEnd, RecordedEnd } from './orders.ts';
import type { Requirement, SuspendedTerm } from './sentence.ts';
import type { LegalStepTaken } from './steps.ts';
import type { LawDate } from '../../law/law-date.ts';

/** The command that a legal entry answers to; null for a clock of an earlier version, which no command begins today. */
export function legalCommandOf(event: LegalEvent): LegalCommand | null {
  const on = event.occurredOn;
  switch (event.type) {
    case 'proceedings_begun':
      return { do: 'begin_proceedings', on, ...event.facts };
    case 'legal_step': {
      const { proceedings, step, detail } = event.facts;
      const taken = { step, ...(detail !== null && { detail }) } as unknown as LegalStepTaken;
      return { do: 'record_legal_step', on, proceedings, ...taken };
    }
    case 'appealed':
      return { do: 'record_appeal', on, ...event.facts };
    case 'appeal_decided':
      return { do: 'decide_appeal', on, ...event.facts };
    case 'keeping_reviewed':
      return { do: 'review_keeping', on, ...event.facts };
    case 'sentenced': {
      const { order, proceedings, disposal, months } = event.facts;
      const suspended = event.facts.suspended as unknown as SuspendedTerm | null;
      const requirements = event.facts.requirements as unknown as Requirement[];
      const sentence = { order, proceedings, disposal, months, suspended, requirements };
      return { do: 'record_sentence', on, sentence };
    }
    case 'order_ended': {
      const { order, how } = event.facts;
      // Earlier versions could record it so; which part of the term was activated is a court's decision today.
      if (how === 'activated') return null;
      return { do: 'end_order', on, order, how: how as RecordedEnd, early: earlyOf(event.facts.early) };
    }
    case 'supervision_ended':
      return { do: 'end_supervision', on, ...event.facts, early: earlyOf(event.facts.early) };
    case 'requirement_progressed':
      return { do: 'record_progress', on, ...event.facts };
    case 'requirement_ended':
      return { do: 'end_requirement', on, ...event.facts };
    case 'failure_judged': {
      const { order, judged, otherwise } = event.facts;
      const failure = event.facts.failure as unknown as Failure;
      const warning = judged === 'warned' ? { whatFailed: true, unacceptable: true, courtNext: true } : null;
      // Why was asked for only where the officer decided otherwise: where not, the rule has to lead there still.
      const why = otherwise ? wordsOf(event, 'why') : '';
      return {
        do: 'judge_failure',
        on,
        order,
        failure,
        judged,
        warning,
        words: wordsOf(event, 'words'),
        why,
      };
    }
    case 'breach_heard':
      return {
        do: 'hear_breach',
        on,
        order: event.facts.order,
        found: event.facts.found as unknown as BreachOutcome,
      };
    case 'released':
      return { do: 'record_release', on, ...event.facts };
    case 'recalled':
      return { do: 'record_recall', on, ...event.facts };
    case 'post_sentence_supervision_began': {
      const { order, until } = event.facts;
      const repealed = event.facts.repealed as unknown as LawDate;
      return { do: 'begin_post_sentence_supervision', on, order, until, repealed };
    }
    case 'clock_began':
      return null;
    case 'notification_began':
      return { do: 'begin_notification', on, ...event.facts };
    case 'notified':
      return { do: 'record_notified', on, ...event.facts };
    case 'prevention_order_made':
      return { do: 'make_prevention_order', on, ...event.facts };
    case 'barring_recorded':
      return { do: 'record_barring', on, ...event.facts };
    case 'mappa_recorded':
      return { do: 'record_mappa', on, ...event.facts };
    case 'rehabilitation_set':
      return { do: 'set_rehabilitation', on, ...event.facts };
    case 'clock_end_changed':
      return { do: 'change_clock_end', on, ...event.facts };
    case 'clock_ended':
      return { do: 'end_clock', on, ...event.facts };
    case 'condition_set': {
      const under = event.facts.under as unknown as Under;
      return { do: 'set_condition', on, ...event.facts, under, words: wordsOf(event, 'words') };
    }
    case 'condition_ended':
      return { do: 'end_condition', on, ...event.facts };
    default:
      return event satisfies never;
  }
}

function earlyOf(early: unknown): EarlyEnd | null {
  return early as EarlyEnd | null;
}
