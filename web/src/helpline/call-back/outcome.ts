import { callBackOutcomes } from '@throughcare/pathway';
import { z } from 'zod';
import type { Field } from '../../asked/asked.ts';
import { choice } from '../../frame/fields.ts';
import { keysOf, options } from '../../person/options.ts';

/** What became of a call back. */
export const outcomeField: Field = {
  kind: 'one',
  name: 'outcome',
  label: 'What became of it?',
  items: options(callBackOutcomes, words => words),
};

export const outcomeForm = z.object({
  outcome: choice(keysOf(callBackOutcomes), 'Choose what became of it.'),
});
