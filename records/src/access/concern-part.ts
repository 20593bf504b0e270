import type { ConcernCommand, Role } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { concernLeads } from './roles.ts';

/**
 * E6: of those who see a concern, these are for its deciders: whoever leads on concerns, and those who were named to decide
 * or to settle. Whoever raised it and has no part in it since says what they know, and no more.
 */
export const deciderCommands = [
  'link_to_case',
  'unlink_from_case',
  'place_hold',
  'lift_hold',
] as const satisfies readonly ConcernCommand['do'][];

/** Whether a command of a concern is somebody's, by their part in it; `told` is its history. */
export function isTheirPart(
  command: string,
  who: { readonly user: string; readonly roles: readonly Role[] },
  told: readonly RecordedEvent[],
): boolean {
  if (!deciderCommands.some(one => one === command)) return true;
  if (who.roles.some(role => concernLeads.some(one => one === role))) return true;
  const { deciders, third } = stateOf('concern', effectiveHistory(told).effective);
  return deciders.includes(who.user) || third === who.user;
}
