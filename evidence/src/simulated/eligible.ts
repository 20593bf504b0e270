import { LAST_MATURE_SENTENCE, LAW_DAY } from './days.ts';
import type { Window } from './days.ts';
import { deathInside, NEVER } from './world.ts';
import { daysServed } from './court.ts';
import type { Sentences } from './court.ts';
import { CUSTODY } from './levels.ts';
import type { People } from './people.ts';

/**
 * Rows that a comparison may use: sentenced so long ago that every arm is mature, convicted before the law of
 * 2026, released alive, and not a volunteer outside the arm `choice`.
 */
export function eligibleRows(seed: number, people: People, sentences: Sentences, window: Window): Int32Array {
  const rows: number[] = [];
  for (let i = 0; i < people.count; i++) {
    if (people.sentenced[i] > LAST_MATURE_SENTENCE[window] || people.convicted[i] >= LAW_DAY) continue;
    if (sentences.mixed[i] === 1) continue;
    if (sentences.arm[i] === CUSTODY) {
      if (deathInside(seed, people, i, daysServed(sentences.term[i])) !== NEVER) continue;
    }
    rows.push(i);
  }
  return Int32Array.from(rows);
}
