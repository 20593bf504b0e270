import type { LastTold } from '../last-told.ts';
import type { RoleDuty } from '../law/mandatory-reporting.ts';
import type { Apart } from './apart.ts';
import type { Cover } from './cover.ts';
import type { DutyDesk } from './duty-desk.ts';
import type { LookedInto } from './looked-into.ts';
import type { Programme } from './programme.ts';
import type { StaffMember } from './people.ts';
import type { RetentionSchedule } from './retention.ts';
import type { RecordsHold } from './records-hold.ts';
import { noSettings, type Settings } from './setting.ts';
import type { Team } from './team.ts';
import type { Unanswered } from './unanswered.ts';

/** Where an organisation stands. */
export interface OrganisationState {
  readonly name: string;
  /** Made-up people: pages say so everywhere, and such data never shares a folder with real data (E39). */
  readonly madeUp: boolean;
  readonly founded: boolean;
  readonly people: readonly StaffMember[];
  readonly programmes: readonly Programme[];
  readonly teams: readonly Team[];
  readonly covers: readonly Cover[];
  readonly settings: Settings;
  /** At most one a class; what has none is never deleted. */
  readonly retention: readonly RetentionSchedule[];
  /** Holds on a class of records or on all; each wins over every schedule. */
  readonly recordsHolds: readonly RecordsHold[];
  readonly unanswered: readonly Unanswered[];
  /** Pairs of cases whose people may not be in one group, as far as whoever reads may know of them. */
  readonly apart: readonly Apart[];
  /** The duty to report child sexual abuse, for each role for which it was set. */
  readonly reportingDuties: readonly RoleDuty[];
  /** Whom to ring for a child in danger, one an area; none until somebody sets them (E34). */
  readonly dutyDesks: readonly DutyDesk[];
  /** Unusual reads that an auditor looked into; known to auditors alone. */
  readonly lookedInto: readonly LookedInto[];
  /** Of each of these the last entry counts; here is its day. */
  readonly lastTold: LastTold;
}

/** Before it was founded. */
export const noOrganisation: OrganisationState = {
  name: '',
  madeUp: false,
  founded: false,
  people: [],
  programmes: [],
  teams: [],
  covers: [],
  settings: noSettings,
  retention: [],
  recordsHolds: [],
  unanswered: [],
  apart: [],
  reportingDuties: [],
  dutyDesks: [],
  lookedInto: [],
  lastTold: {},
};
