import { liftsHolds, type Role, type StreamKind } from '@throughcare/pathway';
import type { Commands } from '../history/deciders.ts';
import { caseCommands } from './case-commands.ts';
import { caseworkers, concernLeads, roleNames, staffRoles } from './roles.ts';

/*
 * Who may do what, decided here once. `scopes` says which records of a kind a role sees, `commands` what it may record,
 * `answers` which questions it may ask (the identity file among them, which is the one purpose that lets an
 * administrator open who people are). Row-level security (sql/0018) holds the scopes and the keys underneath; a property
 * test compares the two.
 */

/** Of which records of a kind a role sees anything: never a case that they are kept out of by name. */
export type Scope =
  | 'none'
  /** Every one of the organisation, but for an opening that may concern themselves. */
  | 'all'
  /** A case they carry, one of their team, one that waits for triage, or one in a group they lead; a concern they raised or decide; a case opened by them. */
  | 'own'
  /** That it happened, by whom and when; not a word of what. */
  | 'that_it_happened';

const nothing = {
  case: 'none',
  contact: 'none',
  // Whoever raised a concern sees it.
  concern: 'own',
  group: 'none',
  organisation: 'all',
  opening: 'none',
} as const;

/** The auditor sees that anything happened, and, like everybody, a concern they raised themselves. */
export const scopes: Readonly<Record<Role, Readonly<Record<StreamKind, Scope>>>> = {
  helpline_worker: { ...nothing, contact: 'all' },
  practitioner: { ...nothing, case: 'own', group: 'all', opening: 'own' },
  programme_lead: { ...nothing, case: 'all', group: 'all', opening: 'own' },
  safeguarding_lead: { ...nothing, case: 'all', concern: 'all', opening: 'all' },
  analyst: nothing,
  commissioner: nothing,
  administrator: nothing,
  auditor: {
    case: 'that_it_happened',
    contact: 'that_it_happened',
    concern: 'that_it_happened',
    group: 'that_it_happened',
    organisation: 'all',
    opening: 'all',
  },
  outside_partner: { ...nothing, concern: 'none', organisation: 'none' },
};

type CommandNames = {
  readonly [Kind in StreamKind]: Readonly<Record<Commands[Kind]['do'], readonly Role[]>>;
};

/** Which role may record what. Within its scope, and where the decider agrees. */
export const commands: CommandNames = {
  case: caseCommands,
  contact: {
    // By telephone; a caller who writes opens it without anybody (see `callerCommands`).
    open: ['helpline_worker'],
    confirm_code: [],
    write: [],
    take_call: ['helpline_worker'],
    end_call: ['helpline_worker'],
    give_code: ['helpline_worker'],
    record_about: ['helpline_worker'],
    say_caller: ['helpline_worker'],
    keep_note: ['helpline_worker'],
    screen_risk: ['helpline_worker'],
    note_disclosure: ['helpline_worker'],
    report_actions: ['helpline_worker'],
    signpost: ['helpline_worker'],
    say_safe_contact: ['helpline_worker'],
    agree_call_back: ['helpline_worker'],
    make_call_back: ['helpline_worker'],
    // The program itself, when the time is over.
    destroy_number: [],
    keep_from: ['helpline_worker'],
    // Their own act, and nobody's for them (E6).
    give_slip: [],
    take: ['helpline_worker'],
    answer: ['helpline_worker'],
    agree_actions: ['helpline_worker'],
    raise_concern: ['helpline_worker'],
    end: ['helpline_worker'],
  },
  concern: {
    // E34, E35: nothing stands between anybody who can sign in and a report. An outside partner raises one, says in the
    // same step whom they told, and sees nothing of it afterwards.
    raise: roleNames,
    pass_on: roleNames,
    add_words: staffRoles,
    name_staff: staffRoles,
    add_reference: staffRoles,
    review: staffRoles,
    settle_review: staffRoles,
    // An administrator too: where a concern is about every safeguarding lead, it is theirs to see.
    name_deciders: concernLeads,
    name_third: concernLeads,
    decide: staffRoles,
    settle_sharing: staffRoles,
    chase: staffRoles,
    authority_answered: staffRoles,
    escalate: staffRoles,
    escalation_answered: staffRoles,
    // These and its holds: of those who see it, its deciders (see `isTheirPart`).
    link_to_case: staffRoles,
    unlink_from_case: staffRoles,
    join: concernLeads,
    unjoin: concernLeads,
    close: concernLeads,
    place_hold: staffRoles,
    lift_hold: staffRoles,
    ask_erasure: ['safeguarding_lead'],
    decline_erasure: ['safeguarding_lead'],
    // Only through `decideCopyLines` and `agreeConcernErasure`, which hold them against the case.
    decide_lines: [],
    agree_erasure: [],
  },
  group: {
    plan: ['programme_lead'],
    name_facilitators: ['programme_lead'],
    cover_session: caseworkers,
    move_session: caseworkers,
    cancel_session: caseworkers,
    add_session: caseworkers,
    tell_room: caseworkers,
    change_places: ['programme_lead'],
    record_nobody: caseworkers,
    finish: caseworkers,
    // All wait for the same places: whoever sees everybody who waits shares them out.
    take_place: ['programme_lead'],
    free_place: caseworkers,
    take_register: caseworkers,
    cancel: ['programme_lead'],
  },
  organisation: {
    found: [],
    join: ['administrator'],
    change_roles: ['administrator'],
    leave: ['administrator'],
    renew_password: ['administrator'],
    make_team: ['administrator'],
    join_team: ['administrator'],
    leave_team: ['administrator'],
    close_team: ['administrator'],
    arrange_cover: ['administrator', 'programme_lead'],
    arrange_on_call: ['administrator', 'programme_lead', 'safeguarding_lead'],
    end_cover: ['administrator', 'programme_lead', 'safeguarding_lead'],
    offer_programme: ['administrator', 'programme_lead'],
    shape_programme: ['administrator', 'programme_lead'],
    withdraw_programme: ['administrator', 'programme_lead'],
    set_number: ['administrator'],
    set_retention: ['administrator'],
    // E22: never whoever set it; the decider holds that.
    check_retention: ['administrator', 'safeguarding_lead'],
    end_retention: ['administrator'],
    hold_records: ['safeguarding_lead'],
    // Never whoever set it; the decider holds that. An administrator too, since a house may have one lead alone.
    free_records: liftsHolds,
    set_staffed_hours: ['administrator'],
    count_unanswered: ['helpline_worker', 'administrator'],
    // Whoever places people need not know who is kept apart, and why.
    keep_apart: ['programme_lead', 'safeguarding_lead'],
    end_apart: ['programme_lead', 'safeguarding_lead'],
    set_mandatory_reporting: concernLeads,
    set_duty_desk: concernLeads,
    remove_duty_desk: concernLeads,
    // E21: an auditor, and never of what they read themselves; the decider holds that.
    look_into_reads: ['auditor'],
    open_reads_again: ['auditor'],
  },
  opening: {
    open: caseworkers,
    end: [...caseworkers, 'safeguarding_lead'],
    // An auditor where every lead opened it, or it may concern them (sql/0052).
    review: ['safeguarding_lead', 'auditor'],
  },
};

/** What an anonymous caller may record, in the one contact that they hold the code of. */
export const callerCommands: readonly string[] = ['open', 'confirm_code', 'write', 'give_slip'];

/** Whether any of `roles` may ever record this. */
export function mayCommand<Kind extends StreamKind>(
  roles: readonly Role[],
  kind: Kind,
  command: Commands[Kind]['do'],
): boolean {
  const allowed = commands[kind][command] as readonly Role[];
  return roles.some(role => allowed.includes(role));
}

/** Answers that belong to a role, and not to a record: which roles may ask for them. */
export const answers = {
  people: ['practitioner', 'programme_lead', 'safeguarding_lead'],
  person: ['practitioner', 'programme_lead', 'safeguarding_lead'],
  drafts: ['helpline_worker', 'practitioner', 'programme_lead', 'safeguarding_lead'],
  // Counts alone; what is small is hidden before it stands on a page (E16).
  accessCounts: ['commissioner', 'programme_lead'],
  letter: ['practitioner', 'programme_lead', 'safeguarding_lead'],
  // A safeguarding lead’s own are the requests for a copy or an erasure, which only they may answer.
  today: ['practitioner', 'programme_lead', 'safeguarding_lead'],
  welfare: ['practitioner', 'programme_lead', 'safeguarding_lead'],
  referrals: caseworkers,
  sent: ['outside_partner'],
  waitingList: caseworkers,
  groups: caseworkers,
  group: caseworkers,
  contacts: ['helpline_worker'],
  contact: ['helpline_worker'],
  contactByCode: ['helpline_worker'],
  callBackNumber: ['helpline_worker'],
  useSlip: caseworkers,
  leftBehind: ['administrator', 'programme_lead'],
  openWork: ['administrator', 'programme_lead'],
  keptApart: ['programme_lead', 'safeguarding_lead'],
  unanswered: ['helpline_worker', 'administrator'],
  concerns: staffRoles,
  concern: staffRoles,
  reportingDuties: staffRoles,
  findCase: ['safeguarding_lead'],
  caseToLink: staffRoles,
  caseToOpen: caseworkers,
  sensitiveReads: ['safeguarding_lead'],
  openings: [...caseworkers, 'safeguarding_lead', 'auditor'],
  opening: [...caseworkers, 'safeguarding_lead', 'auditor'],
  auditTrail: ['auditor'],
  auditUnusual: ['auditor'],
  auditReport: ['auditor'],
  extract: ['analyst'],
  identityFile: ['administrator'],
  organisation: staffRoles,
  retention: ['administrator', 'safeguarding_lead'],
  concernRetention: ['safeguarding_lead'],
  recordsHolds: ['administrator', 'safeguarding_lead'],
  subjectAccess: ['safeguarding_lead'],
  subjectConcerns: ['safeguarding_lead'],
} as const satisfies Record<string, readonly Role[]>;

export type Answer = keyof typeof answers;

export function mayAsk(roles: readonly Role[], answer: Answer): boolean {
  return roles.some(role => (answers[answer] as readonly Role[]).includes(role));
}
