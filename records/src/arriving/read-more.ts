import type { BeforeRecord } from '@throughcare/pathway';
import type { Cells } from './cells.ts';
import type { Reading } from './read-person.ts';
import type {
  ArrivingCondition,
  ArrivingDuty,
  ArrivingEnrolment,
  ArrivingRequirement,
  ArrivingSentence,
} from './told.ts';

// Each reads one row of one file. What is wrong stands in `cells.faults` afterwards; without a fault, everything that has
// to be there is, and the types say true.

/** The most that words of a condition can have, as where it is recorded by hand. */
const LONGEST_CONDITION = 4000;

export function readSentence(cells: Cells): ArrivingSentence {
  const name = ownName(cells);
  return sentenceOf(cells, name, cells.code('referredFor') === 'yes');
}

export function sentenceOf(cells: Cells, name: string | null, referredFor: boolean): ArrivingSentence {
  const disposal = cells.code('disposal');
  const term = {
    // A file need not hold them; null says that nobody has told us.
    termMonths: cells.has('termMonths') ? cells.count('termMonths', 'months') : null,
    supervisionMonths: cells.has('supervisionMonths') ? cells.count('supervisionMonths', 'months') : null,
  };
  const isSuspended = disposal === 'suspended_sentence_order';
  if (!isSuspended) {
    const words = 'Only a suspended sentence order has it. Empty it, or put the disposal right.';
    cells.refuseFilled(['termMonths', 'supervisionMonths'], words);
  }
  if (disposal !== 'immediate_custody') {
    const words = 'Only who was in custody is released. Empty it, or put the disposal right.';
    cells.refuseFilled(['releasedOn', 'licenceUntil'], words);
  }
  return {
    name,
    referredFor,
    disposal,
    convictedOn: cells.day('convictedOn'),
    madeOn: cells.day('madeOn'),
    months: cells.has('months') ? cells.count('months', 'months') : null,
    suspended: isSuspended ? term : null,
    release:
      cells.has('releasedOn') || cells.has('licenceUntil')
        ? { on: cells.day('releasedOn'), licenceUntil: cells.lastDay('licenceUntil') }
        : null,
    end:
      cells.has('endedOn') || cells.has('endedHow')
        ? { on: cells.day('endedOn'), how: cells.code('endedHow') }
        : null,
  } as ArrivingSentence;
}

export function readRequirement(cells: Cells): ArrivingRequirement {
  return {
    of: cells.reference('of'),
    kind: cells.code('requirement'),
    most: cells.has('most') ? cells.count('most', 'days, hours or sessions') : null,
    progress:
      cells.has('done') || cells.has('doneOn')
        ? { on: cells.day('doneOn'), amount: cells.count('done', 'days, hours or sessions') }
        : null,
  } as ArrivingRequirement;
}

export function readDuty(cells: Cells): ArrivingDuty {
  const duty = cells.code('duty');
  if (duty !== 'notification') {
    cells.refuseFilled(['notifiedOn'], 'Only a notification has it. Empty it, or put the duty right.');
  }
  return {
    name: ownName(cells),
    duty,
    from: cells.day('from'),
    until: cells.has('until') ? cells.lastDay('until') : null,
    notifiedOn: cells.has('notifiedOn') ? cells.day('notifiedOn') : null,
  } as ArrivingDuty;
}

export function readCondition(cells: Cells): ArrivingCondition {
  return {
    of: cells.reference('of'),
    rule: cells.code('rule'),
    subject: cells.code('subject'),
    from: cells.day('from'),
    until: cells.has('until') ? cells.lastDay('until') : null,
    words: cells.words('words', LONGEST_CONDITION),
  } as ArrivingCondition;
}

export function enrolmentOf(cells: Cells): ArrivingEnrolment {
  const completedOn = cells.has('completedOn') ? cells.day('completedOn') : null;
  if (completedOn !== null) {
    const words = 'Nobody completes a programme and leaves it. Empty the one or the other.';
    cells.refuseFilled(['leftOn', 'leftFor'], words);
  }
  const before = beforeOf(cells);
  return {
    programme: cells.named('programme'),
    basis: cells.code('basis'),
    since: cells.day('since'),
    assessed: cells.code('assessed') === 'yes',
    left:
      cells.has('leftOn') || cells.has('leftFor')
        ? { on: cells.day('leftOn'), reason: cells.code('leftFor') }
        : null,
    ...(completedOn !== null && { completedOn }),
    ...(before !== null && { before }),
  } as ArrivingEnrolment;
}

/**
 * How often they came before the record, as far as it was told: to whoever completed it, that they began. What is over
 * was counted up to its end; what runs says up to which day.
 */
function beforeOf(cells: Cells): Reading<BeforeRecord> | null {
  const counts = cells.has('attended') || cells.has('ofSessions');
  const isOver = cells.has('completedOn') || cells.has('leftOn');
  const told = counts || cells.has('firstOn') || cells.has('completedOn');
  if (!told) {
    cells.refuseFilled(
      ['countedOn'],
      'Nothing is counted here. Fill attended and ofSessions in, or empty it.',
    );
    return null;
  }
  if (isOver) {
    const words = 'What is over was counted up to its end. Empty it.';
    cells.refuseFilled(['countedOn'], words);
  }
  return {
    from: cells.has('firstOn') ? cells.day('firstOn') : null,
    attended: counts ? cells.count('attended', 'sessions', 0) : null,
    of: counts ? cells.count('ofSessions', 'sessions') : null,
    until: isOver ? cells.day(cells.has('completedOn') ? 'completedOn' : 'leftOn') : cells.day('countedOn'),
  };
}

/** Under what conditions of bail stand, which no sentence and no order may be called. */
export const BAIL = 'bail';

function ownName(cells: Cells): string | null {
  const name = cells.reference('name');
  if (name?.toLowerCase() === BAIL) {
    cells.refuse('name', 'Conditions of bail stand under this word. Call it something else.');
  }
  return name;
}
