import { fieldNames, fields, type Field } from './compare.ts';
import type { Identity } from './identity.ts';
import { fieldWeight, type LinkModel } from './model.ts';

/** One field's part in a match weight, in words and bits. */
export interface Reason {
  readonly field: Field;
  readonly agreement: string;
  /** Bits for one person; negative speaks against. */
  readonly weight: number;
}

/** How common each name is among the rows of the extract: to share a rare one says more. */
export interface NameShares {
  readonly surname: ReadonlyMap<string, number>;
  readonly forename: ReadonlyMap<string, number>;
}

export function nameShares(rows: readonly Identity[]): NameShares {
  const sharesOf = (name: 'surname' | 'forename') => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row[name], (counts.get(row[name]) ?? 0) + 1);
    return new Map([...counts].map(([value, count]) => [value, count / rows.length]));
  };
  return { surname: sharesOf('surname'), forename: sharesOf('forename') };
}

/** The match weight of a pair in bits: log2 of how much likelier these agreements are for one person than for two. */
export function matchWeight(
  levels: Int8Array,
  at: number,
  left: Identity,
  model: LinkModel,
  names: NameShares,
): number {
  let weight = 0;
  for (let f = 0; f < fieldNames.length; f++) weight += weightOf(f, levels[at + f], left, model, names);
  return weight;
}

/** The same, field by field, for a person who wants to know why. */
export function reasons(levels: Int8Array, left: Identity, model: LinkModel, names: NameShares): Reason[] {
  return fieldNames.flatMap((field, f) => {
    const level = levels[f];
    if (level < 0) return [];
    return [{ field, agreement: fields[field][level], weight: weightOf(f, level, left, model, names) }];
  });
}

function weightOf(f: number, level: number, left: Identity, model: LinkModel, names: NameShares): number {
  const field = fieldNames[f];
  const known = model.fields[field];
  if (level === 0 && (field === 'surname' || field === 'forename')) {
    // Agreement on this very name: among two people it comes as often as the name itself.
    const share = names[field].get(left[field]);
    if (share !== undefined) return Math.log2(known.m[0] / Math.max(share, 1e-6));
  }
  return fieldWeight(known, level);
}
