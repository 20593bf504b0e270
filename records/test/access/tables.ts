import type { Role, StreamKind } from '@throughcare/pathway';
import { opensKey } from '../../src/access/fields.ts';
import { sees, seesThatItHappened, worksHere, type Viewer } from '../../src/access/viewer.ts';
import { accounts, toldAsSender, type Made } from './world/world.ts';

/** One way of reading a table by itself, and which records the policy lets somebody see in it. */
interface Reading {
  readonly sql: string;
  readonly expected: (viewer: Viewer, made: readonly Made[]) => readonly string[];
}

const ids = (records: readonly Made[]) => records.map(one => one.id);

const ofKind =
  (kind: StreamKind, holds: (record: Made) => boolean = () => true) =>
  (viewer: Viewer, made: readonly Made[]) =>
    ids(made.filter(one => one.kind === kind && holds(one) && sees(viewer, one)));

const happened = (viewer: Viewer, made: readonly Made[]) =>
  ids(made.filter(one => seesThatItHappened(viewer, one)));

const nobody = () => [];
const forAuditor = (there: string) => (viewer: Viewer) => (viewer.roles.includes('auditor') ? [there] : []);
const forStaff = (there: readonly string[]) => (viewer: Viewer) => (worksHere(viewer) ? there : []);
const keysOf = (purpose: 'facts' | 'identity') => (viewer: Viewer, made: readonly Made[]) =>
  ids(made.filter(one => sees(viewer, one) && opensKey(viewer, one, purpose)));

/**
 * For every table that the serving role can read, what the policy says of it. A table that is not here, and every one
 * that a later step adds, fails the test until somebody has said who sees it.
 */
export const readings: Readonly<Record<string, Reading | 'public'>> = {
  // Which kind of database this is, the names of organisations, and keys under the master key with their mark: no person’s.
  kind: 'public',
  organisation_row: 'public',
  root_key: 'public',
  wrapping_mark: 'public',
  case_row: { sql: 'select id from throughcare.case_row', expected: ofKind('case') },
  referral_sent: {
    sql: 'select case_id as id from throughcare.referral_sent',
    expected: (viewer, made) => ids(made.filter(one => toldAsSender(viewer, one))),
  },
  case_due: { sql: 'select distinct case_id as id from throughcare.case_due', expected: ofKind('case') },
  given_work: {
    sql: 'select distinct case_id as id from throughcare.given_work',
    expected: ofKind('case', one => one.isHandedOver === true),
  },
  case_token: { sql: 'select distinct case_id as id from throughcare.case_token', expected: ofKind('case') },
  enrolment: {
    sql: 'select distinct case_id as id from throughcare.enrolment',
    expected: ofKind('case', one => one.isEnrolled === true),
  },
  contact_row: { sql: 'select id from throughcare.contact_row', expected: ofKind('contact') },
  concern_row: { sql: 'select id from throughcare.concern_row', expected: ofKind('concern') },
  concern_tie: { sql: 'select concern as id from throughcare.concern_tie', expected: () => [] },
  group_row: { sql: 'select id from throughcare.group_row', expected: ofKind('group') },
  group_member: {
    sql: 'select distinct case_id as id from throughcare.group_member',
    // A place is seen with its group, and only where the person may be seen.
    expected: (viewer, made) =>
      made.some(one => one.kind === 'group' && sees(viewer, one))
        ? ofKind('case', one => one.isInGroup === true)(viewer, made)
        : [],
  },
  group_session: {
    sql: 'select distinct group_id as id from throughcare.group_session',
    expected: ofKind('group'),
  },
  // What is in it is tried in caller/call-back.test.ts.
  call_back_number: { sql: 'select contact as id from throughcare.call_back_number', expected: nobody },
  // A writer's own; see drafts/draft.test.ts.
  draft: { sql: 'select id from throughcare.draft', expected: nobody },
  // Counted by a function for those who may ask; see reads/access-counts.test.ts.
  equality: { sql: 'select case_id as id from throughcare.equality', expected: nobody },
  // Nobody reads a row; a function answers for one mark. See letters/standing.test.ts.
  letter: { sql: 'select case_id as id from throughcare.letter', expected: nobody },
  opening_row: { sql: 'select id from throughcare.opening_row', expected: ofKind('opening') },
  event: { sql: 'select distinct stream as id from throughcare.event', expected: happened },
  stream: { sql: 'select id from throughcare.stream', expected: happened },
  data_key: {
    sql: `select stream as id from throughcare.data_key where purpose = 'facts'`,
    expected: keysOf('facts'),
  },
  'data_key of identity': {
    sql: `select stream as id from throughcare.data_key where purpose = 'identity'`,
    expected: keysOf('identity'),
  },
  member: {
    // Where somebody works themselves they may always ask, so that they can sign in.
    sql: 'select distinct user_id as id from throughcare.member',
    expected: viewer => (worksHere(viewer) ? ['founder', ...accounts] : [viewer.user]),
  },
  programme: { sql: 'select programme as id from throughcare.programme', expected: forStaff(['P']) },
  team: { sql: 'select name as id from throughcare.team', expected: forStaff(['North', 'South']) },
  team_member: {
    sql: 'select user_id as id from throughcare.team_member',
    expected: forStaff(['u1', 'u2', 'u3']),
  },
  cover: {
    sql: `select distinct kind as id from throughcare.cover where kind = 'welfare'`,
    expected: forStaff(['welfare']),
  },
  setting: { sql: 'select setting as id from throughcare.setting', expected: forStaff(['triageWithin']) },
  unanswered: { sql: 'select channel as id from throughcare.unanswered', expected: forStaff(['phone']) },
  kept_apart: {
    sql: 'select case_a as id from throughcare.kept_apart',
    // For those who arrange groups and see both people.
    expected: (viewer, made) => {
      const [one, other] = made.filter(record => record.kind === 'case');
      const isLead = viewer.roles.some(role => role === 'programme_lead' || role === 'safeguarding_lead');
      return other && isLead && sees(viewer, one) && sees(viewer, other) ? [one.id] : [];
    },
  },
  erasure: {
    sql: 'select number::text as id from throughcare.erasure',
    expected: viewer =>
      ['safeguarding_lead', 'administrator', 'auditor'].some(role => viewer.roles.includes(role as Role))
        ? ['1']
        : [],
  },
  access: { sql: `select distinct what as id from throughcare.access`, expected: forAuditor('organisation') },
  seal: {
    sql: `select distinct log as id from throughcare.seal where log = 'event'`,
    expected: forAuditor('event'),
  },
  daily_root: { sql: 'select number::text as id from throughcare.daily_root', expected: forAuditor('1') },
  ended_record: { sql: 'select id from throughcare.ended_record', expected: nobody },
  spell: { sql: 'select record as id from throughcare.spell', expected: nobody },
  job: { sql: 'select kind as id from throughcare.job', expected: nobody },
};
