import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  asItHappened,
  caseDecider,
  day,
  fold,
  welfarePrompt,
  type CaseCommand,
  type CaseEvent,
  type Day,
  type LifeChange,
} from '../../src/index.ts';
import { afterChange, check, items, on, opened } from './opened-case.ts';

// Drawn histories, told in any order and put right at any time.

const today = day('2026-11-24');
const anyDay = fc.nat(60).map(n => addDays(on, n));
const anyEntry: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({
    do: fc.constant('ask_welfare' as const),
    on: anyDay,
    because: fc.constant('Hearing.'),
    outcome: fc.constantFrom('spoke', 'not_reached'),
  }),
  fc.tuple(anyDay, fc.nat(1), fc.uuid()).map(([at, answer, measure]): CaseCommand => ({
    ...(items('phq_9', [0, 0, 0, 0, 0, 0, 0, 0, answer]) as Extract<CaseCommand, { do: 'take_measure' }>),
    on: at,
    measure,
  })),
  fc.tuple(anyDay, fc.uuid()).map(([at, proceedings]): CaseCommand => ({
    do: 'begin_proceedings',
    on: at,
    proceedings,
    stage: 'police_contact',
  })),
  anyDay.map((at): CaseCommand => ({
    do: 'record_legal_step',
    on: at,
    proceedings: 'first',
    step: 'searched',
  })),
  fc
    .tuple(anyDay, anyDay)
    .map(([at, falls]): CaseCommand => ({ do: 'expect_date', on: at, what: 'plea', falls })),
  anyDay.map((at): CaseCommand => check(at)),
  fc.record({
    do: fc.constant('record_life_change' as const),
    on: anyDay,
    what: fc.constantFrom<LifeChange>('address', 'partner', 'work'),
  }),
  fc.tuple(anyDay, fc.uuid()).map(([at, clock]): CaseCommand => ({
    do: 'make_prevention_order',
    on: at,
    clock,
    until: null,
    interim: true,
  })),
);

interface Entry {
  readonly event: CaseEvent;
  readonly first: number;
  readonly last: number;
}

/** The days at which an entry prompts, by hand. */
function prompts({ type, occurredOn: at, facts }: CaseEvent): Day[] {
  if (type === 'legal_step') return [at, addDays(at, 2)];
  if (type === 'date_expected') return [facts.falls];
  return type === 'measure_taken' && facts.answers![8] !== 0 ? [at] : [];
}

const isChange = ({ type }: CaseEvent) => type === 'life_changed' || type === 'prevention_order_made';

test('E8, E33: in whatever order a history is told and put right, nothing that was told after the last look at it is missing from what is due', () => {
  const shown = { prompts: 0, changes: 0, none: 0 };
  fc.assert(
    fc.property(
      fc.array(anyEntry, { minLength: 1, maxLength: 14 }),
      fc.array(fc.tuple(fc.nat(), anyEntry), { maxLength: 3 }),
      (commands, corrections) => {
        const entries: Entry[] = [];
        let versions = 0;
        const read = (all: readonly Entry[]) =>
          fold(
            caseDecider,
            asItHappened(
              all
                .toSorted((a, b) => a.first - b.first)
                .map(({ event, first, last }) => ({ ...event, told: { first, last } })),
            ),
          );
        for (const command of [...opened, ...commands]) {
          const decision = caseDecider.decide(read(entries), command, { actor: 'w1', today: today });
          if (!decision.ok || decision.events.length !== 1) continue;
          versions++;
          entries.push({ event: decision.events[0], first: versions, last: versions });
        }
        for (const [pick, command] of corrections) {
          const at = opened.length + (pick % entries.length);
          if (at >= entries.length) continue;
          const earlier = entries.filter(one => one.first < entries[at].first);
          const decision = caseDecider.decide(read(earlier), command, { actor: 'w1', today: today });
          if (!decision.ok || decision.events.length !== 1) continue;
          entries[at] = { event: decision.events[0], first: entries[at].first, last: ++versions };
        }
        const state = read(entries);

        const asks = entries.filter(({ event }) => event.type === 'welfare_asked');
        const open = entries.flatMap(({ event, last }) =>
          prompts(event)
            .filter(at => at >= on)
            .map(at => ({ at, looks: asks.filter(ask => ask.event.occurredOn >= at && ask.first > last) }))
            .filter(({ looks }) => looks.every(({ event: ask }) => ask.facts.outcome === 'not_reached'))
            .map(({ at, looks }) => {
              const tries = looks.map(look => look.event.occurredOn).sort();
              return tries.length === 0 ? at : addDays(tries.at(-1)!, 1);
            }),
        );
        assert.equal(welfarePrompt(state)?.on, open.sort()[0]);

        const [last] = entries
          .filter(({ event }) => event.type === 'children_checked')
          .sort((a, b) =>
            a.event.occurredOn < b.event.occurredOn
              ? 1
              : a.event.occurredOn > b.event.occurredOn
                ? -1
                : b.first - a.first,
          );
        const since = last?.event.occurredOn ?? on;
        const changes = entries
          .filter(one => isChange(one.event))
          .filter(one => !last || one.event.occurredOn > since || one.last > last.first)
          .map(one => (one.event.occurredOn > since ? one.event.occurredOn : since));
        assert.equal(afterChange(state)?.from, last ? changes.sort()[0] : on);
        if (open.length > 0 && asks.length > 0) shown.prompts++;
        if (last && changes.length > 0) shown.changes++;
        if (open.length === 0) shown.none++;
      },
    ),
    { numRuns: 1500 },
  );
  for (const [what, times] of Object.entries(shown)) assert.ok(times > 100, `${what}: ${times}`);
});
