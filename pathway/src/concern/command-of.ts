import { parseDay, type Day } from '../day.ts';
import { wordsOf } from '../sealed-words.ts';
import type { ChaseResult, Chosen, ConcernOutcome, NotTold } from './codes.ts';
import type { ConcernCommand, ConcernEvent } from './concern.ts';
import { isConcernLifetimeEvent } from './lifetime.ts';

/**
 * The command that an entry of a concern answers to, to decide it again after a correction, as whoever recorded it. What
 * earlier versions did not ask for comes back as the code that stands for it, which nothing is refused for. What happens
 * to the concern as a record is not corrected, and follows from nothing else (E22): null.
 */
export function concernCommandOf(event: ConcernEvent): ConcernCommand | null {
  if (isConcernLifetimeEvent(event)) return null;
  const on = event.occurredOn;
  const words = (name: string) => wordsOf(event, name);
  switch (event.type) {
    case 'raised': {
      const { source, immediateDanger, about } = event.facts;
      const [said, child, from] = [words('said'), words('child'), words('from')];
      return { do: 'raise', on, source, immediateDanger, about, said, child, from };
    }
    case 'words_added':
      return { do: 'add_words', on: dayAsGiven(event), said: words('said'), child: words('child') };
    case 'about_staff':
      return { do: 'name_staff', on, about: event.facts.about };
    case 'passed_on': {
      const { passing, to, reference, ownDuty, chaseBy } = event.facts;
      return {
        do: 'pass_on',
        on: dayAsGiven(event),
        passing,
        to,
        reference,
        shared: words('shared'),
        ownDuty,
        chaseBy,
      };
    }
    case 'reference_added': {
      const { passing, reference } = event.facts;
      return { do: 'add_reference', on, passing, reference };
    }
    case 'reviewed':
      return { do: 'review', on, agreed: event.facts.agreed, words: words('words') };
    case 'review_settled':
      return { do: 'settle_review', on, words: words('words') };
    case 'deciders_named': {
      const { first, second } = event.facts;
      return { do: 'name_deciders', on, first, second };
    }
    case 'third_named':
      return { do: 'name_third', on, third: event.facts.third };
    case 'decided':
      return { do: 'decide', on, ...decidingOf(event) };
    case 'sharing_settled':
      return { do: 'settle_sharing', on, ...decidingOf(event) };
    case 'chased': {
      const { passing, reference, chaseBy } = event.facts;
      const result = event.facts.result as Chosen<ChaseResult>;
      return { do: 'chase', on, passing, reference, result, chaseBy };
    }
    case 'authority_answered': {
      const { passing, outcome, chaseBy } = event.facts;
      return { do: 'authority_answered', on, passing, outcome, words: words('words'), chaseBy };
    }
    case 'escalated': {
      const { passing, level, answerBy } = event.facts;
      return { do: 'escalate', on, passing, level, reason: words('reason'), answerBy };
    }
    case 'escalation_answered': {
      const { passing, result } = event.facts;
      return { do: 'escalation_answered', on, passing, result, words: words('words') };
    }
    case 'linked_to_case':
      return { do: 'link_to_case', on, case: event.facts.case };
    case 'unlinked_from_case':
      return { do: 'unlink_from_case', on, case: event.facts.case };
    case 'joined':
      return { do: 'join', on, with: event.facts.with };
    case 'unjoined':
      return { do: 'unjoin', on, with: event.facts.with };
    case 'concern_closed':
      return { do: 'close', on, outcome: event.facts.outcome as Chosen<ConcernOutcome> };
    default:
      return event satisfies never;
  }
}

function decidingOf(event: Extract<ConcernEvent, { type: 'decided' | 'sharing_settled' }>) {
  const { share, ground, told } = event.facts;
  const notTold = event.facts.notTold as Chosen<NotTold> | null;
  return { share, ground, reason: wordsOf(event, 'reason'), told, notTold };
}

/** What stands later than it was given, because something came in between, is decided again on the day given. */
function dayAsGiven({
  occurredOn,
  facts: { dayGiven },
}: Extract<ConcernEvent, { type: 'words_added' | 'passed_on' }>): Day {
  const given = dayGiven === null ? null : parseDay(dayGiven);
  return given && given < occurredOn ? given : occurredOn;
}
