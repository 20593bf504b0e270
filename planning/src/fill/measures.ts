import { meanOf, varianceOf } from '../answers/mean.ts';
import type { Dimension } from '../scenario/unit.ts';
import type { Spell, Spells } from './spells.ts';

/** What the service's own extract can fill, by the name that a parameter gives it. */
export const fillable = [
  'completion',
  'time on the programme',
  'order length',
  'programme required',
  'custody',
  'waiting now',
  'on the programme now',
] as const;

export type Fillable = (typeof fillable)[number];

/** A number as the extract has it, ready to stand in a scenario; or why it is left as it was. */
export type Filling =
  | { readonly kind: 'counted'; readonly yes: number; readonly of: number; readonly how: string }
  /** In months; sigma is the relative standard error of the mean. */
  | { readonly kind: 'mean'; readonly months: number; readonly sigma: number; readonly how: string }
  | { readonly kind: 'people'; readonly people: number; readonly how: string }
  | { readonly kind: 'left as it was'; readonly because: string };

/** What a parameter must measure to take it. */
export const dimensionOf: Record<Fillable, Dimension> = {
  completion: 'share',
  'time on the programme': 'time',
  'order length': 'time',
  'programme required': 'share',
  custody: 'share',
  'waiting now': 'people',
  'on the programme now': 'people',
};

/** Fewer people than this are not told (E16), and are too few to plan with. */
const fewest = 10;
/** Somebody who began so long before the last month has had the time to end. */
const monthsToEnd = 12;

const served = ['community_order', 'suspended_sentence_order'];

/**
 * Works one number out of the extract.
 *
 * @param since only sentences of people convicted from this month on count for the mix; null for all
 */
export function fillingOf(measure: Fillable, spells: Spells, since: number | null): Filling {
  const { rows, lastMonth } = spells;
  // Those who began lately and ended already are the quick ones: only beginnings that had the time to end count.
  const began = rows.filter(({ started }) => started !== null && started <= lastMonth - monthsToEnd);
  const mix = rows.filter(({ convicted, sentenced }) => since === null || (convicted ?? sentenced) >= since);
  const orders = mix.filter(({ disposal }) => served.includes(disposal));
  switch (measure) {
    case 'completion': {
      const still = began.length - began.filter(ended).length;
      return counted(
        began.filter(ended),
        ({ completed }) => completed !== null,
        `who began ${monthsToEnd} months or more before the last month and have ended; ${still < fewest ? `fewer than ${fewest}` : still} are still there`,
      );
    }
    case 'time on the programme':
      return mean(
        began.flatMap(({ started, completed }) => (completed === null ? [] : [completed - started!])),
        'who finished',
      );
    case 'order length':
      return mean(
        orders.flatMap(({ termMonths }) => termMonths ?? []),
        'on community and suspended sentences',
      );
    case 'programme required':
      return counted(orders, spell => spell.requiresProgramme, 'with community and suspended sentences');
    case 'custody':
      return counted(
        mix,
        ({ disposal }) => disposal === 'immediate_custody',
        'sentenced, in this service’s own records, which are not all sentences',
      );
    case 'waiting now':
      return people(
        rows.filter(spell => spell.enrolled !== null && spell.started === null && !ended(spell)).length,
        'enrolled and not begun',
      );
    case 'on the programme now':
      return people(
        rows.filter(spell => spell.started !== null && !ended(spell)).length,
        'begun and not ended',
      );
  }
}

const ended = ({ completed, left }: Spell): boolean => completed !== null || left !== null;

function counted(of: readonly Spell[], yes: (spell: Spell) => boolean, who: string): Filling {
  const count = of.filter(yes).length;
  const small = count < fewest || of.length - count < fewest;
  return small
    ? { kind: 'left as it was', because: `Fewer than ${fewest} people say yes, or no: too few to tell.` }
    : { kind: 'counted', yes: count, of: of.length, how: `Counted among people ${who}.` };
}

function mean(months: readonly number[], who: string): Filling {
  if (months.length < fewest) {
    return { kind: 'left as it was', because: `Fewer than ${fewest} people: too few to tell.` };
  }
  const middle = meanOf(months);
  const error = Math.sqrt(varianceOf(months) / months.length);
  if (!(middle > 0)) return { kind: 'left as it was', because: 'The mean is less than a month.' };
  return {
    kind: 'mean',
    months: middle,
    // Whole months: whatever the counts say, the mean is not known to better than their rounding allows.
    sigma: Math.max(error, 1 / Math.sqrt(12 * months.length)) / middle,
    how: `Mean of people ${who}, in whole months, with its standard error.`,
  };
}

function people(count: number, who: string): Filling {
  return count < fewest
    ? { kind: 'left as it was', because: `Fewer than ${fewest} people.` }
    : { kind: 'people', people: count, how: `Counted: people ${who}.` };
}
