import {
  closingReasons,
  conditionKinds,
  conditionSubjects,
  disposals,
  endsOf,
  enrolmentBases,
  leavingReasons,
  legalStageWords,
  receivingBodies,
  referralSources,
  requirementKinds,
} from '@throughcare/pathway';

/**
 * The files of a caseload and the fields of each, those that every row needs first. People have to be there; each other
 * file says more about them, by their reference. One sentence and one enrolment can stand in the row of the person.
 */
export const sheets = {
  people: {
    needed: ['reference', 'surname', 'forename', 'sex', 'source', 'stage', 'referredOn', 'status'],
    more: [
      'born',
      'postcodeDistrict',
      'pnc',
      'notSameAs',
      'acceptedOn',
      'openedOn',
      'practitioner',
      'closedOn',
      'closedFor',
      'closedTo',
      'receiptBy',
      'receivedOn',
      'watchedBy',
      'disposal',
      'convictedOn',
      'madeOn',
      'months',
      'programme',
      'basis',
      'since',
      'assessed',
    ],
  },
  sentences: {
    needed: ['reference', 'name', 'referredFor', 'disposal', 'convictedOn', 'madeOn'],
    more: ['months', 'termMonths', 'supervisionMonths', 'releasedOn', 'licenceUntil', 'endedOn', 'endedHow'],
  },
  requirements: { needed: ['reference', 'of', 'requirement'], more: ['most', 'done', 'doneOn'] },
  duties: { needed: ['reference', 'name', 'duty', 'from', 'until'], more: ['notifiedOn'] },
  conditions: { needed: ['reference', 'of', 'rule', 'subject', 'from', 'words'], more: ['until'] },
  enrolments: {
    needed: ['reference', 'programme', 'basis', 'since', 'assessed'],
    more: ['leftOn', 'leftFor', 'completedOn', 'firstOn', 'attended', 'ofSessions', 'countedOn'],
  },
} as const satisfies Record<string, { needed: readonly string[]; more: readonly string[] }>;

export type SheetName = keyof typeof sheets;
export const sheetNames = Object.keys(sheets) as SheetName[];
export type Field = {
  [Name in SheetName]: (typeof sheets)[Name]['needed' | 'more'][number];
}[SheetName];

/** Columns that say nothing without each other. */
export const together: readonly (readonly Field[])[] = [
  ['openedOn', 'acceptedOn', 'practitioner'],
  ['closedOn', 'closedFor'],
  ['closedTo', 'receiptBy'],
  ['disposal', 'convictedOn', 'madeOn'],
  ['programme', 'basis', 'since', 'assessed'],
  ['releasedOn', 'licenceUntil'],
  ['endedOn', 'endedHow'],
  ['done', 'doneOn'],
  ['leftOn', 'leftFor'],
  ['attended', 'ofSessions'],
];

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[];
const yesOrNo = ['yes', 'no'] as const;

/** What of a person runs beside a sentence, with a last day of its own. */
const duties = ['notification', 'prevention_order', 'interim_prevention_order'] as const;

/** An early end needs what its officer confirms, which is recorded in the case. */
const ends = [...new Set(Object.values(endsOf).flat())].filter(one => one !== 'terminated_early');

/** The codes that a coded field can have. What a file calls them stands in the map, under `values`. */
export const codes = {
  sex: ['M', 'F'],
  source: keysOf(referralSources),
  stage: keysOf(legalStageWords),
  status: ['referred', 'accepted', 'open', 'closed'],
  closedFor: keysOf(closingReasons),
  closedTo: keysOf(receivingBodies),
  disposal: keysOf(disposals),
  referredFor: yesOrNo,
  endedHow: ends,
  requirement: keysOf(requirementKinds),
  duty: duties,
  rule: keysOf(conditionKinds),
  subject: keysOf(conditionSubjects),
  basis: keysOf(enrolmentBases),
  assessed: yesOrNo,
  leftFor: keysOf(leavingReasons),
} as const satisfies Partial<Record<Field, readonly string[]>>;
export type CodedField = keyof typeof codes;
export type CodeOf<Coded extends CodedField> = (typeof codes)[Coded][number];
