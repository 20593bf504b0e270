import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { CallerKind, ContactGroup, Role } from '@throughcare/pathway';
import { testRecords } from '@throughcare/records/testing';
import { buildApp, type AppOptions } from '../../src/app.ts';
import { formFields, post } from '../post.ts';
import { testOptions, testServices } from '../services.ts';

export type House = Awaited<ReturnType<typeof openHouse>>;
export type Walker = Awaited<ReturnType<House['walker']>>;

/**
 * The application on a real record in a fresh database, with somebody signed in for whoever is asked for. It closes
 * itself after the tests of the file.
 */
export async function openHouse() {
  const kept = await testRecords();
  after(() => kept.close());
  const { records, organisation, clock } = kept;
  const plain = testServices();
  const services = testServices({
    records,
    helplineOf: organisation,
    accounts: {
      ...plain.accounts,
      signedIn(headers) {
        const userId = /(?:^|; )walker=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
        if (!userId) return Promise.resolve(undefined);
        const session = {
          userId,
          name: userId,
          sessionId: `session-${userId}`,
          mustSetUpCode: false,
          cookies: [],
        };
        return Promise.resolve(session);
      },
    },
  });
  const options: AppOptions = testOptions({ services, now: () => clock.now });
  const app = await buildApp(options);
  after(() => app.close());
  return {
    ...kept,
    app,
    options,
    async walker(...roles: Role[]) {
      const actor = await kept.join(...roles);
      const cookie = `walker=${actor.userId}`;
      const open = (url: string) => app.inject({ url, headers: { cookie } });
      return {
        actor,
        cookie,
        open,
        repository: records.as(actor),
        send: (url: string, fields: Record<string, string | string[]>) => post(app, url, fields, cookie),
        async fill(url: string, fields: Record<string, string | string[]>, action = url.replace(/\?.*/, '')) {
          const page = await open(url);
          return post(
            app,
            action,
            {
              ...formFields(page.body, action),
              ...fields,
            },
            cookie,
          );
        },
      };
    },
    /** A caller writes; gives the contact's id and the caller's code. */
    async call(words: string, group: ContactGroup = 'own_behaviour', caller: CallerKind = 'not_said') {
      const message = { group, caller, statement: '2026-1', words };
      const opened = await records.asCaller(organisation).open(randomUUID(), message);
      if (!opened.ok) throw new Error(opened.refusal.words);
      return opened.code;
    },
  };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
