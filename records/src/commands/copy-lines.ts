import { z } from 'zod';
import { lineDecisions } from '@throughcare/pathway';
import { withheldBecause } from '../register/entry.ts';
import { count, keyOf, line, name, several, words } from './fields.ts';

/** Lines that are kept back from a copy by default, decided on together. */
export const linesForCopy = {
  request: name,
  decision: keyOf(lineDecisions),
  lines: several(z.strictObject({ version: count, field: line, exemption: keyOf(withheldBecause) })),
  reason: words,
};
