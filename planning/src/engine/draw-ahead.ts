import { DRAWS_AT_ONCE, exponentials } from '@throughcare/numerics';
import { exponentialOf } from './luck.ts';
import type { Luck } from './luck.ts';

/**
 * Exponential draws of one decision for a block of people with neighbouring keys. People come one after the other, so
 * that their draws can be made together at a third of the cost. It decides nothing: a draw is the same made alone.
 */
export interface Ahead {
  readonly decision: number;
  readonly draws: Float64Array;
  /** Key / 64 of the people at hand; -1 before the first. */
  block: number;
  /** How many of them were asked for, and whether their draws were made. */
  asked: number;
  made: boolean;
}

/** A block is made when at least so many of the one before were asked for: one made in vain costs as much as 20 alone. */
const enough = DRAWS_AT_ONCE / 2;
/** Where among the draws that of somebody is which was made alone. */
const alone = DRAWS_AT_ONCE;

export function drawAhead(decision: number): Ahead {
  return { decision, draws: new Float64Array(DRAWS_AT_ONCE + 1), block: -1, asked: 0, made: false };
}

/** The exponential with mean 1 of this person, as `exponentialOf` gives it. */
export function exponentialAhead(ahead: Ahead, luck: Luck, person: number): number {
  const among = ahead.made && person >>> 6 === ahead.block ? person & 63 : drawnNow(ahead, luck, person);
  if (among < alone) ahead.asked++;
  return ahead.draws[among];
}

/** Draws for somebody of another block, alone or with those of the next; where among the draws theirs is. */
function drawnNow(ahead: Ahead, luck: Luck, person: number): number {
  const block = person >>> 6;
  if (block === ahead.block + 1 || ahead.block === -1) {
    ahead.made = ahead.asked >= enough;
    ahead.block = block;
    ahead.asked = 0;
    if (ahead.made) {
      exponentials(luck.seed, luck.run, block << 6, ahead.decision, ahead.draws);
      return person & 63;
    }
  }
  if (block === ahead.block) ahead.asked++;
  ahead.draws[alone] = exponentialOf(luck, person, ahead.decision);
  return alone;
}
