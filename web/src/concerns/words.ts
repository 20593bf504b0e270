import {
  authorities,
  concernSources,
  sharingGrounds,
  type ConcernDue,
  type ConcernEvent,
} from '@throughcare/pathway';
import type { Change } from '../frame/conflict.ts';

/** What a concern waits for, as a heading. */
export const dueTitles: Readonly<Record<ConcernDue['what'], string>> = {
  pass_on: 'Pass it on',
  review: 'Review by a second person',
  first_decision: 'First decision: share it or not',
  second_decision: 'Second decision, by another person',
};

/** One thing that happened in a concern, as its page and a comparison of two changes say it. */
export function tellConcern(event: ConcernEvent, nameOf: (user: string) => string): Change {
  switch (event.type) {
    case 'raised': {
      const { source, by, immediateDanger } = event.facts;
      const danger = immediateDanger ? ' Somebody was in danger.' : '';
      return {
        what: 'Raised',
        now: `${nameOf(by)}, from: ${concernSources[source].toLowerCase()}.${danger}`,
      };
    }
    case 'passed_on': {
      const { by, to, reference } = event.facts;
      return {
        what: 'Passed on',
        now: `${nameOf(by)} told: ${authorities[to]}. ${sayReference(reference)}`,
      };
    }
    case 'reviewed': {
      const { by, agreed } = event.facts;
      return {
        what: 'Reviewed',
        now: `${nameOf(by)} ${agreed ? 'agrees' : 'does not agree'} with what was done.`,
      };
    }
    case 'decided': {
      const { by, share, ground, told } = event.facts;
      const is = `${nameOf(by)}: ${share ? 'share it' : 'do not share it'}.`;
      const person = told ? 'The person was told.' : 'The person was not told.';
      return { what: 'Decided', now: `${is} Ground: ${lowerFirst(sharingGrounds[ground])}. ${person}` };
    }
    case 'linked_to_case':
      return { what: 'Linked to a case', now: `${nameOf(event.facts.by)}.` };
    case 'chased':
      return { what: 'Chased', now: `${nameOf(event.facts.by)}. ${sayReference(event.facts.reference)}` };
    case 'concern_closed':
      return { what: 'Closed', now: `${nameOf(event.facts.by)}.` };
    default:
      return event satisfies never;
  }
}

function sayReference(reference: string): string {
  return reference.trim() === '' ? 'No reference yet.' : `Reference ${reference}.`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
