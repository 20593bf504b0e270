import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { CaseCommand } from '@throughcare/pathway';
import { sayPack, withConcerns, type Actor, type SaidLine } from '../../src/index.ts';
import { done, openCase } from '../people.ts';
import { on, withLeads, type WithLeads } from './concerned.ts';

let at: WithLeads;
before(async () => {
  at = await withLeads();
});
after(() => at.close());

interface Line extends SaidLine {
  readonly concern: string | null;
}

/** What somebody has in front of them: all lines, and the versions that they were read at. */
interface Page {
  readonly lines: readonly Line[];
  readonly version: number;
  readonly versions: ReadonlyMap<string | null, number>;
  readonly text: string;
}

async function open(id: string, actor: Actor): Promise<Page> {
  const mine = at.records.as(actor);
  const found = (await mine.subjectAccess(id, 'r1'))!;
  const concerns = (await mine.subjectConcerns(id, 'r1'))!;
  const lines: Line[] = [
    ...found.lines.map(line => ({ ...line, concern: null })),
    ...concerns.concerns.flatMap(one => one.lines.map(line => ({ ...line, concern: one.concern }))),
  ];
  const versions = new Map<string | null, number>([
    [null, found.version],
    ...concerns.concerns.map(one => [one.concern, one.version] as const),
  ]);
  const text = sayPack(withConcerns(found.pack, concerns));
  return { lines, version: found.version, versions, text };
}

/** One thing that somebody does: who, and of which lines by chance. */
const anyStep = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), which: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take_out' as const), which: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('concern' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), who: fc.nat(1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      who: fc.nat(1),
      decision: fc.constantFrom('release' as const, 'keep_back' as const, 'undo' as const),
      // Any lines, by the bits of a number; or all.
      bits: fc.oneof(fc.constant(-1), fc.nat(1 << 16)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('give' as const), who: fc.nat(1) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer One> ? One : never;

const WORD = /\bquill\d+x/g;
const keyOf = (line: Line) => `${line.concern} ${line.version} ${line.field}`;

/** What became of each line by what was recorded, worked out beside the program. */
async function walk(drawn: readonly Step[]): Promise<number> {
  const decidedAt = new Map<string, number>();
  let words = 0;
  const word = () => `quill${++words}x`;
  const id = await openCase(at.records, at.ines, {
    reference: `TC-${randomUUID()}`,
    stage: 'not_known_to_police',
  });
  const leads = [at.lead, at.other];
  const act = (actor: Actor, command: CaseCommand) =>
    done(at.records.as(actor).decide('case', id, 'latest', randomUUID(), command));
  await act(at.ines, { do: 'write_note', on, words: word() });
  await act(at.lead, { do: 'ask_copy', on, request: 'r1' });
  const pages = [await open(id, at.lead), await open(id, at.other)];
  const released = new Map<string, boolean>();
  let given = false;
  let whenGiven = '';

  // At the end everything that still waits is decided on, and the copy is given.
  for (const step of [...drawn, ...settling]) {
    switch (step.do) {
      case 'write':
        await act(at.ines, { do: 'write_note', on, words: word() });
        break;
      case 'correct':
      case 'take_out': {
        const { events, version } = (await at.records.as(at.ines).person(id))!;
        const all = events.filter(event => event.type === 'note_written');
        if (all.length === 0) break;
        const { version: now, replaces } = all[step.which % all.length];
        const instead = step.do === 'correct' ? ({ do: 'write_note', on, words: word() } as const) : null;
        await done(
          at.records
            .as(at.ines)
            .correct('case', id, version, randomUUID(), replaces ?? now, instead, 'entered_wrongly'),
        );
        break;
      }
      case 'concern': {
        const raise = { do: 'raise', on, source: 'case', immediateDanger: false, from: id } as const;
        const command = { ...raise, said: word(), child: word() };
        await done(at.records.as(at.lead).decide('concern', randomUUID(), 0, randomUUID(), command));
        break;
      }
      case 'open':
        pages[step.who] = await open(id, leads[step.who]);
        break;
      case 'decide': {
        const page = pages[step.who];
        const chosen = page.lines.filter((_, index) => step.bits === -1 || (step.bits >> (index % 16)) & 1);
        for (const concern of new Set(chosen.map(line => line.concern))) {
          const lines = chosen.filter(line => line.concern === concern);
          const outcome = await at.records.as(leads[step.who]).decideCopyLines(randomUUID(), {
            case: id,
            request: 'r1',
            concern,
            seen: page.versions.get(concern)!,
            decision: step.decision,
            lines,
            on,
            reason: 'as told',
          });
          if (!outcome.ok) continue;
          assert.ok(!given, 'nothing is decided of a copy that was given');
          const since = page.versions.get(concern)!;
          for (const line of lines) {
            assert.ok((decidedAt.get(keyOf(line)) ?? 0) <= since, 'what somebody else decided was not seen');
            decidedAt.set(keyOf(line), outcome.versions[concern ?? id]);
            if (step.decision === 'undo') released.delete(keyOf(line));
            else released.set(keyOf(line), step.decision === 'release');
          }
        }
        break;
      }
      case 'give': {
        const before = await open(id, leads[step.who]);
        const undecided = before.lines.filter(line => !released.has(keyOf(line)));
        const giving = { case: id, request: 'r1', expected: before.version, on };
        const outcome = await at.records.as(leads[step.who]).giveCopy(randomUUID(), giving);
        assert.equal(outcome.ok, !given && undecided.length === 0, JSON.stringify(outcome));
        if (outcome.ok) whenGiven = before.text;
        given ||= outcome.ok;
      }
    }
    const page = await open(id, at.lead);
    const may = page.lines
      .filter(line => released.get(keyOf(line)) === true)
      .flatMap(line => line.words.match(WORD) ?? []);
    if (given) assert.equal(wordsIn(page.text), wordsIn(whenGiven), 'what was given stays');
    else assert.equal(wordsIn(page.text), [...new Set(may)].sort().join(' '), `after ${step.do}`);
  }
  assert.ok(given);
  return wordsIn(whenGiven).length;
}

const settling: readonly Step[] = [
  { do: 'open', who: 0 },
  { do: 'decide', who: 0, decision: 'keep_back', bits: -1 },
  { do: 'open', who: 1 },
  { do: 'decide', who: 1, decision: 'release', bits: 0b0101010101010101 },
  { do: 'give', who: 1 },
];
const wordsIn = (text: string) => [...new Set(text.match(WORD))].sort().join(' ');

test('E23: no sequence of decisions, corrections, new entries and new concerns gives a line that is undecided or kept back', async () => {
  let released = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 14 }), async steps => {
      released += await walk(steps);
    }),
    { numRuns: 15 },
  );
  assert.ok(released > 0, 'nothing was ever given that somebody wrote');
});
