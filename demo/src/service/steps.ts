import { dayNumber } from '@throughcare/pathway';
import type {
  CaseCommand,
  ConcernCommand,
  ContactCommand,
  Day,
  GroupCommand,
  OpeningCommand,
  OrganisationCommand,
} from '@throughcare/pathway';
import { dayOf } from './calendar.ts';

/** One command as somebody gave it. */
export interface Step<Command> {
  /** When it was recorded, in milliseconds since 1970; never before the step that stands before it. */
  readonly at: number;
  /** The user who acts; `CALLER` for somebody without an account. */
  readonly actor: string;
  readonly command: Command;
}

/** Stands where somebody acts who has no account: the anonymous caller. */
export const CALLER = 'caller';

interface CommandOf {
  readonly case: CaseCommand;
  readonly contact: ContactCommand;
  readonly concern: ConcernCommand;
  readonly group: GroupCommand;
  readonly opening: OpeningCommand;
  readonly organisation: OrganisationCommand;
}

/** All that was recorded in one stream, in order. */
export type StreamHistory = {
  readonly [Kind in keyof CommandOf]: {
    readonly kind: Kind;
    readonly id: string;
    readonly steps: readonly Step<CommandOf[Kind]>[];
  };
}[keyof CommandOf];

type WithoutDay<Command> = Command extends unknown ? Omit<Command, 'on'> : never;

/** A step on its way: the day it happened, and the command without it. */
export interface Draft<Command> {
  readonly on: number;
  readonly actor: string;
  readonly command: WithoutDay<Command>;
}

const MORNING = 9 * 3_600_000;
const BETWEEN_STEPS = 7 * 60_000;

/**
 * Puts drafts in the order of their days (those of one day stay as they are) and keeps what happened before
 * today: the day itself is left to whoever opens the demonstration.
 */
export function inOrder<Command>(drafts: readonly Draft<Command>[], today: Day): Step<Command>[] {
  const now = dayNumber(today);
  let last = Number.NEGATIVE_INFINITY;
  return drafts
    .filter(draft => draft.on < now)
    .sort((a, b) => a.on - b.on)
    .map(({ on, actor, command }) => {
      const morning = on * 86_400_000 + MORNING;
      last = Math.max(morning, last + BETWEEN_STEPS);
      return { at: last, actor, command: { ...command, on: dayOf(on) } as Command };
    });
}
