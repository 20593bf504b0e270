import type { CorrectionReason, RecordsHold, Role, StreamKind, Unanswered } from '@throughcare/pathway';
import { parseActor, type Acting, type Actor } from './access/actor.ts';
import { agreeCallBack, callBackNumber, makeCallBack } from './caller/call-back.ts';
import { useSlip, type SlipShown } from './caller/slip.ts';
import { contactByCode, giveCode } from './caller/worker-codes.ts';
import { joinedApart } from './append/join-apart.ts';
import { refuseApart } from './append/refuse-apart.ts';
import { keptApart, type KeptApart } from './reads/apart.ts';
import { leftBehind, type LeftBehind } from './reads/left-behind.ts';
import { openWork, type OpenWork } from './reads/open-work.ts';
import { decideAndAppend } from './append/decide.ts';
import { commandIntent, correctionIntent } from './append/intents.ts';
import { load } from './append/load.ts';
import type { Outcome, Step } from './append/outcome.ts';
import type { AuditReport } from './audit/fault.ts';
import { verifyAudit } from './audit/verify.ts';
import { extract, type ServiceExtract } from './extract/extract.ts';
import { identityFile, type IdentityFile } from './extract/identity-file.ts';
import type { AsOf } from './history/believed.ts';
import type { Commands } from './history/deciders.ts';
import { answer } from './reads/answer.ts';
import { countedAsSeen } from './reads/audit-report.ts';
import { auditTrail, type Trail, type TrailQuery } from './reads/audit-trail.ts';
import { auditUnusual, type Unusual } from './reads/audit-unusual.ts';
import {
  concern,
  concerns,
  caseToLink,
  findCase,
  type Concern,
  type ConcernRow,
  type ConcernsQuery,
} from './reads/concerns.ts';
import { contact, contacts, type Contact, type ContactRow } from './reads/contacts.ts';
import { group, groups, type Group, type GroupRow } from './reads/groups.ts';
import { organisation, organisationOn, type Organisation } from './reads/organisation.ts';
import { caseToOpen, opening, openings, type Opening, type Openings } from './reads/openings.ts';
import { people, type People, type PeopleQuery } from './reads/people.ts';
import { person, type Person } from './reads/person.ts';
import { recordsHolds } from './reads/records-holds.ts';
import { reportingDuties, type ReportingDuties } from './reads/reporting-duties.ts';
import { accessCounts, type AccessCount } from './reads/access-counts.ts';
import { drafts, keepDraft, settleDraft, type Draft, type DraftContent } from './drafts/draft.ts';
import { letter, type LetterSeen } from './reads/letter.ts';
import { referrals, type ReferralRow } from './reads/referrals.ts';
import { sensitiveReads, type SensitiveReads } from './reads/sensitive-reads.ts';
import { sent, type Sent, type SentQuery } from './reads/sent.ts';
import { today, type TodayList } from './reads/today.ts';
import { unanswered } from './reads/unanswered.ts';
import { welfare, type WelfareRow } from './reads/welfare.ts';
import { waitingPage, type WaitingList } from './reads/waiting-list.ts';
import { agreeErasure, type ErasureAgreement } from './lifetime/erase.ts';
import { agreeConcernErasure, type ConcernErasureAgreement } from './lifetime/erase-concern.ts';
import { concernRetention, retentionAnswer, type RetentionSeen } from './lifetime/retention-answer.ts';
import { decideCopyLines, type LinesDecision } from './lifetime/decide-copy-lines.ts';
import { giveCopy, type CopyGiving } from './lifetime/give-copy.ts';
import { subjectAccess, type SubjectAccess } from './lifetime/subject-access.ts';
import { subjectConcerns, type SubjectConcerns } from './lifetime/subject-concerns.ts';
import type { Store } from './store.ts';

/**
 * Everything that somebody signed in can do. Bound to them when it is made; there is no other way to the record.
 * Their roles are read from the organisation's own stream at every call. A list throws NotAllowed where no role
 * of theirs may ask; one record that is not theirs to see, or is another organisation's, is null.
 */
export interface Repository {
  readonly actor: Actor;
  roles(): Promise<readonly Role[]>;

  /** One command to one stream. `commandId` is a uuid made with the form: sent again, it does nothing twice. */
  decide<Kind extends StreamKind>(
    kind: Kind,
    stream: string,
    expected: number | 'latest',
    commandId: string,
    command: Commands[Kind],
  ): Promise<Outcome>;
  /** Several, in one transaction: all of them, or none. */
  decideTogether(commandId: string, steps: readonly Step[]): Promise<Outcome>;
  /**
   * Puts what should have been recorded in the place of what was, as of event `version`; null takes it out. `why` is
   * kept with it. Refused where later entries would not have been allowed, unless `laterStand` says that they are seen and stand.
   */
  correct<Kind extends StreamKind>(
    kind: Kind,
    stream: string,
    expected: number,
    commandId: string,
    version: number,
    command: Commands[Kind] | null,
    why: CorrectionReason,
    laterStand?: boolean,
  ): Promise<Outcome>;

  /** A second person agrees to the erasure of a person's record; see `agreeErasure`. */
  agreeErasure(commandId: string, agreement: ErasureAgreement): Promise<Outcome>;
  /** A second safeguarding lead agrees to the erasure of a concern; see `agreeConcernErasure`. */
  agreeConcernErasure(commandId: string, agreement: ConcernErasureAgreement): Promise<Outcome>;
  /** Decides on lines that are kept back from the copy that a person asked for; see `decideCopyLines`. */
  decideCopyLines(commandId: string, asked: LinesDecision): Promise<Outcome>;
  /** Records that a copy was given, once every line is decided on; see `giveCopy`. */
  giveCopy(commandId: string, giving: CopyGiving): Promise<Outcome>;
  /** Keeps what somebody brings on a slip in their case, and uses it up; see `useSlip`. */
  useSlip(commandId: string, shown: SlipShown): Promise<Outcome>;
  /** Agrees a call back; `number` is '' where they ring us. */
  agreeCallBack(asked: Parameters<typeof agreeCallBack>[2]): Promise<Outcome>;
  makeCallBack(asked: Parameters<typeof makeCallBack>[2]): Promise<Outcome>;
  /** Gives somebody on the telephone a code to come back with, to be read out now and never again. */
  giveCode(contact: string, commandId: string): Promise<{ readonly outcome: Outcome; readonly code: string }>;

  organisation(options?: AsOf): Promise<Organisation>;
  leftBehind(): Promise<readonly LeftBehind[]>;
  /** What a colleague carries now, as counts: shown before their work here ends. */
  openWork(user: string): Promise<OpenWork>;
  keptApart(): Promise<readonly KeptApart[]>;
  unanswered(): Promise<readonly Unanswered[]>;
  today(): Promise<TodayList>;
  welfare(): Promise<readonly WelfareRow[]>;
  people(query?: PeopleQuery): Promise<People>;
  person(id: string, options?: AsOf): Promise<Person | null>;
  /** Notes of their own that wait for a second look; what is kept, and what is settled. */
  drafts(): Promise<readonly Draft[]>;
  keepDraft(id: string, draft: DraftContent): Promise<void>;
  settleDraft(id: string): Promise<void>;
  /**
   * How many of those referred in a year were offered help and began, by protected characteristic (E32). Exact, and so
   * for the page alone that hides what is small.
   */
  accessCounts(year: number): Promise<readonly AccessCount[]>;
  /** A letter as it was issued. It leaves the house, so the access log says that it was taken out. */
  letter(id: string, letter: string): Promise<LetterSeen | null>;
  referrals(): Promise<readonly ReferralRow[]>;
  /** How far the referrals are that whoever asks sent from outside; nothing else of them. */
  sent(query?: SentQuery): Promise<Sent>;
  waitingList(): Promise<WaitingList>;
  groups(): Promise<readonly GroupRow[]>;
  group(id: string, options?: AsOf): Promise<Group | null>;
  contacts(): Promise<readonly ContactRow[]>;
  contact(id: string, options?: AsOf): Promise<Contact | null>;
  /** The contact of a code that a caller says on the telephone; 'wait' after too many wrong ones. */
  contactByCode(code: string): Promise<{ readonly contact: string } | null | 'wait'>;
  callBackNumber(contact: string): Promise<string | null>;
  /** The board, or those of a reference; either way what whoever asks may see alone. */
  concerns(query?: ConcernsQuery): Promise<readonly ConcernRow[]>;
  concern(id: string, options?: AsOf): Promise<Concern | null>;
  reportingDuties(): Promise<ReportingDuties>;
  /** The case to which a decider links a concern; null where there is none of that reference that they may link it to. */
  caseToLink(concern: string, reference: string): Promise<string | null>;
  findCase(reference: string): Promise<{ readonly case: string; readonly reference: string } | null>;

  /** The case that a reference names, to open it in an emergency. */
  caseToOpen(reference: string): Promise<string | null>;
  openings(): Promise<Openings>;
  opening(id: string): Promise<Opening | null>;
  /** Notice of sensitive reads since an instant, as far as they cannot concern whoever asks. */
  sensitiveReads(sinceMs: number): Promise<SensitiveReads>;
  /** What is kept for how long, and what is due to go by it: nothing is changed by asking. */
  retention(): Promise<readonly RetentionSeen[]>;
  recordsHolds(): Promise<readonly RecordsHold[]>;
  /** The same of concerns, as far as a safeguarding lead may see them. */
  concernRetention(): Promise<RetentionSeen>;
  /** The copy that a person asked for of their own record, with what is kept back beside it. */
  subjectAccess(id: string, request: string): Promise<SubjectAccess | null>;
  /** What concerns that touch the case bring to that copy, as far as whoever asks may see them. */
  subjectConcerns(id: string, request: string): Promise<SubjectConcerns | null>;

  auditTrail(query: TrailQuery): Promise<Trail>;
  /** Reads that a dated rule shows, with the rule: a count, and nothing about anybody. */
  auditUnusual(stretch: { readonly sinceMs: number; readonly untilMs: number }): Promise<Unusual>;
  auditReport(): Promise<AuditReport>;
  extract(): Promise<ServiceExtract>;
  identityFile(reason: string): Promise<IdentityFile>;
}

export function repository(store: Store, given: Actor): Repository {
  const actor = parseActor(given);
  const acting: Acting = { organisation: actor.organisationId, user: actor.userId };
  const decideSteps = async (commandId: string, asked: readonly Step[]) => {
    const apart = await refuseApart(store, acting, asked);
    if (apart) return apart;
    const joined = await joinedApart(store, acting, asked);
    if ('refused' in joined) return joined.refused;
    return decideAndAppend(store, acting, commandId, joined.steps.map(commandIntent));
  };
  return {
    actor,
    roles: async () => (await load(store, acting, [])).roles,

    decide: (kind, stream, expected, commandId, command) =>
      decideSteps(commandId, [{ kind, stream, expected, command } as Step]),
    decideTogether: decideSteps,
    correct: (kind, stream, expected, commandId, version, command, why, laterStand = false) =>
      decideAndAppend(store, acting, commandId, [
        correctionIntent({ kind, stream, expected, version, command, why, laterStand }),
      ]),

    agreeErasure: (commandId, agreement) => agreeErasure(store, acting, commandId, agreement),
    agreeConcernErasure: (commandId, agreement) => agreeConcernErasure(store, acting, commandId, agreement),
    decideCopyLines: (commandId, asked) => decideCopyLines(store, acting, commandId, asked),
    giveCopy: (commandId, giving) => giveCopy(store, acting, commandId, giving),
    useSlip: (commandId, shown) => useSlip(store, acting, commandId, shown),
    agreeCallBack: asked => agreeCallBack(store, acting, asked),
    makeCallBack: asked => makeCallBack(store, acting, asked),
    giveCode: (contact, commandId) => giveCode(store, acting, contact, commandId),

    organisation: ({ believedOn: day } = {}) =>
      answer(store, acting, 'organisation', asking =>
        day === undefined ? organisation(asking) : organisationOn(asking, day),
      ),
    leftBehind: () => answer(store, acting, 'leftBehind', leftBehind),
    openWork: user => answer(store, acting, 'openWork', asking => openWork(asking, user)),
    keptApart: () => answer(store, acting, 'keptApart', keptApart),
    unanswered: () => answer(store, acting, 'unanswered', unanswered),
    today: () => answer(store, acting, 'today', today),
    welfare: () => answer(store, acting, 'welfare', welfare),
    people: (query = {}) => answer(store, acting, 'people', asking => people(asking, query)),
    person: (id, options) => answer(store, acting, 'person', asking => person(asking, id, options)),
    drafts: () => answer(store, acting, 'drafts', drafts),
    keepDraft: (id, draft) => keepDraft(store, acting, id, draft),
    settleDraft: id => settleDraft(store, acting, id),
    accessCounts: year => answer(store, acting, 'accessCounts', asking => accessCounts(asking, year)),
    letter: (id, which) => answer(store, acting, 'letter', asking => letter(asking, id, which), 'exported'),
    referrals: () => answer(store, acting, 'referrals', referrals),
    sent: (query = {}) => answer(store, acting, 'sent', asking => sent(asking, query)),
    waitingList: () => answer(store, acting, 'waitingList', waitingPage),
    groups: () => answer(store, acting, 'groups', groups),
    group: (id, asOf) => answer(store, acting, 'group', asking => group(asking, id, asOf)),
    contacts: () => answer(store, acting, 'contacts', contacts),
    contact: (id, asOf) => answer(store, acting, 'contact', asking => contact(asking, id, asOf)),
    contactByCode: code => contactByCode(store, acting, code),
    callBackNumber: id => answer(store, acting, 'callBackNumber', asking => callBackNumber(asking, id)),
    concerns: query => answer(store, acting, 'concerns', asking => concerns(asking, query)),
    concern: (id, asOf) => answer(store, acting, 'concern', asking => concern(asking, id, asOf)),
    reportingDuties: () => answer(store, acting, 'reportingDuties', reportingDuties),
    caseToLink: (concern, reference) =>
      answer(store, acting, 'caseToLink', asking => caseToLink(asking, concern, reference)),
    findCase: reference => answer(store, acting, 'findCase', asking => findCase(asking, reference)),

    caseToOpen: reference => answer(store, acting, 'caseToOpen', asking => caseToOpen(asking, reference)),
    openings: () => answer(store, acting, 'openings', openings),
    opening: id => answer(store, acting, 'opening', asking => opening(asking, id)),
    sensitiveReads: sinceMs =>
      answer(store, acting, 'sensitiveReads', asking => sensitiveReads(asking, sinceMs)),
    retention: () => answer(store, acting, 'retention', retentionAnswer),
    recordsHolds: () => answer(store, acting, 'recordsHolds', recordsHolds),
    concernRetention: () => answer(store, acting, 'concernRetention', concernRetention),
    subjectAccess: (id, request) =>
      answer(store, acting, 'subjectAccess', asking => subjectAccess(asking, id, request), 'exported'),
    subjectConcerns: (id, request) =>
      answer(store, acting, 'subjectConcerns', asking => subjectConcerns(asking, id, request), 'exported'),

    auditTrail: query => answer(store, acting, 'auditTrail', asking => auditTrail(asking, query)),
    auditUnusual: stretch => answer(store, acting, 'auditUnusual', asking => auditUnusual(asking, stretch)),
    async auditReport() {
      // That it was asked for is noted first; the check itself takes a snapshot of its own.
      await answer(store, acting, 'auditReport', async () => ({
        value: null,
        kind: 'organisation',
        streams: [],
      }));
      return countedAsSeen(store, acting, await verifyAudit(store, [acting.organisation]));
    },
    extract: () => answer(store, acting, 'extract', extract, 'exported'),
    identityFile: reason =>
      answer(
        store,
        { ...acting, purpose: 'identity_file' },
        'identityFile',
        asking => identityFile(asking, reason),
        'exported',
      ),
  };
}
