import type { Role, StreamKind } from '@throughcare/pathway';
import type { Seen, Viewer } from './viewer.ts';
import { carries, sees } from './viewer.ts';

/** The parts of a record that are opened apart, from the coded facts to what only few may read. */
export const fieldGroups = {
  facts: 'Coded facts, and of a contact, a concern or an opening also its words',
  identity: 'Who a person is',
  notes: 'Notes that a practitioner writes about their own people',
  limits: 'Why somebody is kept out of a case, and why a case is open to few',
} as const;
export type FieldGroup = keyof typeof fieldGroups;

const none: readonly FieldGroup[] = [];
const facts: readonly FieldGroup[] = ['facts'];
const nothing = {
  case: none,
  contact: none,
  // Whoever raised a concern reads it.
  concern: facts,
  group: none,
  organisation: facts,
  opening: none,
} as const;

/** Which parts a role reads of the records of a kind that are in its scope. */
export const opens: Readonly<Record<Role, Readonly<Record<StreamKind, readonly FieldGroup[]>>>> = {
  helpline_worker: { ...nothing, contact: facts },
  // Notes of their own people; not of those who are only in a group they lead, or open to them in an emergency.
  practitioner: { ...nothing, case: ['facts', 'identity', 'notes'], group: facts, opening: facts },
  programme_lead: { ...nothing, case: ['facts', 'identity', 'limits'], group: facts, opening: facts },
  safeguarding_lead: { ...nothing, case: ['facts', 'identity', 'limits'], opening: facts },
  analyst: nothing,
  commissioner: nothing,
  administrator: nothing,
  auditor: { ...nothing, opening: facts },
  outside_partner: { ...nothing, concern: none, organisation: none },
};

/** Whether somebody who sees a record reads this part of it. */
export function opensGroup(viewer: Viewer, record: Seen, group: FieldGroup): boolean {
  return viewer.roles.some(
    role =>
      opens[role][record.kind].includes(group) &&
      (group !== 'notes' || carries(viewer, record)) &&
      sees({ ...viewer, roles: [role] }, record),
  );
}

/**
 * Whether row-level security gives the key: a case has one for identity and one for the rest; an opening has one for its
 * words, for whoever reads the rest; every other record has one for all of it.
 */
export function opensKey(viewer: Viewer, record: Seen, purpose: 'facts' | 'identity'): boolean {
  if (purpose === 'facts' || record.kind === 'opening') return opensGroup(viewer, record, 'facts');
  return record.kind === 'case' && opensGroup(viewer, record, 'identity');
}
