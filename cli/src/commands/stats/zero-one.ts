import { columnOf } from './data.ts';
import type { Data } from './data.ts';
import { groupsOf } from './groups.ts';
import { namedValues, sayValues } from './named-values.ts';
import { StatsRefused } from './refusal.ts';

const YES = new Set(['1', 'true', 't']);
const NO = new Set(['0', 'false', 'f']);

/**
 * A column as 0 and 1: 0/1 and FALSE/TRUE as they stand, any other by the value that is named. A column in another
 * coding is refused with the values found, because a guess could turn the answer round.
 *
 * @param option the option that names the value, as `event-is`
 */
export function zeroOne(data: Data, name: string, value: string | undefined, option: string): Uint8Array {
  const groups = groupsOf(columnOf(data, name));
  const { codes, names } = groups;
  if (value !== undefined) {
    const wanted = names.findIndex(one => same(one, value));
    if (wanted === -1) {
      throw new StatsRefused(
        `${name} is never ${value}: it holds ${sayValues(namedValues(groups, data))}. Name one of them by --${option}.`,
      );
    }
    return Uint8Array.from(codes, code => (code === wanted ? 1 : 0));
  }
  const values = names.map(one => (YES.has(one.toLowerCase()) ? 1 : NO.has(one.toLowerCase()) ? 0 : -1));
  if (values.includes(-1)) {
    const named = namedValues(groups, data);
    throw new StatsRefused(
      `${name} holds ${sayValues(named)}; it must be 0 and 1 (or FALSE and TRUE). Say which value counts as 1: --${option} ${named.findLast(one => names.includes(one))}.`,
    );
  }
  return Uint8Array.from(codes, code => values[code]);
}

export function same(found: string, asked: string): boolean {
  return found === asked || (found !== '' && asked !== '' && Number(found) === Number(asked));
}
