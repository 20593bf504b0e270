import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { day, type StreamKind } from '@throughcare/pathway';
import { Refused, type Actor, type FilledStream, type Outcome, type Step } from '../../src/index.ts';
import { NotAllowed } from '../../src/access/not-allowed.ts';
import { readCommand } from '../../src/commands/read-command.ts';
import { withClient } from '../../src/database/connect.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase, refer } from '../people.ts';

let at: TestRecords;
let ines: Actor;
let open: string;
before(async () => {
  at = await testRecords();
  ines = await at.join(
    'practitioner',
    'programme_lead',
    'safeguarding_lead',
    'helpline_worker',
    'administrator',
  );
  open = await openCase(at.records, ines);
});
after(() => at.close());

const on = day('2026-03-10');

/** Commands that would be done as they are. */
const good: Readonly<Record<StreamKind, readonly Record<string, unknown>[]>> = {
  case: [
    { ...refer() },
    { do: 'enrol', on, enrolment: 'e1', programme: 'P1', basis: 'licence', assessed: true },
    { do: 'give_place', on, enrolment: 'e1', group: randomUUID(), startsOn: day('2026-04-07') },
    { do: 'begin_notification', on, clock: 'c1', until: day('2031-03-09') },
    { do: 'record_legal_step', on, proceedings: 'first', step: 'bailed', detail: { until: null } },
    { do: 'record_life_change', on, what: 'address' },
    { do: 'write_note', on, words: 'A note.' },
    {
      do: 'check_children',
      on,
      check: {
        atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
        contact: 'none',
        role: 'none',
        socialCare: 'plan',
      },
    },
  ],
  contact: [{ do: 'open', on, group: 'family', statement: '2026-1', words: 'Words.' }],
  concern: [{ do: 'raise', on, source: 'case', immediateDanger: false, said: 'Words.', child: 'A child.' }],
  group: [
    { do: 'plan', on, programme: 'P1', name: 'Tuesday', places: 8, sessions: [day('2026-04-07')], lead: 'l' },
  ],
  opening: [{ do: 'open', on, case: randomUUID(), ground: 'person_at_risk', hours: 4, reason: 'Words.' }],
  organisation: [{ do: 'join', on, user: 'somebody', name: 'Somebody', roles: ['practitioner'] }],
};
const kinds = Object.keys(good) as StreamKind[];

/** What must never stand where something else is expected. */
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x'.repeat(300_000),
    '0000-00-00',
    '0001-01-01',
    '9999-12-31',
    '-infinity',
    'infinity',
    '2026-02-30',
    '20260310',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1e308,
    2 ** 53,
    0.5,
    null,
    undefined,
    true,
    [],
    {},
    { toJSON: () => 'x' },
    Symbol('s'),
    10n,
    () => 1,
    new Date(0),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.anything(),
);

/** One command, with one of its fields (or all of it) gone wrong. */
const spoilt = fc.constantFrom(...kinds).chain(kind =>
  fc.constantFrom(...good[kind]).chain(command =>
    fc.oneof(
      nonsense.map(sent => ({ kind, sent })),
      fc
        .tuple(fc.constantFrom(...Object.keys(command), 'more', '__proto__'), nonsense)
        .map(([field, value]) => ({
          kind,
          sent: Object.fromEntries([...Object.entries(command), [field, value]]),
        })),
      fc.constantFrom(...Object.keys(command)).map(field => ({
        kind,
        sent: Object.fromEntries(Object.entries(command).filter(([name]) => name !== field)),
      })),
    ),
  ),
);

/** How much there is of everything that a command writes. */
async function sizes(): Promise<unknown> {
  return withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query(
      `select (select count(*) from throughcare.event) as events, (select count(*) from throughcare.stream) as streams,
        (select count(*) from throughcare.command) as commands, (select count(*) from throughcare.data_key) as keys,
        (select md5(string_agg(c::text, '' order by id)) from throughcare.case_row c) as cases`,
    );
    return rows[0];
  });
}

/** A refusal says what is safe, in a sentence. */
function isSentence(outcome: Outcome): void {
  assert.ok(!outcome.ok);
  if (outcome.reason === 'refused') assert.match(outcome.refusal.words, /^[A-Z“].*\.$/su);
}

test('whatever comes in the place of a command is done as it was meant, or gets a sentence and changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(spoilt, async ({ kind, sent }) => {
      const before = await sizes();
      const stream = kind === 'organisation' ? at.organisation : randomUUID();
      const expected = kind === 'organisation' ? 'latest' : 0;
      const outcome = await at.records
        .as(ines)
        .decide(kind, stream, expected, randomUUID(), sent as never)
        .catch((error: unknown) => {
          assert.ok(error instanceof NotAllowed, String(error));
          return null;
        });
      if (outcome?.ok) return;
      if (outcome) isSentence(outcome);
      assert.deepEqual(await sizes(), before);
    }),
    { numRuns: 150 },
  );
});

test('a form whose address, version or name is none gets a sentence and changes nothing', async () => {
  const before = await sizes();
  const move = { do: 'record_life_change', on, what: 'work' } as const;
  const mine = at.records.as(ines);
  await fc.assert(
    fc.asyncProperty(nonsense, fc.nat(3), async (wrong, where) => {
      const part = <Right>(n: number, right: Right) => (where === n ? (wrong as Right) : right);
      const valid = (where === 1 && wrong === 'latest') || (where === 1 && wrong === 3);
      fc.pre(!valid);
      const outcome =
        where === 3
          ? await mine.correct('case', open, 3, randomUUID(), wrong as number, null, 'entered_wrongly')
          : await mine.decide(
              'case',
              part(0, open),
              part<number | 'latest'>(1, 99),
              part(2, randomUUID()),
              move,
            );
      isSentence(outcome);
    }),
    { numRuns: 200 },
  );
  assert.deepEqual(await sizes(), before);
});

test('E33: a check on the children around a person that no form could have sent is not taken for one', () => {
  const check = {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'none',
    role: 'none',
    socialCare: 'plan',
  };
  const read = (more: object) =>
    readCommand('case', { do: 'check_children', on, check: { ...check, ...more } }).ok;
  assert.ok(read({}));
  for (const wrong of [
    { socialCare: 'none' },
    { contact: '' },
    { atHome: { '0 to 4': 1 } },
    { name: 'canary' },
  ]) {
    assert.ok(!read(wrong), JSON.stringify(wrong));
  }
});

test('a correction by something that is no command gets a sentence and changes nothing', async () => {
  const before = await sizes();
  await fc.assert(
    fc.asyncProperty(nonsense, async wrong => {
      fc.pre(wrong !== null);
      isSentence(
        await at.records
          .as(ines)
          .correct('case', open, 3, randomUUID(), 3, wrong as never, 'entered_wrongly'),
      );
    }),
    { numRuns: 100 },
  );
  assert.deepEqual(await sizes(), before);
});

test('a filling with something in it that is no step stops in a sentence, and nothing of that stream is kept', async () => {
  const before = await sizes();
  await fc.assert(
    fc.asyncProperty(
      nonsense,
      fc.constantFrom('command', 'actor', 'recordedAt', 'id'),
      async (wrong, where) => {
        const step = {
          command: refer({ identity: identity() }),
          actor: ines.userId,
          recordedAt: Date.UTC(2026, 2, 3),
        };
        fc.pre(!(where === 'actor' && typeof wrong === 'string' && /^[ -~]{1,128}$/.test(wrong)));
        fc.pre(
          !(
            where === 'actor' &&
            typeof wrong === 'string' &&
            wrong.isWellFormed() &&
            wrong.length > 0 &&
            wrong.length < 100
          ),
        );
        const spoiltStep = where === 'id' ? step : { ...step, [where]: wrong };
        const id = where === 'id' ? wrong : randomUUID();
        const stream = { kind: 'case', id, steps: [spoiltStep] } as FilledStream;
        await assert.rejects(at.records.fill(at.organisation, [stream]), Refused);
      },
    ),
    { numRuns: 100 },
  );
  assert.deepEqual(await sizes(), before);
});

test('of several commands together, one that cannot be read leaves all of them undone', async () => {
  const before = await sizes();
  const steps = [
    { kind: 'case', stream: open, expected: 3, command: { do: 'record_life_change', on, what: 'work' } },
    { kind: 'case', stream: open, expected: 3, command: { do: 'enrol', on: '9999-01-01' } },
  ] as unknown as Step[];
  const outcome = await at.records.as(ines).decideTogether(randomUUID(), steps);
  assert.ok(!outcome.ok && outcome.reason === 'refused');
  assert.equal(outcome.step, 1);
  assert.match(outcome.refusal.words, /Nothing was saved/);
  assert.deepEqual(await sizes(), before);
});

test('E34: no way of writing what was said keeps a concern from being raised', async () => {
  for (const said of ['a\u0000b', '\ud800', '', 'x'.repeat(100_000), '\u202e\u0007']) {
    const raise = { do: 'raise', on, source: 'staff', immediateDanger: true, said, child: said } as const;
    const concern = randomUUID();
    await done(at.records.as(ines).decide('concern', concern, 0, randomUUID(), raise));
    assert.equal((await at.records.as(ines).concern(concern))!.said, said.toWellFormed());
  }
});
