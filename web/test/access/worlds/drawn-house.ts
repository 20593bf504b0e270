import { after } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { testRecords } from '@throughcare/records/testing';
import { buildApp } from '../../../src/app.ts';
import { formFields, post } from '../../post.ts';
import { testOptions, testServices } from '../../services.ts';

export type DrawnHouse = Awaited<ReturnType<typeof openDrawnHouse>>;
export type Browser = ReturnType<DrawnHouse['browser']>;

/**
 * The application on a real record, in which drawn organisations are made one after another with accounts of the same
 * names: `signIn` says of which one those names are meant. It closes itself after the tests of the file.
 */
export async function openDrawnHouse() {
  const kept = await testRecords();
  after(() => kept.close());
  const { records, clock } = kept;
  const plain = testServices();
  let here = '';
  const services = testServices({
    records: {
      ...records,
      memberships: async user => (await records.memberships(user)).filter(one => one.organisationId === here),
    },
    accounts: {
      ...plain.accounts,
      signedIn(headers) {
        const userId = /(?:^|; )drawn=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
        if (!userId) return Promise.resolve(undefined);
        const sessionId = `session-${userId}`;
        return Promise.resolve({ userId, name: userId, sessionId, mustSetUpCode: false, cookies: [] });
      },
    },
  });
  const app = await buildApp(testOptions({ services, now: () => clock.now }));
  after(() => app.close());

  /** Somebody's browser. What was asked for once is not asked for again. */
  function browser(user: string) {
    const cookie = `drawn=${user}`;
    const opened = new Map<string, Promise<LightMyRequestResponse>>();
    const open = (url: string) => {
      const known = opened.get(url);
      if (known) return known;
      const asked = app.inject({ url, headers: { cookie } });
      opened.set(url, asked);
      return asked;
    };
    let token: Promise<Record<string, string>> | undefined;
    return {
      user,
      open,
      /** Sends a form to an address, whether or not a page offered it. */
      async send(url: string, fields: Readonly<Record<string, string>> = {}) {
        // Whoever has no role here has no page to find one on, and is refused before it is looked for.
        token ??= open('/account').then(({ statusCode, body }) =>
          statusCode === 200 ? formFields(body, '/sign-out') : {},
        );
        return post(app, url, { ...(await token), ...fields }, cookie);
      },
    };
  }

  return {
    ...kept,
    browser,
    signIn(organisation: string) {
      here = organisation;
    },
  };
}

/** An answer without what differs from one request to the next: so that two that say the same are the same bytes. */
export function bytesOf({ statusCode, body, headers }: LightMyRequestResponse): string {
  const { date: _, 'content-security-policy': policy, ...others } = headers;
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  const fresh = /nonce-[A-Za-z0-9+/=_-]+|nonce="[^"]*"|name="_(?:token|command)" value="[^"]*"/g;
  const said = JSON.stringify({ statusCode, ...others, policy });
  return `${said}\n${body}`.replaceAll(fresh, '').replaceAll(id, 'id');
}
