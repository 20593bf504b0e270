import { meanToFinish, shareFinished } from './endings.ts';
import type { Beginning } from './endings.ts';
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
const served = ['community_order', 'suspended_sentence_order'];

/**
 * Works one number out of the extract.
 *
 * @param since only sentences of people convicted from this month on count for the mix; null for all
 */
export function fillingOf(measure: Fillable, spells: Spells, since: number | null): Filling {
  const { rows } = spells;
  const mix = rows.filter(({ convicted, sentenced }) => since === null || (convicted ?? sentenced) >= since);
  const orders = mix.filter(({ disposal }) => served.includes(disposal));
  switch (measure) {
    case 'completion':
      return finishing(beginningsOf(spells));
    case 'time on the programme':
      return timeOn(beginningsOf(spells));
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

/** Whoever began, up to their end or to the last month of the extract. */
function beginningsOf({ rows, lastMonth }: Spells): Beginning[] {
  return rows.flatMap(({ started, completed, left }): Beginning[] => {
    if (started === null) return [];
    if (completed !== null) return [{ months: completed - started, how: 'finished' }];
    if (left !== null) return [{ months: left - started, how: 'left' }];
    return [{ months: lastMonth - started, how: 'still there' }];
  });
}

const tooEarly = {
  kind: 'left as it was',
  because:
    'More than 1 in 10 of those who began may still be there after the longest stay seen: too early to tell.',
} as const;

/** A count that says as much as the share does with those who are still there counted up to now. */
function finishing(beginnings: readonly Beginning[]): Filling {
  const many = (how: Beginning['how']): number => beginnings.filter(each => each.how === how).length;
  if (many('finished') < fewest || many('left') < fewest) return tooFew;
  const found = shareFinished(beginnings);
  if (found === null) return tooEarly;
  const { share, variance } = found;
  const of = Math.max(1, Math.round((share * (1 - share)) / variance));
  return {
    kind: 'counted',
    yes: Math.round(share * of),
    of,
    how: `Of everybody who began, with ${stillThere(many('still there'))} counted up to the last month (Aalen and Johansen); written as the count that tells as much.`,
  };
}

function timeOn(beginnings: readonly Beginning[]): Filling {
  const finished = beginnings.filter(each => each.how === 'finished').length;
  if (finished < fewest)
    return { kind: 'left as it was', because: `Fewer than ${fewest} people: too few to tell.` };
  const found = meanToFinish(beginnings);
  if (found === null) return tooEarly;
  const still = beginnings.filter(each => each.how === 'still there').length;
  return meanOfMonths(
    found.months,
    found.error,
    finished,
    `Mean time to finishing, in whole months, with its standard error; whoever left counts up to then, and ${stillThere(still)} up to the last month (Kaplan and Meier).`,
  );
}

const stillThere = (count: number): string =>
  count < fewest ? `fewer than ${fewest} who are still there` : `${count} who are still there`;

const ended = ({ completed, left }: Spell): boolean => completed !== null || left !== null;

const tooFew = {
  kind: 'left as it was',
  because: `Fewer than ${fewest} people say yes, or no: too few to tell.`,
} as const;

function counted(of: readonly Spell[], yes: (spell: Spell) => boolean, who: string): Filling {
  const count = of.filter(yes).length;
  const small = count < fewest || of.length - count < fewest;
  return small ? tooFew : { kind: 'counted', yes: count, of: of.length, how: `Counted among people ${who}.` };
}

function mean(months: readonly number[], who: string): Filling {
  if (months.length < fewest) {
    return { kind: 'left as it was', because: `Fewer than ${fewest} people: too few to tell.` };
  }
  return meanOfMonths(
    meanOf(months),
    Math.sqrt(varianceOf(months) / months.length),
    months.length,
    `Mean of people ${who}, in whole months, with its standard error.`,
  );
}

function meanOfMonths(middle: number, error: number, count: number, how: string): Filling {
  if (!(middle > 0)) return { kind: 'left as it was', because: 'The mean is less than a month.' };
  return {
    kind: 'mean',
    months: middle,
    // Whole months: whatever the counts say, the mean is not known to better than their rounding allows.
    sigma: Math.max(error, 1 / Math.sqrt(12 * count)) / middle,
    how,
  };
}

function people(count: number, who: string): Filling {
  return count < fewest
    ? { kind: 'left as it was', because: `Fewer than ${fewest} people.` }
    : { kind: 'people', people: count, how: `Counted: people ${who}.` };
}
