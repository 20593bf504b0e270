import type { ColumnSpec } from './data-schema.ts';

export type ColumnKind = 'date' | 'number' | 'category';

export function kindOf(column: ColumnSpec): ColumnKind {
  if (column === 'date') return 'date';
  if (column === 'number' || (typeof column === 'object' && 'number' in column)) return 'number';
  return 'category';
}

/** The values a category can take; undefined for free text, whose values only the file knows. */
export function levelsOf(column: ColumnSpec): readonly string[] | undefined {
  if (typeof column !== 'object') return undefined;
  if ('one_of' in column) return column.one_of;
  if ('groups' in column) {
    // Without `otherwise` a value outside the groups stays as it is.
    return column.otherwise === undefined ? undefined : [...Object.keys(column.groups), column.otherwise];
  }
  return undefined;
}

export function sayKind(column: ColumnSpec): string {
  const kind = kindOf(column);
  return kind === 'category' ? 'words' : `${kind}s`;
}
