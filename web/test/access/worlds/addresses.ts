import { randomUUID } from 'node:crypto';
import type { Made, Viewer } from '@throughcare/records/testing';
import { routes } from '../../../src/routes.ts';
import { recordedAt } from '../who-opens.ts';
import { kindOfPart, standingOf } from './expected.ts';

/** An address that is asked for, with the record that it names; null where it names one that is not there. */
export interface Address {
  readonly method: 'GET' | 'POST';
  readonly pattern: string;
  readonly url: string;
  /** Null where there is none of this id in the organisation; undefined where the address names no record at all. */
  readonly record: Made | null | undefined;
}

const nowhere = randomUUID();

/** What the open parts of an address are, beside the record that it is about. */
const usual: Readonly<Record<string, string>> = {
  version: '2',
  entry: '2',
  letter: randomUUID(),
  act: 'complaint',
  request: 'r1',
  form: 'text',
  what: 'room',
  session: '1',
  of: 'new',
  user: 'u1',
  hold: randomUUID(),
  pair: randomUUID(),
  draft: randomUUID(),
  rule: 'many_reads',
  day: '2026-03-10',
};

// Studies and plans hold no record of anybody; the ways in and out are shown by tests of their own.
const elsewhere = /^\/(desk|plans|sign-)/;
const asked = routes.filter(({ pattern, policy }) => policy.who === 'staff' && !elsewhere.test(pattern));

/** Forms are many and made alike, so each account tries every third of them, another third each in turn. */
const TURNS = 3;

/**
 * The addresses of one method, as somebody may type them: of each kind of record one that they see, one that an emergency
 * opens to them, one that is closed to them, one of another organisation and one that is not there.
 */
export function addressesFor(
  method: Address['method'],
  viewer: Viewer,
  made: readonly Made[],
  others: readonly Made[],
  turn: number,
): Address[] {
  return asked
    .filter(route => route.method === method)
    .filter(({ pattern }, index) => !recordedAt.has(pattern) || index % TURNS === turn % TURNS)
    .flatMap(({ pattern }): Address[] => {
      const named = [...pattern.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name);
      const part = named.find(name => Object.hasOwn(kindOfPart, name));
      const fill = (id: string) =>
        pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) =>
          name === part ? id : (usual[name] ?? nowhere),
        );
      if (part === undefined) return [{ method, pattern, url: fill(''), record: undefined }];
      const ofKind = (one: Made) => one.kind === kindOfPart[part];
      const mine = made.filter(ofKind);
      const standings = ['seen', 'read_only', 'hidden'] as const;
      const own = standings.flatMap(standing => mine.find(one => standingOf(viewer, one) === standing) ?? []);
      const other = others.find(ofKind);
      return [
        ...own.map(record => ({ method, pattern, url: fill(record.id), record })),
        ...(other ? [{ method, pattern, url: fill(other.id), record: null }] : []),
        { method, pattern, url: fill(nowhere), record: null },
      ];
    });
}
