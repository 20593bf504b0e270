import assert from 'node:assert/strict';
import { after } from 'node:test';
import { day, roles as roleWords, type Role } from '@throughcare/pathway';
import type { Actor, Records } from '@throughcare/records';
import { testRecords, withClient, type TestRecords } from '@throughcare/records/testing';
import { buildApp } from '../../../src/app.ts';
import { asFilled, statesFor } from '../../access/offers/states.ts';
import { testOptions, testServices } from '../../services.ts';

export const every = Object.keys(roleWords) as Role[];
export const on = day('2026-03-12');

/** One of two services that held the same to the last byte. */
export interface Twin {
  readonly records: Records;
  readonly ask: (actor: Actor, url: string) => Promise<Asked>;
  readonly send: (actor: Actor, url: string, fields: Readonly<Record<string, string>>) => Promise<Asked>;
}

export interface Twins {
  readonly kept: TestRecords;
  /** Here there is a concern about each of the subjects. */
  readonly told: Twin;
  /** Here there is none, and all else that was done is the same. */
  readonly silent: Twin;
  /** Somebody of every role, whom the concern is about. */
  readonly subjects: ReadonlyMap<Role, Actor>;
  /** Nobody whom it is about. */
  readonly others: Readonly<Record<'lead' | 'second' | 'worker' | 'programmes', Actor>>;
}

/** A service with records at every point, copied whole, so that what differs between the two is what was done since. */
export async function openTwins(): Promise<Twins> {
  const kept = await testRecords();
  after(() => kept.close());
  const { records, organisation, clock, database } = kept;
  const subjects = new Map<Role, Actor>();
  for (const role of every) subjects.set(role, await kept.join(role));
  const others = {
    lead: await kept.join('safeguarding_lead'),
    second: await kept.join('safeguarding_lead'),
    worker: await kept.join('helpline_worker'),
    programmes: await kept.join('programme_lead'),
  };
  const who = Object.fromEntries([...subjects].map(([role, { userId }]) => [role, userId]));
  const states = statesFor(
    who as Record<Role, string>,
    every.filter(role => role !== 'outside_partner'),
  );
  await records.fill(organisation, asFilled(states, clock.now));
  await records.tend();

  const copy = `${database.name}_twin`;
  const postgres = database.superuserUrl.replace(/\/[^/]*$/, '/postgres');
  await withClient(postgres, async client => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}'`,
    );
    await client.query(`create database ${copy} template ${database.name} owner throughcare_owner`);
  });
  const other = await kept.openCopy(copy);
  after(async () => {
    await other.close();
    await withClient(postgres, client => client.query(`drop database ${copy} with (force)`));
  });
  return { kept, told: await serving(kept, records), silent: await serving(kept, other), subjects, others };
}

async function serving({ organisation, clock }: TestRecords, records: Records): Promise<Twin> {
  const plain = testServices();
  const services = testServices({
    records,
    helplineOf: organisation,
    accounts: {
      ...plain.accounts,
      signedIn(headers) {
        const userId = /(?:^|; )walker=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
        if (!userId) return Promise.resolve(undefined);
        const sessionId = `session-${userId}`;
        return Promise.resolve({ userId, name: userId, sessionId, mustSetUpCode: false, cookies: [] });
      },
    },
  });
  const app = await buildApp(testOptions({ services, now: () => clock.now }));
  after(() => app.close());
  const headersOf = ({ userId }: Actor) => ({ cookie: `walker=${userId}` });
  return {
    records,
    async ask(actor, url) {
      return app.inject({ url, headers: headersOf(actor) });
    },
    async send(actor, url, fields) {
      const headers = {
        ...headersOf(actor),
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      };
      const payload = new URLSearchParams(fields).toString();
      return app.inject({ method: 'POST', url, headers, payload });
    },
  };
}

export interface Asked {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** An answer to the last byte, but for what is drawn anew for every page. */
export function whole({ statusCode, headers, body }: Asked): string {
  // What is drawn can be longer or shorter; the body is compared itself.
  const { date: _, 'content-length': __, ...rest } = headers;
  return [statusCode, JSON.stringify(rest), body]
    .join('\n')
    .replaceAll(/nonce(?:="|-)[A-Za-z0-9+/=_-]+/g, 'nonce')
    .replaceAll(/(name="_(?:token|command|looker)" value=")[^"]*/g, '$1')
    .replaceAll(/(Reference: <code>)[0-9a-f]{8}/g, '$1');
}

/** Where two texts part, with some of what stands around it. */
export function assertSame(told: string, silent: string, said: string): void {
  if (told === silent) return;
  let at = 0;
  while (told[at] === silent[at]) at++;
  const near = (text: string) => text.slice(Math.max(0, at - 200), at + 300);
  assert.fail(`${said} differs.\nWith the concern: ${near(told)}\nWithout it: ${near(silent)}`);
}
