import {
  article10,
  article6,
  article9,
  closingReasons,
  expectedDates,
  instrument,
  measureMoments,
  purposes,
  receivingBodies,
  sayDay,
  taskKinds,
  welfareOutcomes,
  type CaseworkEvent,
} from '@throughcare/pathway';
import type { Names, Told } from '../happened.ts';

/** What happened in the work with a person, in the words of the time line. */
export function tellCasework(event: CaseworkEvent, names: Names): Told {
  switch (event.type) {
    case 'task_given': {
      const { kind, to, by } = event.facts;
      const words = event.sealed?.words ?? '';
      const forWhom = `For ${names.staff(to)}, by ${sayDay(by)}.`;
      return {
        title: `Task: ${taskKinds[kind].toLowerCase()}`,
        words: words ? `${forWhom} ${words}` : forWhom,
      };
    }
    case 'task_reassigned':
      return {
        title: 'Task passed on',
        words: `To ${names.staff(event.facts.to)}, by ${sayDay(event.facts.by)}.`,
      };
    case 'task_done':
      return { title: 'Task done', words: '' };
    case 'task_taken_up':
      return { title: 'Task taken up', words: '' };
    case 'task_handed_back':
      return { title: 'Task handed back', words: event.sealed?.words ?? '' };
    case 'case_taken_up':
      return { title: 'Case taken up', words: '' };
    case 'case_handed_back':
      return {
        title: 'Case handed back',
        words: `It waits for somebody to carry it. ${event.sealed?.words ?? ''}`.trim(),
      };
    case 'handed_over': {
      const { practitioner, talkBy } = event.facts;
      const whom = practitioner === null ? 'a team' : names.staff(practitioner);
      return { title: 'Case handed over', words: `To ${whom}. To be talked over by ${sayDay(talkBy)}.` };
    }
    case 'handover_held':
      return { title: 'Handover talked over', words: '' };
    case 'lawful_basis_set': {
      const { purpose, reviewOn } = event.facts;
      const health = event.facts.article9 ? `; ${article9[event.facts.article9]}` : '';
      const offences = event.facts.article10 ? `; ${article10[event.facts.article10]}` : '';
      const grounds = `${article6[event.facts.article6]}${health}${offences}`;
      return {
        title: `Lawful basis: ${purposes[purpose].toLowerCase()}`,
        words: `${grounds}. To be looked at again on ${sayDay(reviewOn)}.`,
      };
    }
    case 'welfare_asked': {
      const { because, outcome } = event.facts;
      const { words, asked } = welfareOutcomes[outcome];
      return {
        title: asked ? 'Asked how they are' : 'Tried to ask how they are',
        words: `Because: ${because.toLowerCase()} ${outcome === 'not_recorded' ? '' : `${words}.`}`.trim(),
      };
    }
    case 'date_expected': {
      const { what, falls } = event.facts;
      return { title: `Expected: ${expectedDates[what].toLowerCase()}`, words: `On ${sayDay(falls)}.` };
    }
    case 'measure_taken': {
      const { instrument: id, moment, total } = event.facts;
      const sum = total === null ? 'No total: an answer was left out.' : `Total ${total}.`;
      return {
        title: `${instrument(id).name}: ${measureMoments[moment].toLowerCase()}`,
        words: `${sum} What they said of themselves; not an outcome.`,
      };
    }
    case 'band_imported': {
      const { instrument: id, given, version, assessedOn, expiresOn } = event.facts;
      const until = expiresOn === null ? 'no expiry given' : `until ${sayDay(expiresOn)}`;
      const who = event.sealed?.assessor ? `, by ${event.sealed.assessor}` : '';
      return {
        title: `${instrument(id).name}: ${given}`,
        words: `As given, version ${version}, assessed on ${sayDay(assessedOn)}${who}; ${until}.`,
      };
    }
    case 'closed': {
      const { reason, watchedBy, to } = event.facts;
      const whom = to === null ? '' : ` To: ${receivingBodies[to].toLowerCase()}.`;
      const watch = watchedBy === null ? '' : ` ${names.staff(watchedBy)} watches what still runs.`;
      return { title: 'Case closed', words: `${closingReasons[reason]}.${whom}${watch}` };
    }
    case 'receipt_given':
      return { title: 'They said that they have them', words: '' };
    case 'reopened':
      return {
        title: 'Case opened again',
        words: `With ${names.staff(event.facts.practitioner)}. ${event.sealed?.note ?? ''}`.trim(),
      };
    default:
      return event satisfies never;
  }
}
