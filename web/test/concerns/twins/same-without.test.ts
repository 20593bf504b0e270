import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { ConcernCommand, Role } from '@throughcare/pathway';
import { answers, NotAllowed, type Actor, type Answer, type Repository } from '@throughcare/records';
import { withClient } from '@throughcare/records/testing';
import { routes } from '../../../src/routes.ts';
import { formsOn, linksOn } from '../../frame/forms-of.ts';
import { shapeOf } from '../../frame/found-forms.ts';
import { assertSame, every, on, openTwins, whole, type Asked, type Twin } from './twins.ts';

/*
 * E7, E20: whom a concern is about is told by nothing that there is one. Two services are the same to the last byte; then
 * a concern about somebody of every role comes to one of them, and goes its whole way. Whatever each of them asks or
 * sends afterwards is answered in both with the same bytes.
 */
const twins = await openTwins();
const { kept, told, silent, subjects, others } = twins;
const both = [told, silent] as const;
const actorOf = (role: Role) => subjects.get(role)!;

/** The records that there were before, by kind. */
const standing = await withClient(kept.database.superuserUrl, async client => {
  const { rows } = await client.query<{ kind: string; id: string }>(
    'select kind, id from throughcare.stream order by kind, id',
  );
  return Map.groupBy(rows, row => row.kind);
});
const idsOf = (kind: string) => (standing.get(kind) ?? []).map(row => row.id);
/** The practitioner's own case, of which somebody asked for a copy. */
const [ours] = await Promise.all(
  both.map(async twin => {
    const { rows } = await twin.records.as(others.programmes).people({ limit: 100 });
    return rows.find(row => row.reference === 'TC-WHOLE')!.case;
  }),
);
const [contact] = idsOf('contact');
const concern = randomUUID();
const joined = randomUUID();

/** What each of them sends from a page that was open before anything happened. */
const stale: readonly (readonly [role: Role, page: string, fields: Readonly<Record<string, string>>])[] = [
  ['practitioner', `/people/${ours}/note`, { words: 'A quiet meeting.' }],
  ['programme_lead', `/people/${ours}/kept/complaint`, {}],
  ['safeguarding_lead', `/people/${ours}/kept/complaint`, {}],
  ['safeguarding_lead', `/concerns/${joined}/staff`, { about: others.programmes.userId }],
  ['helpline_worker', `/helpline/${contact}/record/note`, { words: 'They will ring again.' }],
];
const day = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

await begin();
const open = await Promise.all(both.map(twin => openForms(twin)));
await everythingHappens();

/** In both: a concern about nobody who works here, which the other one is joined with. */
async function begin(): Promise<void> {
  const raise = {
    do: 'raise',
    on,
    source: 'staff',
    immediateDanger: true,
    said: 'As told.',
    child: '',
  } as const;
  for (const twin of both) await tell(twin, others.lead, joined, raise);
}

async function tell(twin: Twin, actor: Actor, id: string, ...commands: ConcernCommand[]): Promise<void> {
  for (const command of commands) {
    const outcome = await twin.records.as(actor).decide('concern', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, `${command.do}: ${JSON.stringify(outcome)}`);
  }
}

/** The fields of every form that somebody has open, as that twin gave them. */
async function openForms(twin: Twin) {
  const found: Readonly<Record<string, string>>[] = [];
  for (const [role, page] of stale) {
    const { body, statusCode } = await twin.ask(actorOf(role), page);
    assert.equal(statusCode, 200, page);
    const form = formsOn(body).find(one => one.action === page);
    assert.ok(form, `no form on ${page}`);
    found.push(
      Object.fromEntries(
        form.fields.filter(one => one.kind === 'hidden').map(one => [one.name, one.values[0]]),
      ),
    );
  }
  return found;
}

/** The way of a concern, in one of the two; and in both what is recorded and read beside it. */
async function everythingHappens(): Promise<void> {
  const { lead, second, worker, programmes } = others;
  const about = [...subjects.values()].map(one => one.userId);
  const raise = {
    do: 'raise',
    on,
    source: 'case',
    from: ours,
    immediateDanger: true,
    about,
    said: 'As told.',
    child: 'A made-up child.',
  } as const;
  await tell(told, worker, concern, raise, {
    do: 'pass_on',
    on,
    passing: 'p1',
    to: 'designated_officer',
    reference: '',
    shared: 'As told.',
  });
  await tell(told, second, concern, { do: 'review', on, agreed: false, words: 'As told.' });
  await tell(
    told,
    lead,
    concern,
    { do: 'name_third', on, third: programmes.userId },
    { do: 'add_words', on, said: 'More.', child: '' },
    { do: 'link_to_case', on, case: ours },
    { do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null, reason: 'As told.' },
    { do: 'escalate', on, passing: 'p1', level: 'their_manager', reason: 'As told.' },
  );
  const joins = await told.records.as(lead).decideTogether(randomUUID(), [
    { kind: 'concern', stream: concern, expected: 'latest', command: { do: 'join', on, with: joined } },
    { kind: 'concern', stream: joined, expected: 'latest', command: { do: 'join', on, with: concern } },
  ]);
  assert.ok(joins.ok);
  const undecided = randomUUID();
  await tell(told, lead, undecided, { ...raise, immediateDanger: false, from: '', source: 'staff' });
  await tell(told, lead, undecided, { do: 'name_deciders', on, first: lead.userId, second: worker.userId });

  for (const twin of both) {
    const mine = twin.records.as(lead);
    await mine.concerns();
    await mine.today();
    await mine.sensitiveReads(0);
    await mine.concern(joined);
    if (twin === told) for (const id of [concern, undecided]) assert.ok(await mine.concern(id));
    await mine.person(ours);
    const complaint = { do: 'make_complaint', on, complaint: 'k9' } as const;
    assert.ok((await mine.decide('case', ours, 'latest', randomUUID(), complaint)).ok);
    const keep = { do: 'screen_risk', on, risk: 'could_not_ask' } as const;
    assert.ok((await twin.records.as(worker).decide('contact', contact, 'latest', randomUUID(), keep)).ok);
    const words = { do: 'add_words', on, said: 'Told by somebody else.', child: '' } as const;
    await tell(twin, second, joined, words);
    await mine.subjectConcerns(ours, 'r1');
    await twin.records.tend();
  }
}

/** Addresses of pages that name nothing, and of pages that name records of before or the concern itself. */
function starts(): string[] {
  const named: Readonly<Record<string, readonly string[]>> = {
    case: [ours],
    contact: [contact],
    concern: [concern, joined],
    group: idsOf('group').slice(0, 1),
    opening: idsOf('opening').slice(0, 1),
    request: ['r1'],
  };
  return routes
    .filter(({ method, policy }) => method === 'GET' && policy.who === 'staff')
    .flatMap(({ pattern }) =>
      [0, 1].flatMap(which => {
        const url = pattern.replaceAll(
          /:([a-zA-Z]+)/g,
          (_, name: string) => named[name]?.at(which) ?? named[name]?.[0] ?? '',
        );
        return /\/(\/|$)/.test(url) ? [] : [url];
      }),
    );
}

for (const role of every) {
  test(`E7, E20: a ${role} whom a concern is about opens every page as if there were none`, async () => {
    const actor = actorOf(role);
    const asked = new Set<string>();
    const alike = new Map<string, number>();
    const queue = [...new Set(starts())];
    while (queue.length > 0) {
      const url = queue.shift()!;
      const shape = url.replace(/\?.*/, '').replaceAll(/[^/]*\d[^/]*/g, '1');
      const many = alike.get(shape) ?? 0;
      if (asked.has(url) || many >= MOST_ALIKE) continue;
      asked.add(url);
      alike.set(shape, many + 1);
      const [with_, without] = [await told.ask(actor, url), await silent.ask(actor, url)];
      assertSame(whole(with_), whole(without), `GET ${url} as ${role}`);
      if (without.statusCode === 200 && without.body.includes('<html'))
        queue.push(...linksOn(without.body).filter(link => !PUBLIC.test(link)));
    }
    assert.ok(asked.size > 10, `only ${asked.size} pages`);
  });
}
const MOST_ALIKE = 1;
/** What everybody may read, and what asks nothing of the record. */
const PUBLIC = /^\/(help|sources|reports|look|tour|sign-|plans|desk|linkage)\b/;

test('E7, E20: a page of two people at once shows what there would be without a concern, and no more', async () => {
  for (const [index, [role, page, fields]] of stale.entries()) {
    const sent: Asked[] = [];
    for (const [which, twin] of both.entries())
      sent.push(await twin.send(actorOf(role), page, { ...open[which][index], ...day, ...fields }));
    assert.equal(sent[1].statusCode, 409, `${page} as ${role} answers ${sent[1].statusCode}`);
    assertSame(whole(sent[0]), whole(sent[1]), `POST ${page} as ${role}`);
  }
});

const id = { case: ours, request: 'r1' };
/** Every answer of the record, asked as it is asked for a page or for a file. */
const questions: Readonly<Record<Answer, (mine: Repository) => Promise<unknown>>> = {
  organisation: mine => mine.organisation(),
  today: mine => mine.today(),
  welfare: mine => mine.welfare(),
  people: mine => mine.people({ limit: 100 }),
  person: mine => each('case', one => mine.person(one)),
  referrals: mine => mine.referrals(),
  sent: mine => mine.sent(),
  waitingList: mine => mine.waitingList(),
  groups: mine => mine.groups(),
  group: mine => each('group', one => mine.group(one)),
  contacts: mine => mine.contacts(),
  contact: mine => each('contact', one => mine.contact(one)),
  contactByCode: mine => mine.contactByCode('7KQ4-M9X-T2B'),
  callBackNumber: mine => each('contact', one => mine.callBackNumber(one)),
  useSlip: mine => mine.useSlip(randomUUID(), { case: ours, slip: '7KQ4-M9X-T2B', on }),
  leftBehind: mine => mine.leftBehind(),
  openWork: mine => each('', () => mine.openWork(others.lead.userId)),
  keptApart: mine => mine.keptApart(),
  unanswered: mine => mine.unanswered(),
  concerns: async mine => [await mine.concerns(), await mine.concerns({ reference: concern.slice(0, 8) })],
  concern: mine => each('concern', one => mine.concern(one)),
  drafts: mine => mine.drafts(),
  accessCounts: mine => mine.accessCounts(2026),
  letter: mine => mine.letter(ours, 'l1'),
  findCase: mine => mine.findCase('TC-WHOLE'),
  caseToLink: mine => mine.caseToLink(concern, 'TC-WHOLE'),
  reportingDuties: mine => mine.reportingDuties(),
  recordsHolds: mine => mine.recordsHolds(),
  retention: mine => mine.retention(),
  concernRetention: mine => mine.concernRetention(),
  subjectAccess: mine => mine.subjectAccess(id.case, id.request),
  subjectConcerns: mine => mine.subjectConcerns(id.case, id.request),
  caseToOpen: mine => mine.caseToOpen('TC-WHOLE'),
  sensitiveReads: mine => mine.sensitiveReads(0),
  openings: mine => mine.openings(),
  opening: mine => each('opening', one => mine.opening(one)),
  auditTrail: async mine => [
    await mine.auditTrail({ sinceMs: 0, limit: 5000 }),
    await mine.auditTrail({ sinceMs: 0, record: concern }),
    await mine.auditTrail({ sinceMs: 0, record: ours }),
    await mine.auditTrail({ sinceMs: 0, user: others.lead.userId, limit: 5 }),
  ],
  auditUnusual: mine => mine.auditUnusual({ sinceMs: 0, untilMs: kept.clock.now + 1 }),
  auditReport: mine => mine.auditReport(),
  extract: mine => mine.extract(),
  identityFile: mine => mine.identityFile('as told'),
};

async function each(kind: string, ask: (one: string) => Promise<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  const more = kind === 'concern' ? [concern, joined] : [];
  for (const one of kind === '' ? [''] : [...idsOf(kind), ...more]) all.push(await ask(one));
  return all;
}

test('E7, E20: every list, count, search and file answers whom a concern is about as if there were none', async () => {
  for (const role of every)
    for (const name of Object.keys(answers) as Answer[]) {
      const given: string[] = [];
      for (const twin of both)
        given.push(
          await questions[name](twin.records.as(actorOf(role))).then(
            // A position is covered by the instant, and here all is told at one.
            value => (JSON.stringify(value) ?? 'undefined').replace(/"position":\d+/g, ''),
            error => {
              if (error instanceof NotAllowed) return error.message;
              throw error;
            },
          ),
        );
      assertSame(given[0], given[1], `${name}, asked by a ${role},`);
    }
});

test('the two are not the same: somebody whom it is not about sees it in one of them', async () => {
  const seen = await Promise.all(both.map(twin => twin.records.as(others.lead).concern(concern)));
  assert.deepEqual(
    seen.map(one => one?.said),
    ['As told.', undefined],
  );
  assert.ok(routes.some(({ pattern }) => shapeOf(pattern).test(`/concerns/${concern}`)));
});
