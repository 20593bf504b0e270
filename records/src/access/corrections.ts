import type { Role, StreamKind } from '@throughcare/pathway';
import { mayCommand } from './policy.ts';
import { isBeginning } from './beginning.ts';
import { roleNames, staffRoles } from './roles.ts';

/** Who may take an entry out or put another in its place: somebody of these roles, or whoever recorded it. */
type Correctors = readonly Role[] | 'whoever_recorded_it' | 'nobody';

const caseworkers = ['practitioner', 'programme_lead'] as const;
const concernLeads = ['safeguarding_lead', 'administrator'] as const;
const leads = ['programme_lead', 'safeguarding_lead'] as const;

/** Of entries that answer to no command, by kind; what asks for others than whoever may record it stands below. */
const ofKind: Readonly<Record<StreamKind, Correctors>> = {
  case: caseworkers,
  contact: ['helpline_worker'],
  concern: staffRoles,
  group: caseworkers,
  organisation: ['administrator'],
  // That a case was opened in an emergency is not taken back by whoever opened it, nor by anybody else (E20).
  opening: 'nobody',
};

/**
 * Taking out an entry undoes it, so it asks as much as what it undoes: else somebody who may not lift a restriction
 * could take out that there was one.
 */
const ofType: Readonly<Partial<Record<StreamKind, Readonly<Record<string, Correctors>>>>> = {
  case: {
    restricted: leads,
    restricted_to: leads,
    restriction_lifted: leads,
    staff_excluded: leads,
    exclusion_ended: leads,
    stepped_away: 'whoever_recorded_it',
    // Recorded by `useSlip`, and by no command that anybody sends; in the wrong case it is taken out (E6).
    slip_brought: caseworkers,
    hold_placed: leads,
    hold_lifted: leads,
    processing_restricted: leads,
    processing_freed: leads,
    // E23: decided again, or taken back, on the page of the copy; never unsaid.
    copy_lines_decided: 'nobody',
    // E38: somebody holds it. It is withdrawn, and never unsaid.
    letter_issued: 'nobody',
    letter_withdrawn: 'nobody',
    // E22: two people asked and agreed; a third does not unsay it.
    erasure_asked: 'whoever_recorded_it',
    erasure_declined: 'whoever_recorded_it',
    erased: 'nobody',
  },
  group: {
    group_planned: ['programme_lead'],
  },
  contact: {
    // What a caller wrote is theirs. What they may have read, hold or count on is not unsaid: it is answered again.
    contact_opened: 'nobody',
    answered: 'nobody',
    code_given: 'nobody',
    call_back_agreed: 'nobody',
    number_destroyed: 'nobody',
    // E7: that somebody worried about a child stays; what becomes of it is decided in the concern.
    concern_raised: 'nobody',
    note_kept: 'whoever_recorded_it',
  },
  // E7: what one of two named people decided is not taken out by the other.
  concern: {
    raised: staffRoles,
    reviewed: 'whoever_recorded_it',
    review_settled: 'whoever_recorded_it',
    decided: 'whoever_recorded_it',
    sharing_settled: 'whoever_recorded_it',
    about_staff: concernLeads,
    deciders_named: concernLeads,
    third_named: concernLeads,
    joined: concernLeads,
    unjoined: concernLeads,
    concern_closed: concernLeads,
    linked_to_case: concernLeads,
    unlinked_from_case: concernLeads,
    // E22: what happened to the record itself is lifted or declined, and never taken out.
    hold_placed: 'nobody',
    hold_lifted: 'nobody',
    lines_decided: 'nobody',
    erasure_asked: 'nobody',
    erasure_declined: 'nobody',
    erased: 'nobody',
  },
  organisation: {
    founded: 'nobody',
    password_renewed: 'nobody',
    // E21: what an auditor found is opened again, and not taken out.
    reads_looked_into: 'nobody',
    reads_opened_again: 'nobody',
    // E22: a schedule is set again and checked again, and never changed under the check that it had.
    retention_set: 'nobody',
    retention_checked: 'nobody',
    retention_ended: 'nobody',
    kept_apart: leads,
    apart_no_longer: leads,
    programme_offered: ['administrator', 'programme_lead'],
    programme_shaped: ['administrator', 'programme_lead'],
    programme_withdrawn: ['administrator', 'programme_lead'],
  },
};

/**
 * Whether somebody may correct or take out an entry: whoever sees it and may not is told so, and nothing is done. It asks
 * as much as to record it: `does` is the command that it answers to, null where there is none.
 */
export function mayCorrect(
  { user, roles }: { readonly user: string; readonly roles: readonly Role[] },
  kind: StreamKind,
  entry: { readonly type: string; readonly actor: string; readonly does: string | null },
): boolean {
  const particular = ofType[kind]?.[entry.type];
  if (particular === undefined && entry.does !== null && ofKind[kind] !== 'nobody') {
    return mayCommand(roles, kind, entry.does as never);
  }
  const who = particular ?? ofKind[kind];
  if (who === 'nobody') return false;
  if (who === 'whoever_recorded_it') return entry.actor === user;
  return roles.some(role => who.includes(role));
}

/** The same in words, for the page that says who may do what. */
export function sayCorrectors(kind: StreamKind): readonly { readonly type: string; readonly who: string }[] {
  const say = (who: Correctors) =>
    who === 'nobody'
      ? 'nobody'
      : who === 'whoever_recorded_it'
        ? 'whoever recorded it'
        : who.length === roleNames.length - 1
          ? 'everybody who works here and sees it'
          : who.join(', ');
  return [
    {
      type: 'any other entry',
      who: ofKind[kind] === 'nobody' ? 'nobody' : 'whoever may record it',
    },
    ...Object.entries(ofType[kind] ?? {}).map(([type, who]) => ({
      type,
      who: isBeginning(kind, { type }) ? `${say(who)}; nobody takes it out` : say(who),
    })),
  ];
}
