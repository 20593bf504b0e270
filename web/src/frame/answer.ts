import type { FailureCode } from '../errors.ts';
import type { Placement } from './placement.ts';
import type { Href } from './path.ts';

/** A cookie as the frame sets it: always HttpOnly, SameSite=Lax, Secure under https. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  /** Seconds; absent is until the browser closes, 0 removes it. */
  readonly maxAge?: number;
}

/** What a route gives back. The frame alone turns it into bytes. */
export type Answer =
  | {
      readonly kind: 'page';
      readonly template: string;
      readonly model: object;
      readonly status: number;
      readonly placements: readonly Placement[];
      readonly cookies: readonly Cookie[];
      readonly script: Script | undefined;
    }
  | {
      readonly kind: 'seeOther';
      readonly to: Href;
      readonly cookies: readonly Cookie[];
      readonly raw: readonly string[];
    }
  | { readonly kind: 'failure'; readonly code: FailureCode }
  | { readonly kind: 'file'; readonly type: string; readonly body: Buffer | string; readonly name?: string }
  | { readonly kind: 'standsAlone'; readonly html: string };

/**
 * The pages that do more where a script may run; all do everything without one. `check` asks the page itself, while
 * somebody types, what it would say; `watch` looks again while something is being worked out; `sliders` puts a slider
 * beside a number and shows what becomes of the plan while it is moved.
 */
export type Script = 'check' | 'watch' | 'sliders';

export interface PageOptions {
  readonly status?: number;
  /** Positions on a grid, which would otherwise be style attributes. */
  readonly placements?: readonly Placement[];
  readonly cookies?: readonly Cookie[];
  readonly script?: Script | undefined;
}

/** A page: the template's path below `web/src`, and what it shows. */
export function page(template: string, model: object = {}, options: PageOptions = {}): Answer {
  const { status = 200, placements = [], cookies = [], script } = options;
  return { kind: 'page', template, model, status, placements, cookies, script };
}

/** After something was done: go and look at it there. `raw` are whole Set-Cookie lines of the sign-in library. */
export function seeOther(to: Href, cookies: readonly Cookie[] = [], raw: readonly string[] = []): Answer {
  return { kind: 'seeOther', to, cookies, raw };
}

/** One of the failures in errors.ts, as its own page. */
export function failure(code: FailureCode): Answer {
  return { kind: 'failure', code };
}

/** A file that is downloaded, such as a table as CSV. */
export function file(type: string, body: Buffer | string, name?: string): Answer {
  return name === undefined ? { kind: 'file', type, body } : { kind: 'file', type, body, name };
}

/**
 * A page that was made elsewhere as one file, with its own style sheet in it and no script. Just that style sheet is
 * allowed, by its hash.
 */
export function standsAlone(html: string): Answer {
  return { kind: 'standsAlone', html };
}
