import type { Day } from '@throughcare/pathway';
import type { Cells } from './cells.ts';
import type { Field } from './fields.ts';
import { enrolmentOf, sentenceOf } from './read-more.ts';
import type { ArrivingEnrolment, ArrivingPerson, ArrivingSentence, Standing } from './told.ts';

/** Somebody, with the one sentence and the one enrolment that can stand in their own row. */
export interface PersonRow {
  readonly person: ArrivingPerson;
  readonly sentence: ArrivingSentence | null;
  readonly enrolment: ArrivingEnrolment | null;
}

/** Null is given for what is wrong, and `cells.faults` says it. */
export type Reading<What> = { readonly [Name in keyof What]: What[Name] | null };

export function readPerson(cells: Cells): Reading<PersonRow> {
  const reference = cells.reference('reference');
  const person = {
    reference,
    identity: identityOf(cells),
    source: cells.code('source'),
    stage: cells.code('stage'),
    referredOn: cells.day('referredOn'),
    standing: standingOf(cells),
    notSameAs: cells.has('notSameAs') ? cells.reference('notSameAs') : null,
  } as ArrivingPerson;
  const sentence = ownSentenceOf(cells);
  const enrolment = ownEnrolmentOf(cells);
  if (cells.faults.length === 0) refuseDisorder(person, enrolment, cells);
  return { person, sentence, enrolment };
}

function identityOf(cells: Cells) {
  return {
    surname: cells.text('surname', 100),
    forename: cells.text('forename', 100),
    bornOn: cells.has('born') ? cells.day('born') : null,
    sex: cells.code('sex'),
    postcodeDistrict: cells.has('postcodeDistrict') ? cells.district('postcodeDistrict') : null,
    pnc: cells.has('pnc') ? cells.text('pnc', 20) : null,
  };
}

function standingOf(cells: Cells) {
  const status = cells.code('status');
  if (status === 'closed') return closedStanding(cells);
  cells.refuseFilled(
    ['closedOn', 'closedFor', 'closedTo', 'receiptBy', 'receivedOn', 'watchedBy'],
    'Only a closed case has it. Empty it, or put the status right.',
  );
  if (status === 'open') {
    return {
      status,
      acceptedOn: cells.day('acceptedOn'),
      openedOn: cells.day('openedOn'),
      practitioner: cells.named('practitioner'),
    };
  }
  cells.refuseFilled(
    ['openedOn', 'practitioner'],
    'Only an open case has it. Empty it, or put the status right.',
  );
  if (status === 'accepted') return { status, acceptedOn: cells.day('acceptedOn') };
  cells.refuseFilled(['acceptedOn'], 'Only an accepted referral has it. Empty it, or put the status right.');
  return { status };
}

/** A closed case need not have been opened, nor a referral accepted: somebody may have been turned away, or have gone. */
function closedStanding(cells: Cells) {
  const wasOpened = cells.has('openedOn') || cells.has('practitioner');
  const reason = cells.code('closedFor');
  const isTransfer = cells.has('closedTo') || cells.has('receiptBy');
  if (reason !== null && reason !== 'transferred') {
    const words = 'Only a transfer has it. Empty it, or put closedFor right.';
    cells.refuseFilled(['closedTo', 'receiptBy', 'receivedOn'], words);
  }
  if (!isTransfer)
    cells.refuseFilled(['receivedOn'], 'Say to whom too, in closedTo, and by when a receipt was due.');
  return {
    status: 'closed',
    acceptedOn: wasOpened || cells.has('acceptedOn') ? cells.day('acceptedOn') : null,
    opened: wasOpened ? { on: cells.day('openedOn'), practitioner: cells.named('practitioner') } : null,
    closed: {
      on: cells.day('closedOn'),
      reason,
      transfer: isTransfer
        ? {
            to: cells.code('closedTo'),
            receiptBy: cells.lastDay('receiptBy'),
            receivedOn: cells.has('receivedOn') ? cells.day('receivedOn') : null,
          }
        : null,
      watchedBy: cells.has('watchedBy') ? cells.named('watchedBy') : null,
    },
  };
}

function ownSentenceOf(cells: Cells): ArrivingSentence | null {
  if (cells.has('disposal')) return sentenceOf(cells, '', true);
  cells.refuseFilled(
    ['convictedOn', 'madeOn', 'months'],
    'The disposal is empty. Fill it in, or empty this too.',
  );
  return null;
}

function ownEnrolmentOf(cells: Cells): ArrivingEnrolment | null {
  if (cells.has('programme')) return enrolmentOf(cells);
  cells.refuseFilled(
    ['basis', 'since', 'assessed'],
    'The programme is empty. Fill it in, or empty this too.',
  );
  return null;
}

/** The days of a way through a service come in its order; a history that was told backwards would stand otherwise. */
function refuseDisorder(
  { referredOn, standing }: ArrivingPerson,
  enrolment: ArrivingEnrolment | null,
  cells: Cells,
): void {
  const days: readonly (readonly [Field, Day | null])[] = [
    ['referredOn', referredOn],
    ['acceptedOn', standing.status === 'referred' ? null : standing.acceptedOn],
    ['openedOn', openedOn(standing)],
    ['since', enrolment?.since ?? null],
    ['closedOn', standing.status === 'closed' ? standing.closed.on : null],
    ['receivedOn', standing.status === 'closed' ? (standing.closed.transfer?.receivedOn ?? null) : null],
  ];
  let before: readonly [Field, Day] | undefined;
  for (const [field, day] of days) {
    if (day === null) continue;
    if (before && day < before[1])
      cells.refuse(field, `This is before ${before[0]}. Put one of the two right.`);
    before = [field, day];
  }
}

function openedOn(standing: Standing): Day | null {
  if (standing.status === 'closed') return standing.opened?.on ?? null;
  return standing.status === 'open' ? standing.openedOn : null;
}
