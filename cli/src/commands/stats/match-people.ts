import {
  blindRank,
  matchFull,
  matchMahalanobis,
  matchNearest,
  matchOptimal,
  personRank,
  subclassify,
} from '@throughcare/evidence';
import type { DesignMatrix, Matched } from '@throughcare/evidence';
import { between } from './call.ts';
import type { Call } from './call.ts';
import { columnOf } from './data.ts';
import type { Data } from './data.ts';
import { groupedBy } from './groups.ts';
import type { OptionName } from './options.ts';
import { StatsRefused, WrongCall } from './refusal.ts';

interface Arms {
  readonly treated: Uint8Array;
  readonly scores: Float64Array;
  readonly design: DesignMatrix;
}

/** Options that only some methods know; others are refused rather than passed over. */
const ONLY: readonly (readonly [OptionName, readonly string[]])[] = [
  ['ratio', ['nearest', 'optimal']],
  ['replace', ['nearest']],
  ['order', ['nearest']],
  ['caliper', ['nearest', 'optimal', 'full']],
  ['exact', ['nearest', 'optimal', 'full']],
  ['subclasses', ['subclass']],
];

/** Matches by the method of the call. */
export function matchPeople(
  call: Call,
  data: Data,
  arms: Arms,
): { matched: Matched; subclassOf?: Int32Array } {
  const method = call.text('method');
  const estimand = call.text('estimand') as 'ATT' | 'ATC' | 'ATE';
  requireFit(call, method, estimand);
  const people = {
    treated: arms.treated,
    scores: arms.scores,
    rank: rankOf(call, data),
    ...(call.has('exact') ? { stratum: groupedBy(data, call.columns('exact')).codes } : {}),
  };
  const scale = call.text('caliper-on') as 'raw' | 'logit';
  const caliper = call.has('caliper')
    ? {
        width: between(call, 'caliper', 0, Number.POSITIVE_INFINITY, 'a distance above 0'),
        in: call.text('caliper-in') === 'sd' ? ('standard deviations' as const) : ('score units' as const),
      }
    : undefined;
  const common = { scale, ...(caliper ? { caliper } : {}) };
  if (method === 'subclass') {
    const subclasses = call.has('subclasses') ? call.number('subclasses') : 6;
    const matched = subclassify(people, { estimand, subclasses });
    return { matched, subclassOf: matched.subclassOf };
  }
  if (method === 'full') return { matched: matchFull(people, { estimand, ...common }) };
  if (estimand === 'ATE') throw new Error('ATE was let through');
  const ratio = call.has('ratio') ? call.number('ratio') : 1;
  const nearest = {
    replace: call.flag('replace'),
    ...(call.has('order') ? { order: call.text('order') as 'largest' | 'smallest' | 'closest' } : {}),
  };
  if (call.text('distance') === 'mahalanobis') {
    const kind = method === 'optimal' ? 'optimal' : 'nearest';
    return {
      matched: matchMahalanobis(arms.design, people, { estimand, kind, ratio, ...common, ...nearest }),
    };
  }
  if (method === 'optimal') return { matched: matchOptimal(people, { estimand, ratio, ...common }) };
  return { matched: matchNearest(people, { estimand, ratio, ...common, ...nearest }) };
}

function requireFit(call: Call, method: string, estimand: string): void {
  for (const [option, methods] of ONLY) {
    const given = option === 'replace' ? call.flag(option) : call.has(option);
    if (!given || methods.includes(method)) continue;
    throw new WrongCall(`--${option} is for --method ${methods.join(' or ')}; the method is ${method}.`);
  }
  if (estimand === 'ATE' && (method === 'nearest' || method === 'optimal')) {
    throw new WrongCall(
      `--estimand ATE came with --method ${method}, which matches the people of one arm: ATT or ATC. For ATE match fully or by subclasses, or weight.`,
    );
  }
  if (call.text('distance') === 'mahalanobis' && method !== 'nearest' && method !== 'optimal') {
    throw new WrongCall(
      `--distance mahalanobis is for --method nearest or optimal; the method is ${method}.`,
    );
  }
}

/** The column that names people where the call does not say which. */
export const USUAL_ID = 'id';

/**
 * Who comes first among people with one score: by `--id`, else by a column called id in which every row differs, else
 * by a hash of all that is read of them.
 */
function rankOf(call: Call, data: Data): Float64Array {
  const rows = Array.from({ length: data.used }, (_, i) => i);
  const textsOf = (name: string): string[] => {
    const column = columnOf(data, name);
    return rows.map(i =>
      column.kind === 'number' ? String(column.values[i]) : (column.levels[column.codes[i]] ?? ''),
    );
  };
  if (call.has('id')) {
    const ids = textsOf(call.text('id'));
    refuseRepeats(call.text('id'), ids, data);
    return personRank(ids);
  }
  if (data.columns.has(USUAL_ID)) {
    const ids = textsOf(USUAL_ID);
    if (new Set(ids).size === ids.length) return personRank(ids);
  }
  const parts = [...data.columns.keys()].sort().map(textsOf);
  return blindRank(rows.map(i => parts.map(part => part[i]).join('\n')));
}

function refuseRepeats(name: string, ids: readonly string[], data: Data): void {
  const first = new Map<string, number>();
  ids.forEach((id, i) => {
    const before = first.get(id);
    if (before !== undefined) {
      throw new StatsRefused(
        `${name} is ${id} in lines ${data.lines[before]} and ${data.lines[i]}: a person may stand in one row only. Drop the repeat, or match without --id.`,
      );
    }
    first.set(id, i);
  });
}
