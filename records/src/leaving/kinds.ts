import type { StreamKind } from '@throughcare/pathway';

/** The kinds of record, each with a file of its own, in the order in which they are written and taken in. */
export const kinds = [
  'organisation',
  'group',
  'case',
  'contact',
  'concern',
  'opening',
] as const satisfies readonly StreamKind[];
