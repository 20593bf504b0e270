import { createHash } from 'node:crypto';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { protocolSchema } from './schema.ts';
import type { ProtocolSpec } from './schema.ts';
import { referenceFaults } from './references.ts';
import { suggest } from './nearest.ts';

/** A protocol that can be run, with the hash of the bytes it was read from. */
export interface Protocol extends ProtocolSpec {
  readonly sha256: string;
}

/** Something wrong in a protocol file, where it stands, and how to mend it. Lines and columns count from 1. */
export interface ProtocolFault {
  readonly line: number;
  readonly column: number;
  /** The way to it from the top, such as `arms.custody.time_zero`. */
  readonly at: string;
  readonly message: string;
}

export type ReadProtocol =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly faults: readonly ProtocolFault[] };

/** Reads a protocol from YAML. All faults are reported together, in the order of the file. */
export function readProtocol(text: string): ReadProtocol {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map(error => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, at: '', message: `This is not YAML: ${error.message}` };
    });
    return { ok: false, faults };
  }
  const place = (path: readonly PropertyKey[], message: string): ProtocolFault => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { line, column: col, at: path.join('.'), message };
  };
  const parsed = protocolSchema.safeParse(document.toJS());
  if (!parsed.success) {
    return inOrder(
      parsed.error.issues.flatMap(issue => shapeFaults(issue, document)).map(f => place(f.path, f.message)),
    );
  }
  const faults = referenceFaults(parsed.data);
  if (faults.length > 0) return inOrder(faults.map(fault => place(fault.path, fault.message)));
  return { ok: true, protocol: { ...parsed.data, sha256: createHash('sha256').update(text).digest('hex') } };
}

/** One line a fault: `12:5 estimand: ...`. */
export function sayFaults(faults: readonly ProtocolFault[]): string {
  return faults
    .map(
      ({ line, column, at, message }) =>
        `line ${line}, column ${column}${at === '' ? '' : `, ${at}`}: ${message}`,
    )
    .join('\n');
}

function inOrder(faults: ProtocolFault[]): ReadProtocol {
  return { ok: false, faults: faults.sort((a, b) => a.line - b.line || a.column - b.column) };
}

interface PlacedMessage {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function shapeFaults(issue: z.core.$ZodIssue, document: Document): PlacedMessage[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue.path);
    return issue.keys.map(key => ({
      path: [...issue.path, key],
      message: `${key} means nothing here.${suggest(key, known)}`,
    }));
  }
  if (!document.hasIn(issue.path) && issue.path.length > 0) {
    const own = issue.message.startsWith('Invalid') ? '' : ` ${issue.message}`;
    return [{ path: issue.path, message: `${String(issue.path.at(-1))} is missing; add it.${own}` }];
  }
  if (issue.path.length > 0 && document.getIn(issue.path) === null) {
    const own = issue.message.startsWith('Invalid') ? '' : ` ${issue.message}`;
    return [{ path: issue.path, message: `${String(issue.path.at(-1))} is empty; fill it in.${own}` }];
  }
  const message = issue.message.startsWith('Invalid') ? `${issue.message}. Change it.` : issue.message;
  return [{ path: issue.path, message }];
}

/** Keys that may stand at `path`, for "did you mean"; empty where any key may. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: unknown = protocolSchema;
  for (const key of path) schema = inner(schema, key);
  const { shape, options } = unwrapped(schema) ?? {};
  if (shape !== undefined) return Object.keys(shape);
  return [...new Set(options?.flatMap(option => Object.keys(unwrapped(option)?.shape ?? {})))];
}

interface Walkable {
  readonly shape?: Record<string, unknown>;
  readonly element?: unknown;
  readonly valueType?: unknown;
  /** The members of a union. */
  readonly options?: readonly unknown[];
  readonly unwrap?: () => unknown;
}

function unwrapped(schema: unknown): Walkable | undefined {
  let next = schema as Walkable | undefined;
  while (next?.shape === undefined && next?.unwrap !== undefined && next.element === undefined) {
    next = next.unwrap() as Walkable;
  }
  return next;
}

function inner(schema: unknown, key: PropertyKey): unknown {
  const walk = unwrapped(schema);
  return walk?.shape?.[String(key)] ?? walk?.element ?? walk?.valueType;
}

/** Where `path` begins in the text: the key itself if it is there, else the nearest place above it that is. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(item => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair !== undefined && isScalar(pair.key) && pair.key.range != null) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, depth), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
