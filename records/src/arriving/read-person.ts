import type { Day } from '@throughcare/pathway';
import type { Cells } from './cells.ts';
import type { Field } from './fields.ts';
import { enrolmentOf, sentenceOf } from './read-more.ts';
import type { ArrivingEnrolment, ArrivingPerson, ArrivingSentence } from './told.ts';

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
    ['openedOn', standing.status === 'open' ? standing.openedOn : null],
    ['since', enrolment?.since ?? null],
  ];
  let before: readonly [Field, Day] | undefined;
  for (const [field, day] of days) {
    if (day === null) continue;
    if (before && day < before[1])
      cells.refuse(field, `This is before ${before[0]}. Put one of the two right.`);
    before = [field, day];
  }
}
