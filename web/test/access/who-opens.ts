import { roles as roleWords, type Role, type StreamKind } from '@throughcare/pathway';
import { answers, commands, scopes, type Answer } from '@throughcare/records';

/*
 * Which address is whose, worked out from the table of who may ask and record what, and from nothing of the pages: what
 * each of them answers, or what it records.
 */

const everybody = Object.keys(roleWords) as Role[];

/** Who may ask one of these questions. */
const asks = (...names: Answer[]): Role[] =>
  everybody.filter(role => names.some(name => (answers[name] as readonly Role[]).includes(role)));

type Table = Readonly<Record<string, readonly Role[]>>;

/** Who may give one of these commands. */
const records = (kind: StreamKind, ...does: string[]): Role[] =>
  everybody.filter(role =>
    does.some(command => {
      const allowed = (commands[kind] as Table)[command];
      if (!allowed) throw new Error(`There is no command ${kind} ${command}.`);
      return allowed.includes(role);
    }),
  );

/** The same, of those who see anything of such a record: an outside partner tells of a case, and sees none. */
const recordsIn = (kind: StreamKind, ...does: string[]): Role[] =>
  records(kind, ...does).filter(role => scopes[role][kind] !== 'none');

const recordsCases = recordsIn('case', ...Object.keys(commands.case));
const runs = (...does: string[]) => records('organisation', ...does);
/** The lists of people and the page of each are for those who do the work; a safeguarding lead comes by what is theirs. */
const doesTheWork = asks('people').filter(role => role !== 'safeguarding_lead');
const staff = asks('concern');

const caseForms: Readonly<Record<string, readonly string[]>> = {
  'legal-step': ['record_legal_step'],
  sentence: ['record_sentence'],
  proceedings: ['begin_proceedings'],
  appeal: ['record_appeal'],
  'appeal-decided': ['decide_appeal'],
  keeping: ['review_keeping'],
  'supervision-end': ['end_supervision'],
  progress: ['record_progress'],
  'requirement-end': ['end_requirement'],
  failure: ['judge_failure'],
  breach: ['hear_breach'],
  release: ['record_release'],
  recall: ['record_recall'],
  'post-sentence-supervision': ['begin_post_sentence_supervision'],
  notification: ['begin_notification'],
  notified: ['record_notified'],
  'prevention-order': ['make_prevention_order'],
  barring: ['record_barring'],
  mappa: ['record_mappa'],
  rehabilitation: ['set_rehabilitation'],
  'clock-change': ['change_clock_end'],
  'clock-end': ['end_clock'],
  condition: ['set_condition'],
  'condition-end': ['end_condition'],
  enrol: ['enrol'],
  'order-end': ['end_order'],
  'programme-status': ['move_enrolment'],
  'programme-end': ['complete_programme', 'leave_programme'],
  'programme-before': ['tell_beginning_before'],
  'programme-review': ['hold_review'],
  change: ['record_life_change'],
  children: ['check_children'],
  welfare: ['ask_welfare'],
  'expected-date': ['expect_date'],
  task: ['give_task'],
  'task-to': ['reassign_task'],
  'task-done': ['finish_task'],
  'task-answer': ['take_up_task', 'hand_back_task'],
  'hand-over': ['hand_over'],
  'handover-held': ['hold_handover'],
  'handover-answer': ['take_up_case', 'hand_back_case'],
  'lawful-basis': ['set_lawful_basis'],
  close: ['close'],
  receipt: ['record_receipt'],
  reopen: ['reopen'],
  'phq-9': ['take_measure'],
  'gad-7': ['take_measure'],
  'core-10': ['take_measure'],
  'audit-c': ['take_measure'],
  questionnaire: ['take_measure'],
  assessment: ['import_band'],
  restrict: ['restrict_to'],
  'restriction-lift': ['lift_restriction'],
  exclude: ['exclude_staff'],
  'exclusion-end': ['end_exclusion'],
  'not-for-me': ['step_away'],
  note: ['write_note'],
  'about-them': ['tell_characteristics'],
  letter: ['issue_letter'],
  'letter-withdraw': ['withdraw_letter'],
};

const concernForms: Readonly<Record<string, readonly string[]>> = {
  words: ['add_words'],
  reference: ['add_reference'],
  'pass-on': ['pass_on'],
  report: ['pass_on'],
  staff: ['name_staff'],
  deciders: ['name_deciders'],
  third: ['name_third'],
  settle: ['settle_sharing'],
  'settle-review': ['settle_review'],
  answer: ['authority_answered'],
  escalate: ['escalate'],
  'escalation-answer': ['escalation_answered'],
  unlink: ['unlink_from_case'],
  join: ['join'],
  unjoin: ['unjoin'],
  review: ['review'],
  decide: ['decide'],
  chase: ['chase'],
  link: ['link_to_case'],
  close: ['close'],
  'keeping/hold': ['place_hold'],
  'keeping/lift-hold': ['lift_hold'],
  'keeping/ask-erasure': ['ask_erasure'],
  'keeping/decline-erasure': ['decline_erasure'],
};

const contactForms: Readonly<Record<string, readonly string[]>> = {
  '': ['answer'],
  '/actions': ['agree_actions'],
  '/call': ['take_call'],
  '/call-back': ['agree_call_back'],
  '/call-back/made': ['make_call_back'],
  '/code': ['give_code'],
  '/concern': ['raise_concern'],
  '/end': ['end'],
  '/take': ['take'],
};

interface Recorded {
  readonly kind: StreamKind;
  readonly does: readonly string[];
}

const under = (base: string, kind: StreamKind, forms: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(forms).map(([at, does]): [string, Recorded] => [`${base}${at}`, { kind, does }]);

/** What each page records, by address: those that are one form for one thing. */
export const recordedAt: ReadonlyMap<string, Recorded> = new Map([
  ...under('/people/:case/', 'case', caseForms),
  ...under('/concerns/:concern/', 'concern', concernForms),
  ...under('/helpline/:contact', 'contact', contactForms),
]);

const study = asks('extract');

/** Addresses that show something, or record in more than one way. */
const pages: Readonly<Record<string, readonly Role[]>> = {
  '/access': asks('accessCounts'),
  '/access/file': asks('accessCounts'),
  '/account': everybody,
  '/audit': asks('auditTrail'),
  '/audit/unusual': asks('auditUnusual'),
  '/audit/unusual/:rule/:day/:user': runs('look_into_reads'),
  '/audit/verify': asks('auditReport'),
  '/concerns': asks('concerns'),
  '/concerns/:concern': asks('concern'),
  '/concerns/:concern/entries/:entry': asks('concern'),
  '/concerns/:concern/keeping': asks('concern'),
  '/concerns/:concern/keeping/agree-erasure': records('concern', 'ask_erasure'),
  // An outside partner raises one too, by an address of their own.
  '/concerns/new': staff,
  '/concerns/new/from-note': staff,
  '/concerns/reporting-duty': asks('reportingDuties'),
  'POST /concerns/reporting-duty': runs('set_mandatory_reporting'),
  '/concerns/duty-desks': asks('organisation'),
  '/concerns/duty-desks/:desk': runs('set_duty_desk'),
  '/concerns/duty-desks/:desk/remove': runs('remove_duty_desk'),
  '/drafts': asks('drafts'),
  '/drafts/:draft/away': asks('drafts'),
  '/groups': asks('groups'),
  '/groups/plan': records('group', 'plan'),
  '/groups/plan/:programme': records('group', 'plan'),
  '/groups/:group': asks('group'),
  '/groups/:group/change/:what': records('group', 'move_session'),
  '/groups/:group/entries/:version': asks('group'),
  '/groups/:group/register/:session': records('group', 'take_register'),
  '/groups/:group/register/:session/:case': records('group', 'take_register'),
  '/helpline': asks('contacts'),
  '/helpline/:contact/entries/:version': asks('contact'),
  '/helpline/:contact/record/:what': records('contact', 'record_about'),
  '/helpline/:contact/call-back/number': asks('callBackNumber'),
  '/helpline/:contact/concern/from-note': records('contact', 'raise_concern'),
  '/helpline/after': asks('contacts'),
  '/helpline/call': records('contact', 'take_call'),
  '/helpline/code': asks('contactByCode'),
  '/kept/erased': asks('person'),
  '/openings': asks('openings'),
  '/openings/:opening': asks('opening'),
  'POST /openings/:opening': records('opening', 'review'),
  '/openings/:opening/end': records('opening', 'end'),
  '/openings/new': records('opening', 'open'),
  '/organisation': runs('join', 'arrange_on_call', 'offer_programme', 'count_unanswered'),
  '/organisation/add': runs('join'),
  '/organisation/apart': asks('keptApart'),
  '/organisation/apart/:pair/end': runs('end_apart'),
  '/organisation/change/:what/:of': runs('join', 'arrange_on_call', 'offer_programme', 'count_unanswered'),
  '/organisation/cover': runs('arrange_on_call'),
  '/organisation/people/:user': runs('change_roles'),
  '/organisation/people/:user/password': runs('renew_password'),
  '/organisation/programmes': runs('offer_programme'),
  '/organisation/settings': runs('set_number'),
  '/organisation/teams': runs('make_team'),
  '/organisation/unanswered': asks('unanswered'),
  '/people': doesTheWork,
  '/people/:case': doesTheWork,
  '/people/:case/children/checks': doesTheWork,
  '/people/:case/entries/:version': recordsCases,
  '/people/:case/record': recordsCases,
  '/people/:case/slip': asks('useSlip'),
  '/people/:case/letters': asks('letter'),
  '/people/:case/letters/:letter': asks('letter'),
  '/people/:case/kept': recordsCases,
  '/people/:case/kept/:act': records('case', 'make_complaint'),
  '/people/:case/kept/copy/:request': asks('subjectAccess'),
  '/people/:case/kept/copy/:request/:form': asks('subjectAccess'),
  '/people/:case/kept/copy/:request/read': asks('subjectAccess'),
  '/people/:case/kept/copy/:request/lines/:group': asks('subjectAccess'),
  '/referrals': asks('referrals'),
  '/referrals/:case': records('case', 'triage'),
  '/referrals/:case/open': records('case', 'open'),
  '/referrals/new': records('case', 'refer'),
  '/retention': asks('retention'),
  'POST /retention': asks('findCase'),
  '/retention/check': runs('check_retention'),
  '/retention/end/:class': runs('end_retention'),
  '/retention/hold': runs('hold_records'),
  '/retention/hold/:hold/lift': runs('free_records'),
  '/retention/set': runs('set_retention'),
  '/sensitive-reads': asks('sensitiveReads'),
  '/sent': asks('sent'),
  '/sent/concern': asks('sent'),
  '/sent/concern/raised': asks('sent'),
  '/sent/new': records('case', 'send_referral'),
  '/sign-in/set-up': everybody,
  '/sign-in/set-up/code': everybody,
  '/sign-out': everybody,
  '/start': everybody,
  '/today': asks('today'),
  '/waiting-list': asks('waitingList'),
  'POST /waiting-list': records('group', 'take_place'),
  '/welfare': asks('welfare'),
};

/** Whose this address is; undefined where nobody has said so. */
export function whoOpens(method: 'GET' | 'POST', pattern: string): readonly Role[] | undefined {
  const recorded = recordedAt.get(pattern);
  if (recorded) return recordsIn(recorded.kind, ...recorded.does);
  // Studies hold no record of anybody: whoever may take an extract works on them.
  if (pattern === '/desk' || pattern.startsWith('/desk/')) return study;
  // Nor do plans, which begin with the numbers of nobody: whoever takes extracts and whoever plans from counts.
  if (pattern.startsWith('/plans/')) return [...study, 'commissioner'];
  return pages[`${method} ${pattern}`] ?? pages[pattern];
}
