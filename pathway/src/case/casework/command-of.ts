import { wordsOf } from '../../sealed-words.ts';
import type { CaseworkCommand, CaseworkEvent } from './index.ts';
import type { WelfareOutcome } from './welfare.ts';

/** The command that an entry of the work with a person answers to, to decide it again after a correction. */
export function caseworkCommandOf(event: CaseworkEvent): CaseworkCommand {
  const on = event.occurredOn;
  switch (event.type) {
    case 'task_given':
      return { do: 'give_task', on, ...event.facts, words: wordsOf(event, 'words') };
    case 'task_reassigned':
      return { do: 'reassign_task', on, ...event.facts };
    case 'task_done':
      return { do: 'finish_task', on, ...event.facts };
    case 'task_taken_up':
      return { do: 'take_up_task', on, ...event.facts };
    case 'task_handed_back':
      return { do: 'hand_back_task', on, ...event.facts, words: wordsOf(event, 'words') };
    case 'case_taken_up':
      return { do: 'take_up_case', on };
    case 'case_handed_back':
      return { do: 'hand_back_case', on, words: wordsOf(event, 'words') };
    case 'handed_over':
      return { do: 'hand_over', on, ...event.facts };
    case 'handover_held':
      return { do: 'hold_handover', on };
    case 'lawful_basis_set': {
      const { purpose, article6, article9, article10, source, reviewOn } = event.facts;
      return {
        do: 'set_lawful_basis',
        on,
        basis: { purpose, article6, article9, article10, source, reviewOn },
      };
    }
    case 'welfare_asked': {
      const { because } = event.facts;
      const outcome = event.facts.outcome as Exclude<WelfareOutcome, 'not_recorded'>;
      return { do: 'ask_welfare', on, because, outcome };
    }
    case 'date_expected':
      return { do: 'expect_date', on, ...event.facts };
    case 'measure_taken': {
      const { measure, instrument, moment, answers, total } = event.facts;
      return { do: 'take_measure', on, measure, instrument, moment, answers, total };
    }
    case 'band_imported':
      return { do: 'import_band', on, ...event.facts, assessor: wordsOf(event, 'assessor') };
    case 'closed': {
      const { reason, watchedBy, to, receiptBy } = event.facts;
      const transfer = to === null || receiptBy === null ? null : { to, receiptBy };
      return { do: 'close', on, reason, watchedBy, transfer };
    }
    case 'receipt_given':
      return { do: 'record_receipt', on };
    case 'reopened':
      return { do: 'reopen', on, ...event.facts, note: wordsOf(event, 'note') };
    default:
      return event satisfies never;
  }
}
