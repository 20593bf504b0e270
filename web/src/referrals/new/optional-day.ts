import type { Day } from '@throughcare/pathway';
import { z } from 'zod';
import { withDay } from '../../frame/fields.ts';

/** A date of three boxes that may all be empty; the result is then null. What is there has to be a day. */
export function optionalDay<const Name extends string>(name: Name, what: string) {
  const filled = withDay(name, what, {});
  const named = (day: Day | null) => ({ [name]: day }) as { readonly [key in Name]: Day | null };
  return z.looseObject({}).transform((typed, context) => {
    const boxes = ['day', 'month', 'year'].map(part => typed[`${name}-${part}`]);
    if (boxes.every(box => typeof box !== 'string' || box.trim() === '')) return named(null);
    const read = filled.safeParse(typed);
    if (read.success) return named((read.data as { readonly [key in Name]: Day })[name]);
    for (const { path, message } of read.error.issues) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
}
