import type { DraftColumn, DraftFile } from './draft-columns.ts';

/** What the columns of a folder are guessed to be for. Nothing here decides; a draft says that they are guesses. */
export interface DraftRoles {
  readonly cohort: DraftFile;
  readonly others: readonly DraftFile[];
  /** The column that names the person, where one is there. */
  readonly id: string | undefined;
  readonly dates: readonly DraftColumn[];
  /** Columns whose values may be the arms, the likeliest first. */
  readonly arms: readonly DraftColumn[];
  /** A file of offences, with its days of offence and conviction. */
  readonly offences:
    | {
        readonly file: DraftFile;
        readonly offence: string | undefined;
        readonly conviction: string | undefined;
      }
    | undefined;
  /** Columns of the cohort file that may hold the outcome; no covariate may be among them. */
  readonly events: readonly DraftColumn[];
  readonly days: readonly DraftColumn[];
  /** All of the cohort file that may be part of the outcome or lie after it. */
  readonly after: readonly DraftColumn[];
  readonly death: string | undefined;
  readonly covariates: readonly DraftColumn[];
}

const ID =
  /^(?:id|person|people|case|crn|pnc|pncid|noms|nomis|record)$|(?:^|[_ .-])(?:id|ref|reference|number)$|[a-z]I[Dd]$/i;
const BEFORE = /prev|prior|before|earlier|last|ever|history/i;
const AFTER =
  /^new[_ -]|re-?(?:offen|convict|cidiv|arrest|turn|incarcerat|lapse|admi)|recid|outcome|^event|^status$|^fail|^fup|^arrest$|returned?\b/i;
const DURATION = /day|week|month|\btime|_time|time_|follow|duration|surviv|^stop$/i;
const ARM =
  /(?:^|[_ .-])arm|treat|^group$|dispos|sentence|requirement|program|custody|release.?type|allocat|interven/i;
const DEATH = /died|death|dead|deceas/i;

/** Guesses by names, kinds and repeats. @param files those of one folder, or the only one */
export function guessRoles(files: readonly DraftFile[]): DraftRoles {
  const id = guessId(files);
  const cohort = guessCohort(files, id);
  const others = files.filter(file => file !== cohort);
  const offences = guessOffences(others, id);
  const own = cohort.columns.filter(({ name }) => name !== id && name !== 'any');
  const dates = own.filter(({ kind }) => kind === 'date');
  const death = dates.find(({ name }) => DEATH.test(name))?.name;
  const later = own.filter(({ name }) => (AFTER.test(name) || DEATH.test(name)) && !BEFORE.test(name));
  const days = own.filter(
    column =>
      column.kind === 'number' &&
      !BEFORE.test(column.name) &&
      (DURATION.test(column.name) ? !isYesNo(column) : later.includes(column) && column.distinct > 6),
  );
  const events = later.filter(column => !days.includes(column) && column.kind !== 'date');
  const outcome = new Set([...events, ...(offences === undefined ? days : later)]);
  const arms = own
    .filter(column => mayBeArms(column) && !outcome.has(column))
    .sort((a, b) => Number(ARM.test(b.name)) - Number(ARM.test(a.name)));
  return {
    cohort,
    others,
    id,
    dates,
    arms,
    offences,
    events: events
      .filter(column => column.distinct >= 2 && column.distinct <= 6)
      .sort((a, b) => Number(b.distinct === 2) - Number(a.distinct === 2)),
    days,
    after: own.filter(column => outcome.has(column) && column.kind !== 'date'),
    death,
    covariates: own.filter(
      column =>
        column.kind !== 'date' &&
        !arms.some(arm => arm === column && ARM.test(arm.name)) &&
        !outcome.has(column) &&
        column.distinct > 1 &&
        isUsable(column),
    ),
  };
}

/** The column that the arms of the draft are made of; undefined where no name says so. */
export function armColumn({ arms }: DraftRoles): DraftColumn | undefined {
  return arms.find(({ name, levels }) => ARM.test(name) && levels.length <= 6);
}

function guessId(files: readonly DraftFile[]): string | undefined {
  const unique = files.flatMap(({ columns }) =>
    columns.filter(({ isUnique, kind }) => isUnique && kind !== 'date'),
  );
  const shared = (name: string): number =>
    files.filter(({ columns }) => columns.some(column => column.name === name)).length;
  const candidates = unique.filter(
    ({ name, kind }) =>
      ID.test(name) || (files.length > 1 && shared(name) > 1) || (kind === 'words' && files.length === 1),
  );
  candidates.sort(
    (a, b) => shared(b.name) - shared(a.name) || Number(ID.test(b.name)) - Number(ID.test(a.name)),
  );
  return candidates.at(0)?.name;
}

function guessCohort(files: readonly DraftFile[], id: string | undefined): DraftFile {
  const onePerRow = files.filter(({ columns }) =>
    columns.some(({ name, isUnique }) => name === id && isUnique),
  );
  const [cohort] = [...(onePerRow.length > 0 ? onePerRow : files)].sort(
    (a, b) => b.columns.length - a.columns.length,
  );
  return cohort;
}

function guessOffences(others: readonly DraftFile[], id: string | undefined): DraftRoles['offences'] {
  const found = others.flatMap(file => {
    if (id === undefined || !file.columns.some(({ name }) => name === id)) return [];
    const dates = file.columns.filter(({ kind }) => kind === 'date');
    const offence = dates.find(({ name }) => /offen[cs]e|offended/i.test(name))?.name;
    const conviction = dates.find(({ name }) => /convict/i.test(name))?.name;
    return offence === undefined && conviction === undefined ? [] : [{ file, offence, conviction }];
  });
  return found.sort((a, b) => known(b) - known(a)).at(0);
}

function known({
  offence,
  conviction,
}: {
  offence: string | undefined;
  conviction: string | undefined;
}): number {
  return Number(offence !== undefined) + Number(conviction !== undefined);
}

function isYesNo({ levels, allNamed }: DraftColumn): boolean {
  return allNamed && levels.length === 2;
}

function mayBeArms({ kind, levels, distinct }: DraftColumn): boolean {
  return kind !== 'date' && levels.length >= 2 && levels.length <= 12 && distinct <= 15;
}

/** Names and free text are no covariates. */
function isUsable({ kind, isUnique, levels }: DraftColumn): boolean {
  return kind === 'number' || (!isUnique && levels.length > 0);
}
