import type { Call } from './call.ts';
import { columnOf } from './data.ts';
import type { Data } from './data.ts';
import { groupsOf } from './groups.ts';
import { namedValues, sayValues } from './named-values.ts';
import { StatsRefused } from './refusal.ts';
import { zeroOne } from './zero-one.ts';

/** Who is in the treated arm (1), and what the arms are called in the file. */
export interface Treatment {
  readonly treated: Uint8Array;
  readonly arms: { readonly treated: string; readonly control: string };
  readonly counts: { readonly treated: number; readonly control: number };
}

/** Reads `--treatment`: 0/1 or FALSE/TRUE; a text of two levels, the second by the alphabet being treated. */
export function treatmentOf(call: Call, data: Data): Treatment {
  const name = call.text('treatment');
  const groups = groupsOf(columnOf(data, name));
  const { codes, names } = groups;
  const value = call.has('treatment-is') ? call.text('treatment-is') : undefined;
  const isText = columnOf(data, name).kind === 'category';
  if (names.length === 1) {
    throw new StatsRefused(
      `${name} is ${names[0]} in every row that is used, so one arm is empty; a comparison needs people in both.`,
    );
  }
  if (isText && value === undefined && names.length > 2) {
    const named = namedValues(groups, data);
    const [, treated = names[1]] = named.filter(one => names.includes(one));
    throw new StatsRefused(
      `${name} has ${names.length} levels (${sayValues(named)}), and an arm needs two. Say which is the treated: --treatment-is ${treated}; all others are then the comparison.`,
    );
  }
  const treated =
    isText && value === undefined ? Uint8Array.from(codes) : zeroOne(data, name, value, 'treatment-is');
  let count = 0;
  for (const one of treated) count += one;
  const labelOf = (arm: number): string => {
    const own = new Set<string>();
    for (let i = 0; i < treated.length; i++) if (treated[i] === arm) own.add(names[codes[i]]);
    return [...own].sort().join(' or ');
  };
  return {
    treated,
    arms: { treated: labelOf(1), control: labelOf(0) },
    counts: { treated: count, control: treated.length - count },
  };
}
