import {
  authorities,
  authorityOutcomes,
  chaseResults,
  concernErasureGrounds,
  concernOutcomes,
  concernSources,
  escalationLevels,
  escalationResults,
  holdGrounds,
  lineDecisions,
  reasonsNotTold,
  sayDay,
  sharingGrounds,
  type ConcernDueKind,
  type ConcernEvent,
} from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';

/** What a concern waits for, as a heading. */
export const dueTitles: Readonly<Record<ConcernDueKind, string>> = {
  pass_on: 'Pass it on',
  review: 'Review by a second person',
  settle_review: 'Settle what the review disagrees with',
  name_deciders: 'Name the two who decide',
  first_decision: 'First decision: share it or not',
  second_decision: 'Second decision, by another person',
  name_third: 'Name who settles it',
  settle_sharing: 'Settle whether to share it',
  tell_added: 'Tell them what was added',
  reference: 'Add the reference',
  chase: 'Ask what became of it',
  escalation_answer: 'Answer to the disagreement',
  escalate_further: 'Take the disagreement further',
  erasure: 'Agree or decline that it is erased',
};

/** One thing that happened in a concern, as its page and a comparison of two changes say it. */
export function tellConcern(event: ConcernEvent, nameOf: (user: string) => string): Change {
  const name = nameOf(event.facts.by);
  switch (event.type) {
    case 'raised': {
      const { source, immediateDanger } = event.facts;
      const danger = immediateDanger ? ' Somebody was in danger.' : '';
      return { what: 'Raised', now: `${name}, from: ${lower(concernSources[source])}.${danger}` };
    }
    case 'words_added':
      return { what: 'Words added', now: `${name}.${sayGiven(event.facts.dayGiven)}` };
    case 'about_staff':
      return { what: 'About somebody who works here', now: `${name} recorded it. They do not see this.` };
    case 'passed_on': {
      const { to, reference, ownDuty, dayGiven } = event.facts;
      const what = ownDuty ? 'Reported by themselves' : 'Passed on';
      return {
        what,
        now: `${name} told: ${authorities[to]}. ${sayReference(reference)}${sayGiven(dayGiven)}`,
      };
    }
    case 'reference_added':
      return { what: 'Reference added', now: `${name}. ${sayReference(event.facts.reference)}` };
    case 'reviewed': {
      const agrees = event.facts.agreed ? 'agrees' : 'does not agree';
      return { what: 'Reviewed', now: `${name} ${agrees} with what was done.` };
    }
    case 'review_settled':
      return { what: 'Review settled', now: `${name}.` };
    case 'deciders_named': {
      const { first, second } = event.facts;
      return { what: 'Two named to decide', now: `${nameOf(first)} and ${nameOf(second)}, by ${name}.` };
    }
    case 'third_named':
      return { what: 'Somebody named to settle it', now: `${nameOf(event.facts.third)}, by ${name}.` };
    case 'decided':
    case 'sharing_settled': {
      const { share, ground, told, notTold } = event.facts;
      const is = `${name}: ${share ? 'share it' : 'do not share it'}.`;
      const why = notTold === null ? '' : ` Why not: ${lower(reasonsNotTold[notTold])}.`;
      const person = told ? 'The person was told.' : `The person was not told.${why}`;
      const what = event.type === 'decided' ? 'Decided' : 'Settled';
      return { what, now: `${is} Ground: ${lower(sharingGrounds[ground])}. ${person}` };
    }
    case 'chased': {
      const { reference, result } = event.facts;
      const gave = result === 'not_recorded' ? '' : ` ${chaseResults[result]}.`;
      return { what: 'Chased', now: `${name}.${gave}${reference ? ` ${sayReference(reference)}` : ''}` };
    }
    case 'authority_answered':
      return { what: 'The authority answered', now: `${authorityOutcomes[event.facts.outcome]}. ${name}.` };
    case 'escalated': {
      const { level, answerBy } = event.facts;
      const now = `${name}, to: ${lower(escalationLevels[level])}. An answer is due by ${sayDay(answerBy)}.`;
      return { what: 'Disagreement taken further', now };
    }
    case 'escalation_answered':
      return {
        what: 'Answer to the disagreement',
        now: `${escalationResults[event.facts.result]}. ${name}.`,
      };
    case 'linked_to_case':
      return { what: 'Linked to a case', now: `${name}.` };
    case 'unlinked_from_case':
      return { what: 'Link to a case taken back', now: `${name}.` };
    case 'joined':
      return { what: 'Joined with another concern', now: `${name}.` };
    case 'unjoined':
      return { what: 'No longer joined with another concern', now: `${name}.` };
    case 'concern_closed': {
      const { outcome } = event.facts;
      const how = outcome === 'not_recorded' ? '' : ` ${concernOutcomes[outcome]}.`;
      return { what: 'Closed', now: `${name}.${how}` };
    }
    case 'hold_placed': {
      const { ground, until } = event.facts;
      const end = until === null ? '' : ` Until ${sayDay(until)}.`;
      return { what: 'A legal hold placed', now: `${name}. ${holdGrounds[ground]}.${end}` };
    }
    case 'hold_lifted':
      return { what: 'A legal hold lifted', now: `${name}.` };
    case 'lines_decided': {
      const { decision, lines } = event.facts;
      const many = lines.length === 1 ? '1 line' : `${lines.length} lines`;
      return {
        what: 'Decided for a copy that somebody asked for',
        now: `${name}. ${many}: ${lower(lineDecisions[decision])}.`,
      };
    }
    case 'erasure_asked':
      return {
        what: 'Asked for it to be erased',
        now: `${name}. ${concernErasureGrounds[event.facts.ground]}.`,
      };
    case 'erasure_declined':
      return { what: 'Erasure declined', now: `${name}.` };
    case 'erased':
      return { what: 'Erased', now: `${name}.` };
    default:
      return event satisfies never;
  }
}

/**
 * The same for a comparison of two changes, which may show somebody what a colleague just did. That another concern is
 * about the same child is told on the page alone, to those who may see both.
 */
export function tellChange(event: ConcernEvent, nameOf: (user: string) => string): Change {
  return event.type === 'joined' || event.type === 'unjoined'
    ? { what: 'Something else', now: `${nameOf(event.facts.by)} recorded it.` }
    : tellConcern(event, nameOf);
}

/** The words that were locked away with one thing that happened, with what they are; '' where there are none. */
export function wordsOf(event: ConcernEvent): { readonly term: string; readonly words: string } {
  switch (event.type) {
    case 'decided':
    case 'sharing_settled':
    case 'escalated':
    case 'hold_placed':
    case 'hold_lifted':
    case 'lines_decided':
    case 'erasure_asked':
    case 'erasure_declined':
      return { term: 'Reason', words: event.sealed.reason };
    case 'passed_on':
      return { term: 'What was shared', words: event.sealed.shared };
    case 'reviewed':
    case 'review_settled':
    case 'authority_answered':
    case 'escalation_answered':
      return { term: 'In words', words: event.sealed.words };
    default:
      return { term: '', words: '' };
  }
}

function sayReference(reference: string): string {
  return reference.trim() === '' ? 'No reference yet.' : `Reference ${reference}.`;
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Of an entry that stands at another day than the one that was given. */
function sayGiven(dayGiven: string | null): string {
  return dayGiven === null ? '' : ` The day was given as “${dayGiven}”.`;
}
