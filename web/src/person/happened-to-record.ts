import {
  complaintAnswers,
  erasureGrounds,
  holdGrounds,
  processingGrounds,
  sayDay,
  type LifetimeEvent,
  type LineDecision,
} from '@throughcare/pathway';
import type { Names, Told } from './happened.ts';

const decisionWords: Readonly<Record<LineDecision, string>> = {
  release: 'released',
  keep_back: 'kept back',
  undo: 'to be decided on again',
};

/** What happened to the record itself: kept, asked for, disputed. */
export function tellLifetime(event: LifetimeEvent, names: Names): Told {
  switch (event.type) {
    case 'hold_placed': {
      const { ground, until } = event.facts;
      const how = until === null ? 'It stands until it is lifted.' : `It stands until ${sayDay(until)}.`;
      return { title: 'Legal hold: nothing may go', words: `${holdGrounds[ground]}. ${how}` };
    }
    case 'hold_lifted':
      return { title: 'Legal hold lifted', words: event.sealed.reason };
    case 'complaint_made':
      return { title: 'They made a complaint', words: '' };
    case 'complaint_answered':
      return { title: 'Complaint answered', words: `${complaintAnswers[event.facts.answer]}.` };
    case 'processing_restricted':
      return {
        title: 'This record is only kept, not used',
        words: `${processingGrounds[event.facts.ground]}.`,
      };
    case 'processing_freed':
      return { title: 'This record may be used again', words: '' };
    case 'copy_asked':
      return { title: 'They asked for a copy of what is held about them', words: '' };
    case 'copy_lines_decided': {
      const { decision, lines } = event.facts;
      const many = lines.length === 1 ? '1 line' : `${lines.length} lines`;
      return {
        title: `For the copy: ${many} ${decisionWords[decision]}`,
        words: event.sealed?.reason ?? '',
      };
    }
    case 'copy_given':
      return { title: 'They were given the copy', words: '' };
    case 'erasure_asked': {
      const { by, ground } = event.facts;
      return {
        title: 'Somebody asked for this record to be erased',
        words: `${names.staff(by)}. ${erasureGrounds[ground]}. A second person decides.`,
      };
    }
    case 'erasure_declined':
      return {
        title: 'The record stays',
        words: `${names.staff(event.facts.by)} declined. ${event.sealed.reason}`,
      };
    case 'erased':
      return { title: 'Erased', words: `${names.staff(event.facts.by)} agreed.` };
    default:
      return event satisfies never;
  }
}
