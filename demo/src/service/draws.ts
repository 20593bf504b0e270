import { stream } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';

const RUN = 2;
const IDS = 3;

const PURPOSE = {
  client: 1,
  licence: 2,
  checks: 3,
  attendance: 4,
  contact: 5,
  concern: 6,
  notes: 7,
} as const;

/** A stream of the service's own days; `key` is the client, contact or concern it belongs to. */
export function serviceDraws(
  seed: number,
  key: number,
  purpose: keyof typeof PURPOSE,
  part = 0,
): RandomStream {
  return stream(seed, RUN, key, PURPOSE[purpose] + 16 * part);
}

const KIND = {
  organisation: 1,
  staff: 2,
  case: 3,
  order: 4,
  enrolment: 5,
  group: 6,
  contact: 7,
  concern: 8,
  dutyDesk: 9,
  opening: 10,
} as const;

/**
 * The identifier of a thing of the service: the same seed gives the same. Written as a UUID of version 4, because the
 * sign-in library takes no other for an account.
 */
export function serviceId(seed: number, kind: keyof typeof KIND, key: number, part = 0): string {
  const random = stream(seed, IDS, key, KIND[kind] + 16 * part);
  const word = (): string => random.below(0x100000000).toString(16).padStart(8, '0');
  const hex = word() + word() + word() + word();
  const variant = (8 + (Number.parseInt(hex[16], 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A whole number from `least` to `most`. */
export function between(random: RandomStream, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

/** One of `choices`, each with its share. Shares sum to 1. */
export function choose<Choice extends string | number>(
  random: RandomStream,
  choices: readonly (readonly [Choice, number])[],
): Choice {
  let left = random.uniform();
  for (const [choice, share] of choices) {
    left -= share;
    if (left < 0) return choice;
  }
  return choices[choices.length - 1][0];
}
