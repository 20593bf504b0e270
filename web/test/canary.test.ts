import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { buildApp } from '../src/app.ts';
import type { LogLine } from '../src/frame/log.ts';
import { openHouse } from './helpline/house.ts';
import { openCase } from './person/case.ts';
import { formFields, post } from './post.ts';

/** Somebody who occurs nowhere else: put through every way in, they are looked for in everything that is left behind. */
const canary = {
  surname: 'Brackenthistle',
  forename: 'Quindelora',
  postcodeDistrict: 'QX97',
  pnc: '19/7741193K',
  words: 'marigoldwords',
  opened: 'harebellopened',
  looked: 'cornflowerlooked',
  password: 'foxglovepassword',
  email: 'cowslip@canary.example',
};

const house = await openHouse();
const lines: LogLine[] = [];
const app = await buildApp({ ...house.options, log: line => void lines.push(line) });
after(() => app.close());
const practitioner = await house.walker('practitioner');
const safeguarding = await house.walker('safeguarding_lead');
const colleague = await house.walker('practitioner');
const { cookie } = practitioner;

/** What an answer says outside its page: its status line, its headers. The page itself is for whoever asked. */
const outside: string[] = [];
function heard(answer: { readonly headers: object; readonly statusCode: number }) {
  outside.push(JSON.stringify(answer.headers));
  return answer;
}

async function fill(url: string, fields: Record<string, string>, as = cookie) {
  const page = await app.inject({ url, headers: { cookie: as } });
  const answer = await post(app, url, { ...formFields(page.body, url), ...fields }, as);
  heard(answer);
  return answer;
}

const referral = {
  ...canary,
  postcodeDistrict: 'QX97',
  sex: 'F',
  source: 'self',
  stage: 'not_known_to_police',
  looked: 'yes',
  'on-day': '12',
  'on-month': '3',
  'on-year': '2026',
};

test('E3: an identity put through forms, bad input, conflicts, refusals and failed sign-in is in no log, header or address', async () => {
  // Bad input, then a referral that is kept, then the same form again.
  assert.equal((await fill('/referrals/new', { ...referral, sex: '' })).statusCode, 422);
  assert.equal(
    (await fill('/referrals/new', { ...referral, postcodeDistrict: canary.words })).statusCode,
    422,
  );
  const kept = await fill('/referrals/new', referral);
  assert.equal(kept.statusCode, 303, kept.body.slice(0, 2000));
  const rows = (await practitioner.repository.referrals())[0];
  assert.ok(rows);
  const id = rows.case;
  // A form without its token; a form of another person's; words where a number belongs; an address that is none.
  heard(await post(app, '/referrals/new', referral, cookie));
  heard(await post(app, `/people/${canary.surname}/note`, { words: canary.words }, cookie));
  heard(await app.inject({ url: `/people/${id}?search=${canary.surname}`, headers: { cookie } }));
  heard(await app.inject({ url: `/${canary.surname}/${canary.forename}`, headers: { cookie } }));
  heard(
    await app.inject({
      method: 'POST',
      url: '/referrals/new',
      headers: { cookie, 'content-type': 'application/json' },
      payload: JSON.stringify(referral),
    }),
  );
  // A note, and a second tab that has gone stale.
  const url = `/people/${id}/note`;
  const stale = await app.inject({ url, headers: { cookie } });
  const day = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
  await fill(url, { words: canary.words, ...day });
  const conflict = await post(
    app,
    url,
    { ...formFields(stale.body, url), words: canary.words, ...day },
    cookie,
  );
  assert.equal(heard(conflict).statusCode, 409);
  // What belongs to the record itself, and a search for it.
  await fill(
    `/people/${id}/kept/hold`,
    { ...day, choice: 'inquiry', reason: canary.words },
    safeguarding.cookie,
  );
  await fill(`/people/${id}/kept/complaint`, day, safeguarding.cookie);
  heard(await post(app, '/people', { search: canary.surname }, cookie));
  // A colleague's case opened in an emergency, under a reference that is none and under its own, and looked at after.
  await openCase(practitioner, 'TC-AWAY');
  const ask = { ground: 'nobody_there', hours: '1', reason: canary.opened };
  assert.equal(
    (await fill('/openings/new', { ...ask, reference: canary.surname }, colleague.cookie)).statusCode,
    422,
  );
  assert.equal(
    (await fill('/openings/new', { ...ask, reference: 'TC-AWAY' }, colleague.cookie)).statusCode,
    303,
  );
  const [, opening] = /href="(\/openings\/[0-9a-f-]{36})"/.exec((await safeguarding.open('/openings')).body)!;
  const looked = { outcome: 'to_follow_up', words: canary.looked };
  assert.equal((await fill(opening, looked, safeguarding.cookie)).statusCode, 303);
  const shown = await safeguarding.open(opening);
  assert.ok(shown.body.includes(canary.opened) && shown.body.includes(canary.looked));
  await practitioner.repository.people({ search: `${canary.surname} ${canary.pnc}` });
  // Signing in wrongly, and in no form at all.
  const signIn = await app.inject({ url: '/sign-in' });
  const wrong = { email: canary.email, password: canary.password };
  heard(await post(app, '/sign-in', { ...formFields(signIn.body, '/sign-in'), ...wrong }));
  heard(await post(app, '/sign-in', wrong));

  assert.ok(lines.length > 10, 'nothing was logged at all');
  const left = [...lines.map(line => JSON.stringify(line)), ...outside].join('\n');
  for (const [name, text] of Object.entries(canary)) {
    assert.ok(!left.includes(text), `${name} was left outside the record`);
    assert.ok(!left.includes(encodeURIComponent(text)), `${name} was left outside the record`);
  }
});

test('E3: an error that holds what somebody told us is logged by its kind alone', async () => {
  const broken = await buildApp({
    ...house.options,
    log: line => void lines.push(line),
    services: {
      ...house.options.services,
      records: {
        ...house.options.services.records,
        as: () => {
          throw new Error(`could not keep ${canary.surname} ${canary.words}`);
        },
      },
    },
  });
  const answer = await broken.inject({ url: '/people', headers: { cookie } });
  await broken.close();
  assert.equal(answer.statusCode, 500);
  const left = JSON.stringify(lines) + answer.body + JSON.stringify(answer.headers);
  assert.ok(!left.includes(canary.surname) && !left.includes(canary.words));
});

test('E3: nor is it in the log of PostgreSQL, in what it shows of running statements, or in a clear column', async () => {
  await withClient(house.database.superuserUrl, async client => {
    // Statements that fail with the words in them, as a mistake of ours would.
    for (const sql of [
      `select throughcare.sees('case', $1::text::uuid)`,
      `select ($1::text)::jsonb`,
      `insert into throughcare.programme values ($1::text::uuid, '', '', 0, 0)`,
    ]) {
      await assert.rejects(client.query(sql, [canary.words]));
    }
    const { rows: running } = await client.query<{ query: string }>('select query from pg_stat_activity');
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
    );
    const parts = [running.map(row => row.query).join('\n')];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      parts.push(rows.map(row => row.text).join('\n'));
    }
    const { rows: where } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    const log = join(dirname(where[0].folder), 'database.log');
    assert.ok(existsSync(log), 'the log of the cluster is not where it is looked for');
    const text = readFileSync(log, 'utf8');
    assert.match(text, /ready to accept connections/);
    for (const [name, secret] of Object.entries(canary)) {
      assert.ok(!parts.join('\n').includes(secret), `${name} is in a clear column or a running statement`);
      assert.ok(!text.includes(secret), `${name} is in the log of PostgreSQL`);
    }
  });
});
