import type { DraftColumn, DraftFile } from './draft-columns.ts';
import { armColumn } from './draft-roles.ts';
import type { DraftRoles } from './draft-roles.ts';
import { fileKey, word, wordList } from './draft-words.ts';

/** The part of a draft that says what the files hold. */
export function draftData(roles: DraftRoles): string[] {
  const { cohort, others, id, offences } = roles;
  const used = others.filter(file => file === offences?.file);
  const unused = others.filter(file => file !== offences?.file);
  return [
    'data:',
    ...(offences === undefined
      ? []
      : ['  extracted_on:          # the day up to which the files know of offences and convictions']),
    "  missing: [NA, N/A, NaN, 'NULL']   # words that mean a missing value, besides an empty cell",
    `  cohort: ${word(fileKey(cohort.file))}`,
    '  files:',
    ...fileLines(cohort, id, categories(roles)),
    ...used.flatMap(file => fileLines(file, id, new Set())),
    ...unused.map(
      ({ file, columns }) => `    # ${word(file)} holds ${wordList(columns.map(({ name }) => name))}`,
    ),
  ];
}

/** Columns of numbers that have to be read as words: those whose values are arms or events. */
function categories(roles: DraftRoles): Set<string> {
  const [event] = roles.offences === undefined ? roles.events : [];
  return new Set([armColumn(roles), event].flatMap(column => (column === undefined ? [] : [column.name])));
}

function fileLines(file: DraftFile, id: string | undefined, asWords: ReadonlySet<string>): string[] {
  const hasId = file.columns.some(({ name }) => name === id);
  return [
    `    ${word(fileKey(file.file))}:   # ${file.rows} rows${file.unreadable === 0 ? '' : `, and ${file.unreadable} that cannot be read; study design reports each by its line`}`,
    `      file: ${word(file.file)}`,
    id === undefined || !hasId
      ? '      # id: the column that names the person; without it every row is taken for another one'
      : `      id: ${word(id)}`,
    '      columns:',
    ...file.columns
      .filter(({ name }) => name !== id)
      .map(column => columnLine(column, asWords.has(column.name))),
  ];
}

function columnLine(column: DraftColumn, asWords: boolean): string {
  const { name, kind, levels, allNamed, distinct, missing, odd } = column;
  if (distinct === 0)
    return `        ${word(name)}: ${/date|_on$|_at$/i.test(name) ? 'date' : 'text'}   # nothing stands in it`;
  const isWords = kind === 'words' || asWords;
  const spec =
    isWords && allNamed && levels.length >= 2 ? `{ one_of: [${wordList(levels)}] }` : isWords ? 'text' : kind;
  const unnamed = distinct - levels.length;
  const notes = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(isWords && levels.length > 0 && !allNamed
      ? [`${wordList(levels)}, and ${unnamed} that fewer than 10 people have`]
      : []),
    ...(isWords && levels.length === 0 ? [`${distinct} different values`] : []),
    ...(kind === 'number' && !asWords && levels.length >= 2 && allNamed ? [`only ${wordList(levels)}`] : []),
    ...(odd === undefined ? [] : [odd]),
  ];
  return `        ${word(name)}: ${spec}${notes.length === 0 ? '' : `   # ${notes.join('; ')}`}`;
}
