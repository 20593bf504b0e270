import type { Day } from '../day.ts';

/**
 * What is known of the children around a person: coded, with number and age bands only. No name, no word
 * about a child ever stands in a case (E33); that belongs to a concern, under the concern's own key.
 */
export const ageBands = ['0 to 4', '5 to 10', '11 to 15', '16 to 17'] as const;
export type AgeBand = (typeof ageBands)[number];

export const contactArrangements = {
  none: 'No contact with children',
  supervised: 'Contact, supervised',
  unsupervised: 'Contact, not supervised',
  not_known: 'Not known',
} as const;
export type ContactArrangement = keyof typeof contactArrangements;

export const rolesWithChildren = {
  none: 'None with children',
  work: 'Works with children',
  volunteering: 'Volunteers with children',
  caring: 'Cares for a child',
  not_known: 'Not known',
} as const;
export type RoleWithChildren = keyof typeof rolesWithChildren;

export const socialCareStatuses = {
  not_involved: 'Not involved',
  assessment: 'Assessment under way',
  plan: 'Plan in place',
  looked_after: 'Child looked after',
  not_known: 'Not known',
} as const;
export type SocialCareStatus = keyof typeof socialCareStatuses;

/** Whom somebody asked, to know it: a check rests on enquiries, and says on which (HM Inspectorate of Probation, 2023). */
export const childrenEnquiries = {
  person: 'The person themselves',
  home_visit: 'Seen on a home visit',
  social_care: 'Children’s social care',
  police: 'Police',
  school_or_health: 'School or health service',
} as const;
export type ChildrenEnquiry = keyof typeof childrenEnquiries;

export interface ChildrenCheck {
  /** Children living in the household, in each age band. */
  readonly atHome: Readonly<Record<AgeBand, number>>;
  readonly contact: ContactArrangement;
  readonly role: RoleWithChildren;
  readonly socialCare: SocialCareStatus;
}

/** The last check of a case. */
export interface LastChildrenCheck {
  readonly on: Day;
  readonly check: ChildrenCheck;
  readonly by: string | null;
  readonly asked: readonly ChildrenEnquiry[];
  /** When it was told first: of what was told later it knew nothing. */
  readonly told: number;
}

export function childrenAtHome(check: ChildrenCheck): number {
  return ageBands.reduce((sum, band) => sum + check.atHome[band], 0);
}
