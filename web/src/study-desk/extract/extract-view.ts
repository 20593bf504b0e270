import { count } from '../../studies/words.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';
import type { ExtractColumns } from '../work/columns.ts';

const holds = { number: 'numbers', date: 'dates', text: 'words' } as const;

/** The extracts of a study with what their columns hold, and no row of any. */
export function extractViews(desk: Desk, study: KeptStudy) {
  return study.extracts.map(({ id, name, bytes, sha256, at, by }) => {
    const read = desk.columns(study, id);
    return {
      id,
      name,
      size: saySize(bytes),
      at,
      by: by.name,
      hash: sha256.slice(0, 12),
      rows: read && count(read.rows),
      rejected: read && read.rejected > 0 ? count(read.rejected) : '',
      firstRejected: read?.firstRejected,
      columns: read?.columns.map(column => ({
        name: column.name,
        holds: holds[column.kind],
        values: valuesOf(column),
        missing: count(column.missing),
      })),
    };
  });
}

function valuesOf({ levels, from, to, kind }: ExtractColumns['columns'][number]): string {
  if (levels.length > 0) return levels.join(', ');
  if (from !== '') return `${from} to ${to}`;
  return kind === 'text' ? 'too many to list' : 'none';
}

const saySize = (bytes: number) =>
  bytes < 1024 * 1024 ? `${count(Math.ceil(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
