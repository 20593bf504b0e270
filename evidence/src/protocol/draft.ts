import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudyRefusal } from '../refusal.ts';
import { draftFile } from './draft-columns.ts';
import type { NamedBytes } from './draft-columns.ts';
import { guessRoles } from './draft-roles.ts';
import { draftText } from './draft-text.ts';

const TABLE = /\.(?:csv|parquet|pq)$/i;

/**
 * Drafts a protocol from a table or a folder of tables: what each column seems to be, as a guess, and every decision
 * that is the analyst's left empty. No estimand is picked, no value that fewer than ten people have is named, and no
 * outcome is set against an arm.
 *
 * @param path a file, a folder, or tables that lie in memory
 * @returns YAML with comments, which parses but for the lines that are left empty
 * @throws StudyRefusal when there is no table, or one cannot be read
 */
export function draftProtocol(path: string | readonly NamedBytes[]): string {
  const paths = typeof path === 'string' ? tablesAt(path) : path;
  const first = paths.map(file => draftFile(file));
  const { id } = guessRoles(first);
  // Levels are counted in people once it is known which column names them; where each row is one, they are already.
  const files = first.map((file, k) =>
    file.columns.some(({ name, isUnique }) => name === id && !isUnique) ? draftFile(paths[k], id) : file,
  );
  if (files.every(({ rows }) => rows === 0))
    throw new StudyRefusal(
      `${typeof path === 'string' ? path : 'The extract'} holds no rows below a header. Nothing was drafted.`,
    );
  return draftText(guessRoles(files));
}

function tablesAt(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StudyRefusal(`There is no file or folder at ${path}. Nothing was read.`);
  if (!stat.isDirectory()) return [path];
  const tables = readdirSync(path)
    .filter(name => TABLE.test(name) && statSync(join(path, name)).isFile())
    .sort();
  if (tables.length === 0)
    throw new StudyRefusal(`There is no CSV or Parquet file in ${path}. Nothing was drafted.`);
  return tables.map(name => join(path, name));
}
