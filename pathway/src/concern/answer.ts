import type { ConcernCommand } from './concern.ts';

export type CommandOf<Do extends ConcernCommand['do']> = Extract<ConcernCommand, { do: Do }>;

export const unsaved = 'Nothing was saved.';
