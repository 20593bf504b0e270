import { parseDay, sayDay } from '../day.ts';
import { isChanceDesign } from '../protocol/chance-schema.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { Protocol } from '../protocol/read.ts';

/** How a design uses chance, in words. */
export function sayChance(spec: ChanceSpec): string {
  switch (spec.by) {
    case 'interrupted series':
      return `Interrupted series at ${dayOf(spec.date)}, by ${spec.column} and ${spec.unit}${spec.season ? ', with a season' : ''}`;
    case 'discontinuity':
      return (
        `Discontinuity at ${dayOf(spec.date)}, by ${spec.column}, within ${spec.bandwidth_days} days` +
        (spec.leave_out_days === 0 ? '' : ` and without ${spec.leave_out_days} on each side`) +
        (spec.effect_of === 'the arms' ? ', the date as instrument for the arm' : '')
      );
    case 'waiting list':
      return (
        `Waiting list as comparison, from ${spec.joined} to ${spec.started}, at the same time since joining in bands of ${spec.band_days} days` +
        (spec.within.length === 0 ? '' : `, within ${spec.within.join(' and ')}`)
      );
    case 'stepped roll-out':
      return `Stepped roll-out by ${spec.region}, against regions that did not have it yet, by ${spec.column} and ${spec.unit}`;
    case 'court tendency':
      return (
        `Tendency of the court (${spec.court}) as instrument for the arm` +
        (spec.pool.length === 0 ? '' : `, within ${spec.pool.join(' and ')}`)
      );
  }
}

/** Whom the answer is about, as the beginning of a sentence; undefined for designs that do not use chance. */
export function aboutWhom({ design, arms, compare }: Protocol): string | undefined {
  if (!isChanceDesign(design)) return undefined;
  switch (design.by) {
    case 'interrupted series':
      return `Among people about ${dayOf(design.date)} (by ${design.column})`;
    case 'discontinuity':
      return design.effect_of === 'the change'
        ? `Among people just before and just after ${dayOf(design.date)} (by ${design.column})`
        : `Among people whom the change of ${dayOf(design.date)} moved from one group to the other`;
    case 'waiting list':
      return 'Among people on the list, at the same time since they joined it';
    case 'stepped roll-out':
      return `Among ${arms[compare[0][0]].label}`;
    case 'court tendency':
      return 'Among people whom one court sends to the first group and another to the second';
  }
}

/** "22 March 2026". */
function dayOf(date: string): string {
  return sayDay(parseDay(date) ?? 0);
}
