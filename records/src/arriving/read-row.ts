import type {
  Day,
  Disposal,
  EnrolmentBasis,
  Identity,
  LegalStage,
  ReferralSource,
} from '@throughcare/pathway';
import type { ArrivingMap, Field } from './map.ts';
import { cellsOf, type Cells } from './cells.ts';
import type { SheetRow } from './sheet.ts';

/** One person of a caseload, as a row says it. */
export interface ArrivingCase {
  readonly reference: string;
  readonly identity: Identity;
  readonly source: ReferralSource;
  readonly stage: LegalStage;
  readonly referredOn: Day;
  readonly standing: Standing;
  readonly order: ArrivingOrder | null;
  readonly enrolment: ArrivingEnrolment | null;
  /** Another person's reference, who was looked at. */
  readonly notSameAs: string | null;
}

export type Standing =
  | { readonly status: 'referred' }
  | { readonly status: 'accepted'; readonly acceptedOn: Day }
  | {
      readonly status: 'open';
      readonly acceptedOn: Day;
      readonly openedOn: Day;
      /** As the map gives it: an account. */
      readonly practitioner: string;
    };

export interface ArrivingOrder {
  readonly disposal: Disposal;
  readonly convictedOn: Day;
  readonly madeOn: Day;
  readonly months: number | null;
}

export interface ArrivingEnrolment {
  /** As the map gives it: the name or the id of a programme. */
  readonly programme: string;
  readonly basis: EnrolmentBasis;
  readonly since: Day;
  readonly assessed: boolean;
}

/** Why a row is not taken in: the field, and in words what came, what is allowed and how to mend it. */
export interface RowFault {
  readonly field: Field | 'row';
  readonly words: string;
}

export type ReadRow =
  | { readonly ok: true; readonly arriving: ArrivingCase }
  | { readonly ok: false; readonly reference: string | null; readonly faults: readonly RowFault[] };

const RAGGED =
  'This row has another number of cells than there are headings, so nobody can tell what is in which. Look for a ' +
  'comma, or whatever else parts the cells, that is not in quotation marks.';

/** Reads one row, and says all that is wrong with it at once. */
export function readRow(row: SheetRow, map: ArrivingMap, today: Day): ReadRow {
  if (row.cells === null) {
    return { ok: false, reference: null, faults: [{ field: 'row', words: RAGGED }] };
  }
  const cells = cellsOf(row.cells, map, today);
  const reference = cells.reference('reference');
  const read = {
    reference,
    identity: identityOf(cells),
    source: cells.code('source'),
    stage: cells.code('stage'),
    referredOn: cells.day('referredOn'),
    standing: standingOf(cells),
    order: orderOf(cells),
    enrolment: enrolmentOf(cells),
    notSameAs: cells.has('notSameAs') ? cells.reference('notSameAs') : null,
  };
  if (cells.faults.length === 0) refuseDisorder(read as ArrivingCase, cells);
  if (cells.faults.length > 0) return { ok: false, reference, faults: cells.faults };
  // Without a fault, everything that has to be there is.
  return { ok: true, arriving: read as ArrivingCase };
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

function orderOf(cells: Cells) {
  if (!cells.has('disposal')) {
    cells.refuseFilled(
      ['convictedOn', 'madeOn', 'months'],
      'The disposal is empty. Fill it in, or empty this too.',
    );
    return null;
  }
  return {
    disposal: cells.code('disposal'),
    convictedOn: cells.day('convictedOn'),
    madeOn: cells.day('madeOn'),
    months: cells.has('months') ? cells.count('months') : null,
  };
}

function enrolmentOf(cells: Cells) {
  if (!cells.has('programme')) {
    cells.refuseFilled(
      ['basis', 'since', 'assessed'],
      'The programme is empty. Fill it in, or empty this too.',
    );
    return null;
  }
  return {
    programme: cells.named('programme'),
    basis: cells.code('basis'),
    since: cells.day('since'),
    assessed: cells.code('assessed') === 'yes',
  };
}

/** The days of a way through a service come in its order; a history that was told backwards would stand otherwise. */
function refuseDisorder({ referredOn, standing, enrolment }: ArrivingCase, cells: Cells): void {
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
