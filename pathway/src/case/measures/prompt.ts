import type { Day } from '../../day.ts';
import { instrument } from './instrument.ts';
import type { Measure } from './measure.ts';

/**
 * E8: an answer above 0 to an item that asks about ending one's life is a prompt to ask at once; so is one left out.
 * An answer of 0 prompts nothing and is never shown as safety: most people at risk in one study answered 0
 * (domain 1.5 [S29]).
 */
export function measurePrompts(measures: readonly Measure[]): { on: Day; because: string; told: number }[] {
  return measures.flatMap(({ instrument: id, answers, on, told }) => {
    const { name, prompts } = instrument(id);
    return prompts.flatMap(item => {
      const answer = answers?.[item - 1];
      if (answers === null || answer === 0) return [];
      const what = answer === null || answer === undefined ? 'was left out' : 'was answered above 0';
      return [{ on, because: `Item ${item} of ${name} ${what}.`, told }];
    });
  });
}
