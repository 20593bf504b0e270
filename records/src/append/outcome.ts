import type { DecidedEvent, Refusal, StreamKind } from '@throughcare/pathway';
import type { Commands } from '../history/deciders.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** One command to one stream. `expected` is the version its page was drawn from; 0 begins a stream. */
export type Step = {
  readonly [Kind in StreamKind]: {
    readonly kind: Kind;
    readonly stream: string;
    readonly expected: number | 'latest';
    readonly command: Commands[Kind];
  };
}[StreamKind];

/** What became of a command, or of several together: all of it, or nothing. */
export type Outcome =
  | {
      readonly ok: true;
      /** The same command had been done before; nothing was done again. */
      readonly repeated: boolean;
      readonly versions: Readonly<Record<string, number>>;
      readonly events: readonly RecordedEvent[];
    }
  | { readonly ok: false; readonly reason: 'refused'; readonly refusal: Refusal; readonly step: number }
  | Conflict
  | { readonly ok: false; readonly reason: 'not_found'; readonly stream: string };

/** Somebody else wrote in between: what they did, and what you were about to do. */
export interface Conflict {
  readonly ok: false;
  readonly reason: 'conflict';
  readonly stream: string;
  readonly expected: number;
  readonly actual: number;
  readonly since: readonly RecordedEvent[];
  readonly yours: readonly DecidedEvent[];
}
