import type { Role } from '@throughcare/pathway';
import type { CallerRepository, LetterFace, LetterStanding, Repository } from '@throughcare/records';
import type { Analysis } from './analysis/read-analysis.ts';
import type { Accounts } from './sign-in/accounts.ts';
import type { CalibrationDesk } from './plans/calibrate/calibration-desk.ts';
import type { PlanDesk } from './plans/try/plan-desk.ts';
import type { StudyDesk } from './study-desk/desk.ts';

/** Somebody signed in, as the record knows them at this request. */
export interface Staff {
  readonly userId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
}

/** What the pages need of the record. `Records` of the records room is one; a test gives its own. */
export interface RecordsDoor<Repository> {
  as(actor: { userId: string; organisationId: string; name: string }): Repository;
  asCaller(organisationId: string): CallerRepository;
  /** For whoever holds a letter: whether it is genuine, and nothing else. */
  letterStanding(code: string, face: LetterFace): Promise<LetterStanding>;
  /** Where an account works and in which roles, from the organisation's events as they stand now. */
  memberships(
    userId: string,
  ): Promise<readonly { organisationId: string; name: string; roles: readonly Role[] }[]>;
}

/** What one request reads and writes with, bound to who asks. */
export type { Repository };

/** What the pages need from outside. */
export interface Services {
  readonly accounts: Accounts;
  readonly records: RecordsDoor<Repository>;
  /** What was worked out about people counted together. */
  readonly analysis: Analysis;
  /** Where analysts work on studies of their own. */
  readonly studyDesk: StudyDesk;
  /** Where plans are tried with other numbers. */
  readonly planDesk: PlanDesk;
  /** Where plans are fitted to what was observed. */
  readonly calibrationDesk: CalibrationDesk;
  /** Whose helpline `/help` is. */
  readonly helplineOf: string;
  /** Made-up people to sign in as, shown on the sign-in page of a demonstration and nowhere else. */
  readonly tryAs?: readonly TryAs[];
}

export interface TryAs {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
}
