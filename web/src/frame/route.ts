import type { z } from 'zod';
import type { CallerRepository } from '@throughcare/records';
import type { Repository, Services, Staff } from '../services.ts';
import type { Answer } from './answer.ts';
import type { Filled, FormView, Typed } from './form.ts';
import type { UploadedFile } from './multipart.ts';
import type { Href, ParamsOf, Path } from './path.ts';
import type { Policy } from './policy.ts';

/** One request, as a route sees it: parsed, and no more than its policy lets it know. */
export type Visit<Pattern extends string, P extends Policy> = {
  readonly params: ParamsOf<Pattern>;
  readonly services: Services;
  /** Milliseconds since 1970, from the application's one clock. */
  readonly now: number;
  /** Where people reach us, to be printed: what was set, or else the name that this browser used. */
  readonly reachedAt: string;
  /** The data are made up. */
  readonly demonstration: boolean;
  /** A form to show: with what is known already, and the version that the page shows. */
  readonly freshForm: (values?: Typed, seen?: number) => FormView;
  /** A cookie that the frame did not set; what it holds has to be checked. */
  readonly cookie: (name: string) => string | undefined;
  /** Seals a text that travels through this browser and comes back, for one purpose and so many minutes. */
  readonly seal: (purpose: string, text: string, minutes: number) => string;
  readonly unseal: (purpose: string, sealed: string | undefined) => string | undefined;
  /** Aborted when whoever asked hangs up before the answer is sent. */
  readonly hungUp: AbortSignal;
  /** The sign-in library's headers. Nobody else reads headers. */
  readonly headers: Headers;
} & (P extends { readonly who: 'staff' }
  ? {
      readonly who: Staff;
      /** The record, bound to who asks. There is no other way to it. */
      readonly records: Repository;
      /** The first page of this person's work. */
      readonly start: Href;
    }
  : P extends { readonly who: 'caller' }
    ? { readonly desk: CallerRepository }
    : unknown);

type Handler<V> = (visit: V) => Answer | Promise<Answer>;

interface Declared<Pattern extends string, P extends Policy> {
  readonly path: Path<Pattern>;
  readonly policy: P;
}

interface GetDeclaration<Pattern extends string, P extends Policy, Query> extends Declared<Pattern, P> {
  readonly method: 'GET';
  /** What the address may ask for. What does not fit is answered by *not found*. */
  readonly query?: z.ZodType<Query>;
  readonly handle: Handler<Visit<Pattern, P> & { readonly query: Query }>;
}

interface PostDeclaration<Pattern extends string, P extends Policy, Value> extends Declared<Pattern, P> {
  readonly method: 'POST';
  readonly form: z.ZodType<Value>;
  readonly handle: Handler<Visit<Pattern, P> & { readonly form: Filled<Value> }>;
}

/** A form with a file. Its fields are read and its token is checked before anything of the file is. */
interface UploadDeclaration<Pattern extends string, P extends Policy, Value> extends Declared<Pattern, P> {
  readonly method: 'POST';
  readonly upload: z.ZodType<Value>;
  readonly handle: Handler<
    Visit<Pattern, P> & { readonly form: Filled<Value>; readonly file: UploadedFile | undefined }
  >;
}

declare const declared: unique symbol;

/** A declared route. Only `route` makes one, and `buildApp` takes nothing else. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: string;
  readonly policy: Policy;
  readonly query?: z.ZodType;
  readonly form?: z.ZodType;
  readonly upload?: z.ZodType;
  readonly handle: Handler<AnyVisit>;
  readonly [declared]: true;
}

/** The visit before its policy has narrowed it. Only the frame sees it so. */
export type AnyVisit = Omit<Visit<string, { readonly who: 'public' }>, 'params'> & {
  readonly params: Record<string, string>;
  readonly who?: Staff;
  readonly records?: Repository;
  readonly start?: Href;
  readonly desk?: CallerRepository;
  readonly query?: unknown;
  readonly form?: Filled<unknown>;
  readonly file?: UploadedFile | undefined;
};

/** Declares a route: its path, who may open it, what it reads, what it answers. */
export function route<Pattern extends string, const P extends Policy, Query = unknown>(
  declaration: GetDeclaration<Pattern, P, Query>,
): Route;
export function route<Pattern extends string, const P extends Policy, Value>(
  declaration: PostDeclaration<Pattern, P, Value>,
): Route;
export function route<Pattern extends string, const P extends Policy, Value>(
  declaration: UploadDeclaration<Pattern, P, Value>,
): Route;
export function route(declaration: {
  method: 'GET' | 'POST';
  path: { pattern: string };
  policy: Policy;
  query?: z.ZodType;
  form?: z.ZodType;
  upload?: z.ZodType;
  handle: unknown;
}): Route {
  const { path, ...rest } = declaration;
  return { ...rest, pattern: path.pattern } as unknown as Route;
}
