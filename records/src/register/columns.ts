import { logColumns } from './columns-of-logs.ts';
import { pageColumns } from './columns-of-pages.ts';
import type { Entry } from './entry.ts';

/** For every column of every table of the record. A test holds it against the catalogue of a migrated database. */
export const columnRegister: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  ...pageColumns,
  ...logColumns,
};
