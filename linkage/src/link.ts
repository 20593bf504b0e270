import { block } from './block.ts';
import { compareInto, fieldNames } from './compare.ts';
import type { Identity } from './identity.ts';
import type { LinkModel } from './model.ts';
import { resolve, type Link } from './resolve.ts';
import { matchWeight, nameShares, reasons, type Reason } from './score.ts';
import { estimateU, train } from './train.ts';

export interface LinkSettings {
  /** Seed of the random pairs from which chance agreement is counted. */
  readonly seed: number;
  /** The share of right links that is wanted, from .5 to 1 (1 left out). */
  readonly precision: number;
}

export const usualSettings: LinkSettings = { seed: 1, precision: 0.997 };

export interface LinkedPair extends Link {
  readonly reasons: readonly Reason[];
}

export interface Linkage {
  /** At most one of each left record and of each person. */
  readonly pairs: readonly LinkedPair[];
  readonly model: LinkModel;
  readonly settings: LinkSettings;
  readonly rows: { readonly left: number; readonly right: number };
}

/** A fault in the settings or the files, all of them together. */
export class LinkageRefused extends Error {
  override readonly name = 'LinkageRefused';
}

/**
 * Finds the people of `left` (a service) among those of `right` (an extract): blocking, levels of agreement, weights
 * by expectation and maximisation, one link each. The order of rows on either side makes no difference.
 */
export function link(
  left: readonly Identity[],
  right: readonly Identity[],
  settings: LinkSettings = usualSettings,
): Linkage {
  refuseFaults(left, right, settings);
  const a = byId(left);
  const b = byId(right);
  const candidates = block(a, b);
  const count = candidates.left.length;
  const levels = new Int8Array(count * fieldNames.length);
  for (let k = 0; k < count; k++) {
    compareInto(a[candidates.left[k]], b[candidates.right[k]], levels, k * fieldNames.length);
  }
  const u = estimateU(a, b, settings.seed);
  const model = train({ levels, left: candidates.left }, u, { left: a.length, right: b.length });
  const names = nameShares(b);
  const scored = Array.from({ length: count }, (_, k) => {
    const [one, other] = [a[candidates.left[k]], b[candidates.right[k]]];
    const weight = matchWeight(levels, k * fieldNames.length, one, model, names);
    return { left: one.id, person: other.person, weight, at: k * fieldNames.length, identity: one };
  });
  const pairs = resolve(scored, model.prior, settings.precision).map((found): LinkedPair => {
    const { left: id, person, weight, probability, at, identity } = found as Link & (typeof scored)[number];
    const why = reasons(levels.subarray(at, at + fieldNames.length), identity, model, names);
    return { left: id, person, weight, probability, reasons: why };
  });
  return { pairs, model, settings, rows: { left: left.length, right: right.length } };
}

function byId(rows: readonly Identity[]): Identity[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function refuseFaults(left: readonly Identity[], right: readonly Identity[], settings: LinkSettings): void {
  const faults: string[] = [];
  if (left.length === 0) faults.push('The left file has no rows.');
  if (right.length === 0) faults.push('The right file has no rows.');
  if (!(settings.precision >= 0.5 && settings.precision < 1)) {
    faults.push(`precision was ${settings.precision}; it is a share from 0.5 up to, but not, 1.`);
  }
  if (!Number.isInteger(settings.seed) || settings.seed < 0) {
    faults.push(`seed was ${settings.seed}; it is a whole number from 0.`);
  }
  for (const [side, rows] of [['left', left] as const, ['right', right] as const]) {
    if (new Set(rows.map(row => row.id)).size < rows.length) faults.push(`The ${side} file has an id twice.`);
  }
  if (faults.length > 0) throw new LinkageRefused(`${faults.join(' ')} Nothing was linked.`);
}
