export { Refused } from './refused.ts';
export { startEmbedded, usualDataFolder, type Embedded, type EmbeddedOptions } from './embedded/embedded.ts';
export type { FolderKind } from './embedded/place.ts';
export { migrate, type Migrated, type MigrateOptions } from './database/migrate.ts';
export { keyGiven, readKeyFile, readMasterKey, writeKey } from './keys/master-key.ts';
export { forgetPreviousKey, openingKey, rotateMasterKey } from './keys/rotate-master-key.ts';
export { rotateWrappingKey } from './keys/rotate-wrapping-key.ts';
export {
  openRecords,
  type Founding,
  type Membership,
  type OpenOptions,
  type Records,
  type StaffMember,
} from './records.ts';
export {
  openDataFolder,
  withDataFolder,
  type FolderConnection,
  type OpenFolderOptions,
} from './open-data-folder.ts';
export type { Repository } from './repository.ts';
export type { Actor } from './access/actor.ts';
export { fieldGroups, opens, type FieldGroup } from './access/fields.ts';
export { NotAllowed } from './access/not-allowed.ts';
export { letterCode, showLetterCode } from './letters/code.ts';
export type { LetterFace } from './letters/mark.ts';
export type { LetterStanding } from './letters/standing.ts';
export type { AccessCount } from './reads/access-counts.ts';
export type { LetterSeen } from './reads/letter.ts';
export { answers, commands, mayAsk, mayCommand, scopes, type Answer } from './access/policy.ts';
export { mayPutRight, type PutRight } from './access/put-right.ts';
export type { Conflict, Outcome, Step } from './append/outcome.ts';
export type { FilledStream } from './append/fill.ts';
export type { AsOf } from './history/believed.ts';
export type { Commands, States } from './history/deciders.ts';
export { isRetraction } from './history/correction.ts';
export { replacedBy, type CorrectionMade } from './history/corrections.ts';
export type { LetStand } from './history/let-stand.ts';
export type { RecordedEvent } from './history/recorded-event.ts';
export type { CallerContact, CallerRepository, FirstMessage } from './caller/caller-repository.ts';
export type { Arrived, Arriving } from './arriving/arrive.ts';
export { reportHead, reportLines, type RowOutcome } from './arriving/report.ts';
export { backup } from './backup/backup.ts';
export { restore, type Restored } from './backup/restore.ts';
export { readBegins as readBackup } from './backup/restore-rows.ts';
export { sayFault, type AuditProgress, type AuditReport, type Fault } from './audit/fault.ts';
export type { RebuildReport } from './projections/rebuild.ts';
export type { ExtractSchema, ServiceExtract } from './extract/extract.ts';
export type { IdentityFile } from './extract/identity-file.ts';
export type { ErasureAgreement } from './lifetime/erase.ts';
export type { RetentionOfClass, RetentionProgress } from './lifetime/retention.ts';
export type { RetentionSeen } from './lifetime/retention-answer.ts';
export { lineKey } from './lifetime/copy-line.ts';
export type { SaidLine, SubjectAccess } from './lifetime/subject-access.ts';
export { withConcerns, type ConcernLines, type SubjectConcerns } from './lifetime/subject-concerns.ts';
export { packOpening, sayPack, type SubjectPack } from './lifetime/subject-pack.ts';
export { readMark, writeMark, type TrailMark } from './reads/audit-mark.ts';
export type { Unusual } from './reads/audit-unusual.ts';
export type { UnusualRead } from './audit/unusual.ts';
export type { Look, LookedAt } from './audit/looked-into.ts';
export { unusualRules, type UnusualRule, type UnusualRuleName } from './audit/unusual-rules.ts';
export type { Trail, TrailQuery, TrailRow } from './reads/audit-trail.ts';
export type { ReportingDuties } from './reads/reporting-duties.ts';
export type { Concern, ConcernRow, LinkedCase, ToldWords } from './reads/concerns.ts';
export type { Contact, ContactRow, Message } from './reads/contacts.ts';
export { SLIP_DAYS, type SlipShown } from './caller/slip.ts';
export type { LeftBehind } from './reads/left-behind.ts';
export type { OpenWork } from './reads/open-work.ts';
export type { Group, GroupMember, GroupRow } from './reads/groups.ts';
export type { MarkEntry, SessionMarks } from './reads/marks.ts';
export type { Organisation } from './reads/organisation.ts';
export type { Opening, OpeningRow, Openings } from './reads/openings.ts';
export type { People, PeopleQuery, PersonRow } from './reads/people.ts';
export type { Person } from './reads/person.ts';
export type { InQueue, PlannedGroup } from './reads/queue.ts';
export type { ReferralRow } from './reads/referrals.ts';
export type { GivenByMe, GivenWork } from './reads/given-work.ts';
export type { ConcernToday, DueToday, SessionToday, TodayList } from './reads/today.ts';
export type { WaitingList, WaitingRow } from './reads/waiting-list.ts';
