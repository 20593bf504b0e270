import { columnOf } from './data.ts';
import type { Data } from './data.ts';
import { StatsRefused } from './refusal.ts';
import type { Column } from './read-table.ts';

/** A number from 0 on for each row, and what each number stands for; numbers in rising order, texts by the alphabet. */
export interface Groups {
  readonly codes: Int32Array;
  readonly names: readonly string[];
}

/** The distinct values of one column that occur, as groups. */
export function groupsOf(column: Column): Groups {
  if (column.kind === 'number') {
    const values = [...new Set(column.values)].sort((a, b) => a - b);
    const place = new Map(values.map((value, code) => [value, code]));
    return {
      codes: Int32Array.from(column.values, value => place.get(value) ?? -1),
      names: values.map(String),
    };
  }
  const present = [...new Set(column.codes)].sort((a, b) => (column.levels[a] < column.levels[b] ? -1 : 1));
  const place = new Map(present.map((code, at) => [code, at]));
  return {
    codes: column.codes.map(code => place.get(code) ?? -1),
    names: present.map(code => column.levels[code]),
  };
}

/** The groups of one column, or of the combinations of several that occur. */
export function groupedBy(data: Data, names: readonly string[]): Groups {
  if (names.length === 0) return { codes: new Int32Array(data.used), names: ['all'] };
  const parts = names.map(name => groupsOf(columnOf(data, name)));
  if (parts.length === 1) return parts[0];
  const keys = new Map<number, number>();
  const mixed = Float64Array.from({ length: data.used }, (_, i) =>
    parts.reduce((key, part) => key * part.names.length + part.codes[i], 0),
  );
  const present = [...new Set(mixed)].sort((a, b) => a - b);
  present.forEach((key, code) => keys.set(key, code));
  const nameOf = (key: number): string => {
    const labels: string[] = [];
    for (let k = parts.length - 1, left = key; k >= 0; k--) {
      const size = parts[k].names.length;
      labels.unshift(`${names[k]} ${parts[k].names[left % size]}`);
      left = Math.floor(left / size);
    }
    return labels.join(', ');
  };
  return { codes: Int32Array.from(mixed, key => keys.get(key) ?? -1), names: present.map(nameOf) };
}

/** Groups to compare: two or more. */
export function severalGroups(data: Data, names: readonly string[]): Groups {
  const groups = groupedBy(data, names);
  if (groups.names.length < 2) {
    throw new StatsRefused(
      `${names.join(' and ')} is ${groups.names[0]} in every row that is used: the other arm is empty, and there is nothing to compare.`,
    );
  }
  return groups;
}
