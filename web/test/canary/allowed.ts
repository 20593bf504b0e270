import { told } from './words.ts';

/**
 * Columns in clear that hold words of forms, by design: see `every-page/in-clear.ts` for all of them. Here the name of
 * a programme alone is given by a form of the walk.
 */
export const clearColumns: ReadonlySet<string> = new Set([
  'throughcare.programme.name',
  'throughcare.programme.programme',
  'throughcare.enrolment.programme',
  'throughcare.team.name',
  'throughcare.group_row.name',
  'throughcare.group_session.title',
  'throughcare.group_session.module',
  'throughcare.programme.modules',
  'throughcare.member.name',
  'auth."user".name',
  'auth."user".email',
]);

/**
 * What PostgreSQL is told as it was typed, since it is compared with a column in clear: the e-mail address of an
 * account, the reference of a case, and what those columns hold.
 */
export const toldToPostgres: readonly RegExp[] = [
  /^\/sign-in email$/,
  / reference$/,
  /^\/organisation\//,
  /^\/groups\//,
];

/** Files that an analyst writes themselves and that a lock or a report repeats: the title and protocol of a study. */
const filesOfAnalysts = /^studies\/[^/]+\/studies\/[^/]+\/(study\.json|protocols\/\d+\.yaml)$/;

/** Files that a release makes public, and the ledger that tells of it: they name who reviewed it. */
const filesOfReleases =
  /^studies\/[^/]+\/(ledger\/entries\.jsonl|released\/[^/]+\/(release\.json|report\.html))$/;
const reviewer = '/desk/:study/runs/:run/release reviewer';

/** Whether a word may stand in a file: what an analyst wrote of a study, and who reviewed what was released. */
export const mayStandIn = (where: string, field: string): boolean =>
  filesOfAnalysts.test(where) || (filesOfReleases.test(where) && (field === reviewer || isAlike(field)));

/** What is alike in every field tells of none: it may be of one that is compared in clear. */
export const isAlike = (field: string): boolean => Object.values<string>(told).includes(field);
