import { londonDay, sayDay, type StreamKind } from '@throughcare/pathway';
import type { Answer, DoneAtTheMachine, TrailRow } from '@throughcare/records';

/** What is done from the command line, or comes of a form that two people sent. */
const beside = {
  everything: 'everything that was recorded, in open files',
  import: 'what another service recorded',
  arriving: 'a caseload from a spreadsheet',
  conflict: 'what a colleague had recorded meanwhile',
  staffAtTheMachine: 'who works here, at the machine of the service',
  signInAtTheMachine: 'a way to sign in, given at the machine of the service',
};

/** What is done to the whole database at the machine. */
const atTheMachine: Readonly<Record<DoneAtTheMachine, string>> = {
  backup: 'a backup of everything, sealed, at the machine of the service',
  restored: 'everything, put back from a backup at the machine of the service',
  masterKeyChanged: 'the master key, at the machine of the service',
  wrappingKeyChanged: 'the key above the keys of records, at the machine of the service',
  previousKeyForgotten: 'the master key before the last change, which was destroyed',
};

/** Every answer that the record gives, by the name it has in the access log; a caller's are `replies`. */
const answers: Readonly<Record<Answer | 'replies' | keyof typeof beside | DoneAtTheMachine, string>> = {
  ...beside,
  ...atTheMachine,
  organisation: 'who works here',
  openWork: 'how much somebody carries',
  leftBehind: 'what somebody who left still carries',
  keptApart: 'who is kept out of one group',
  today: 'Today',
  people: 'list of people',
  person: 'a person’s page',
  drafts: 'notes of their own that wait',
  accessCounts: 'how soon people were helped, in counts',
  letter: 'a letter',
  welfare: 'how people are',
  referrals: 'referrals',
  waitingList: 'waiting list',
  groups: 'groups',
  group: 'a group',
  contacts: 'helpline desk',
  contact: 'a helpline contact',
  contactByCode: 'a helpline contact by its code',
  callBackNumber: 'a number to call back',
  unanswered: 'calls nobody answered',
  useSlip: 'a slip that somebody brought',
  replies: 'replies to a caller',
  concerns: 'board of concerns',
  concern: 'a concern',
  reportingDuties: 'duties to report',
  findCase: 'a case by its reference',
  caseToLink: 'a case by its reference, to link a concern to it',
  caseToOpen: 'a case by its reference, to open it in an emergency',
  openings: 'cases opened in an emergency',
  opening: 'a case opened in an emergency',
  auditTrail: 'this page',
  retention: 'what is kept for how long',
  recordsHolds: 'legal holds on classes of records',
  subjectAccess: 'copy for the person themselves',
  subjectConcerns: 'concerns that a copy may touch',
  concernRetention: 'how long a concern is kept',
  auditUnusual: 'unusual reads',
  sensitiveReads: 'notice of sensitive reads',
  sent: 'how far their own referrals are',
  auditReport: 'check of the whole record',
  extract: 'extract without identity',
  identityFile: 'identity file for linkage',
};

export const acts = {
  read: 'Read',
  changed: 'Changed',
  exported: 'Exported',
  refused: 'Was refused',
} as const;
export const kinds: Readonly<Record<StreamKind, readonly [one: string, many: string]>> = {
  case: ['Case', 'cases'],
  contact: ['Contact', 'contacts'],
  concern: ['Concern', 'concerns'],
  group: ['Group', 'groups'],
  organisation: ['The organisation', 'organisations'],
  opening: ['Opening in an emergency', 'openings in an emergency'],
};

const MOST_NAMED = 2;
/** '10:04:31': to the second, for order matters here. */
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium' });

/** One row of the trail in words: who did what to which record. Never a word of what stands in it. */
export function tellAccess({ at, name, act, what, kind, streams, believedOn }: TrailRow) {
  return {
    at,
    day: londonDay(at),
    time: CLOCK.format(at),
    name,
    act: acts[act],
    isRefused: act === 'refused',
    what: believedOn === null ? sayWhat(what) : `${sayWhat(what)}, as it was known on ${sayDay(believedOn)}`,
    which: sayWhich(kind, streams),
  };
}

function sayWhat(what: string): string {
  return answers[what as Answer] ?? what.replace(/^corrected:/, 'correction of ').replaceAll('_', ' ');
}

/** The first eight signs of an id are enough to find a record by, and fit a column. */
function sayWhich(kind: StreamKind, streams: readonly string[]): string {
  const [one, many] = kinds[kind];
  if (streams.length === 0) return 'none';
  if (kind === 'organisation') return one;
  if (streams.length > MOST_NAMED) return `${streams.length} ${many}`;
  return streams.map(id => `${one} ${id.slice(0, 8)}`).join(', ');
}
