import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { RoleDuty } from '../law/mandatory-reporting.ts';

/** E35: since when and how fast the people of a role have to report child sexual abuse. */
export type ReportingEvent = Happened<
  'mandatory_reporting_set',
  { role: string; from: Day | null; withinDays: number | null; source: string; reviewedBy: string | null }
>;

export interface ReportingCommand {
  readonly do: 'set_mandatory_reporting';
  readonly on: Day;
  readonly role: string;
  /** Since when it binds the role; null where that is not known, or no longer so. */
  readonly from: Day | null;
  readonly withinDays: number | null;
  readonly source: string;
  readonly reviewedBy: string | null;
}

/** Who says since when and how fast also says where that was read. */
export function decideReporting(command: ReportingCommand): Decision<ReportingEvent> {
  const { on, role, from, withinDays, reviewedBy } = command;
  const source = command.source.trim();
  if (source === '') return refuse('no_source', 'Say where this was read. Nothing was saved.', 'source');
  if (withinDays !== null && (!Number.isInteger(withinDays) || withinDays < 0 || withinDays > 365)) {
    return refuse('not_days', 'Give whole days, from 0 to 365. Nothing was saved.', 'withinDays');
  }
  const facts = { role, from, withinDays, source, reviewedBy: reviewedBy?.trim() || null };
  return accept({ type: 'mandatory_reporting_set', schema: 1, occurredOn: on, facts });
}

export function evolveReporting(duties: readonly RoleDuty[], { facts }: ReportingEvent): readonly RoleDuty[] {
  const { role, from, withinDays, source, reviewedBy } = facts;
  const duty: RoleDuty = {
    role,
    effectiveFrom: from,
    effectiveTo: null,
    trigger: 'told',
    source,
    reviewedBy,
    rule: { withinDays },
  };
  return [...duties.filter(one => one.role !== role), duty];
}
