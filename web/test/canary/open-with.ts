import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import type { EveryRole } from '../frame/every-role.ts';
import { formFields, post } from '../post.ts';
import type { Words } from './words.ts';

const on = day('2026-03-12');
const REFERENCE = 'TC-AWAY';

/** Opens the case of a colleague in an emergency, and looks at it afterwards, each with words of their own. */
export async function openWith({ app, kept, cookies }: EveryRole, words: Words): Promise<void> {
  const identity = {
    surname: words.of('a case that is opened: surname'),
    forename: 'Wren',
    bornOn: null,
    sex: 'F',
    postcodeDistrict: null,
    pnc: null,
  };
  const steps = [
    { do: 'refer', on, reference: REFERENCE, source: 'probation', stage: 'police_contact', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: 'a-colleague' },
  ].map(command => ({ command: command as never, actor: 'a-colleague', recordedAt: kept.clock.now }));
  await kept.records.fill(kept.organisation, [{ kind: 'case', id: randomUUID(), steps }]);

  const send = async (cookie: string, page: string, action: string, fields: Record<string, string>) => {
    const { body } = await app.inject({ url: page, headers: { cookie } });
    return post(app, action, { ...formFields(body, action), ...fields }, cookie);
  };
  const practitioner = cookies.get('practitioner')!;
  const asked = { ground: 'nobody_there', hours: '1', reason: words.of('/openings/new reason') };
  const opened = await send(practitioner, '/openings/new', '/openings/new', {
    ...asked,
    reference: REFERENCE,
  });
  assert.equal(opened.statusCode, 303);

  const lead = cookies.get('safeguarding_lead')!;
  const list = await app.inject({ url: '/openings', headers: { cookie: lead } });
  const openings = [...list.body.matchAll(/href="(\/openings\/[0-9a-f-]{36})"/g)].map(([, href]) => href);
  const shown = await Promise.all(openings.map(url => app.inject({ url, headers: { cookie: lead } })));
  const url = openings[shown.findIndex(page => page.body.includes(asked.reason))];
  assert.ok(url, 'whoever looks at openings does not find this one');
  const looked = { outcome: 'to_follow_up', words: words.of('/openings/:opening words') };
  assert.equal((await send(lead, url, url, looked)).statusCode, 303);
  for (const role of ['auditor', 'practitioner'] as const)
    await app.inject({ url, headers: { cookie: cookies.get(role)! } });
}
