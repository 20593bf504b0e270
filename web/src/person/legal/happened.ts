import {
  appealedAgainst,
  appealOutcomes,
  barringStatuses,
  breachOutcomes,
  clockEnds,
  clockKinds,
  conditionEnds,
  conditionKinds,
  conditionSubjects,
  courts,
  disposals,
  failureKinds,
  heldWhere,
  judgements,
  keepingGrounds,
  keepingOutcomes,
  legalStageWords,
  legalSteps,
  orderEnds,
  pleas,
  rehabilitationSources,
  requirementEnds,
  requirementKinds,
  requirementUnits,
  sayDay,
  type BreachOutcome,
  type ClockEvent,
  type Day,
  type Failure,
  type LegalEvent,
  type LegalStepTaken,
  type Requirement,
  type SuspendedTerm,
} from '@throughcare/pathway';
import type { Told } from '../happened.ts';

type EventOf<Type extends LegalEvent['type']> = Extract<LegalEvent, { type: Type }>;

/** What happened in law, in the words of the time line. */
export function tellLegal(event: LegalEvent): Told {
  switch (event.type) {
    case 'proceedings_begun':
      return { title: 'Other proceedings', words: `${legalStageWords[event.facts.stage]}.` };
    case 'legal_step': {
      const { step, detail } = event.facts;
      return {
        title: legalSteps[step].words,
        words: sayDetail({ step, detail } as unknown as LegalStepTaken),
      };
    }
    case 'appealed':
      return {
        title: 'Appeal lodged',
        words: `Against: ${appealedAgainst[event.facts.against].toLowerCase()}.`,
      };
    case 'appeal_decided':
      return { title: 'Appeal decided', words: `${appealOutcomes[event.facts.outcome]}.` };
    case 'keeping_reviewed': {
      const { outcome, ground, reviewOn } = event.facts;
      const again = reviewOn === null ? '' : ` To be looked at again on ${sayDay(reviewOn)}.`;
      return {
        title: 'Decided what of the record may be kept',
        words: `${keepingOutcomes[outcome]}. ${keepingGrounds[ground]}.${again}`,
      };
    }
    case 'sentenced':
      return { title: 'Sentenced', words: sayOrder(event.facts) };
    case 'order_ended':
      return { title: 'Order ended', words: `${orderEnds[event.facts.how]}.` };
    case 'supervision_ended':
      return { title: 'Supervision ended', words: `${orderEnds[event.facts.how]}. The order runs on.` };
    case 'requirement_progressed':
      return {
        title: 'Requirement: some of it done',
        words: `${event.facts.amount} more, as the court counts it.`,
      };
    case 'requirement_ended':
      return { title: 'Requirement ended', words: `${requirementEnds[event.facts.how]}.` };
    case 'failure_judged':
      return sayJudgement(event);
    case 'breach_heard': {
      const found = event.facts.found as unknown as BreachOutcome;
      return { title: 'Breach heard in court', words: `${breachOutcomes[found.outcome]}.` };
    }
    case 'released':
      return { title: 'Released on licence', words: `Until ${sayDay(event.facts.licenceUntil)}.` };
    case 'recalled': {
      const { days } = event.facts;
      return {
        title: 'Recalled to custody',
        words: days === null ? 'Without a fixed length.' : `For ${days} days.`,
      };
    }
    case 'post_sentence_supervision_began':
      return { title: 'Supervision after the sentence began', words: `Until ${sayDay(event.facts.until)}.` };
    default:
      return tellClock(event);
  }
}

type ClockOrCondition = ClockEvent | Extract<LegalEvent, { type: 'condition_set' | 'condition_ended' }>;

function tellClock(event: ClockOrCondition): Told {
  switch (event.type) {
    case 'clock_began':
      return { title: `${clockKinds[event.facts.clock]} began`, words: sayUntil(event.facts.until) };
    case 'notification_began':
      return { title: 'Notification began', words: sayUntil(event.facts.until) };
    case 'notified':
      return {
        title: 'Notified the police',
        words: event.facts.what === 'first' ? 'The first time.' : 'A change.',
      };
    case 'prevention_order_made': {
      const { interim, until } = event.facts;
      return {
        title: interim ? 'Interim prevention order made' : 'Prevention order made',
        words: sayUntil(until),
      };
    }
    case 'barring_recorded': {
      const { status, reviewOn } = event.facts;
      return { title: `Barring: ${barringStatuses[status].toLowerCase()}`, words: sayReview(reviewOn) };
    }
    case 'mappa_recorded': {
      const { under, level, reviewOn } = event.facts;
      return { title: `MAPPA: category ${under}, level ${level}`, words: sayReview(reviewOn) };
    }
    case 'rehabilitation_set': {
      const { until, source } = event.facts;
      const words = `${sayUntil(until)} Said by: ${rehabilitationSources[source].toLowerCase()}.`;
      return { title: 'End of the rehabilitation period given', words };
    }
    case 'clock_end_changed':
      return { title: 'The end of a duty was changed', words: sayUntil(event.facts.until) };
    case 'clock_ended':
      return { title: 'A duty beside the order ended', words: `${clockEnds[event.facts.why]}.` };
    case 'condition_set': {
      const { kind, subject, until } = event.facts;
      const own = until === null ? '' : ` ${sayUntil(until)}`;
      // Who may not open the words is still told that there is a condition.
      const words = (event as Partial<EventOf<'condition_set'>>).sealed?.words;
      const title = `Condition: ${conditionSubjects[subject].toLowerCase()}`;
      return {
        title,
        words: words ? `${conditionKinds[kind]}: ${words}${own}` : `${conditionKinds[kind]}.${own}`,
      };
    }
    case 'condition_ended':
      return { title: 'Condition ended', words: `${conditionEnds[event.facts.why]}.` };
    default:
      return event satisfies never;
  }
}

function sayUntil(until: Day | null): string {
  return until === null ? 'It runs on without an end.' : `It runs until ${sayDay(until)}.`;
}

function sayReview(on: Day | null): string {
  return on === null ? '' : `To be looked at again on ${sayDay(on)}.`;
}

function sayDetail(taken: LegalStepTaken): string {
  switch (taken.step) {
    case 'bailed':
    case 'bail_extended':
      return taken.detail.until === null
        ? 'The day to return is not known to us.'
        : `To return on ${sayDay(taken.detail.until)}.`;
    case 'first_hearing':
      return `${heldWhere[taken.detail.held]}. Plea: ${pleas[taken.detail.plea].toLowerCase()}.`;
    case 'plea_entered':
      return `${pleas[taken.detail.plea]}.`;
    case 'allocated':
      return `${courts[taken.detail.court]}.`;
    case 'sentence_deferred':
      return taken.detail.until === null
        ? 'Until when is not known to us.'
        : `Until ${sayDay(taken.detail.until)}.`;
    default:
      return '';
  }
}

function sayJudgement({ facts, sealed }: Pick<EventOf<'failure_judged'>, 'facts' | 'sealed'>): Told {
  const { kind } = facts.failure as unknown as Failure;
  const said = (sealed as { words: string } | undefined)?.words ?? '';
  const otherwise = facts.otherwise ? ' Decided otherwise than the rule has it.' : '';
  return {
    title: `Failure of ${sayDay(facts.failedOn)}: ${judgements[facts.judged].toLowerCase()}`,
    words: `${failureKinds[kind]}.${otherwise}${said ? ` ${said}` : ''}`,
  };
}

function sayOrder(facts: EventOf<'sentenced'>['facts']): string {
  const requirements = facts.requirements as unknown as readonly Requirement[];
  const suspended = facts.suspended as unknown as SuspendedTerm | null;
  const length = facts.months === null ? '' : `, ${facts.months} months`;
  const term = suspended?.termMonths ? ` Suspended: a term of ${suspended.termMonths} months.` : '';
  const supervision = suspended?.supervisionMonths
    ? ` Supervision: ${suspended.supervisionMonths} months.`
    : '';
  const parts = requirements.map(({ kind, most }) => {
    const name = requirementKinds[kind].toLowerCase();
    return most === null ? name : `${name}, ${most} ${requirementUnits[kind] ?? ''}`.trimEnd();
  });
  const having = parts.length > 0 ? ` With: ${parts.join('; ')}.` : '';
  return `${disposals[facts.disposal].words}${length}.${term}${supervision}${having}`;
}
