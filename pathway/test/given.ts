import assert from 'node:assert/strict';
import { day, fold, type DecidedEvent, type Decider } from '../src/index.ts';

const circumstances = { actor: 'worker-1', today: day('2026-11-24') };

/** Given a history, when a command comes, then these events or this refusal follow. */
export function given<State, Command, Event extends DecidedEvent>(
  decider: Decider<State, Command, Event>,
  ...commands: Command[]
) {
  let state = decider.initial;
  for (const command of commands) {
    const decision = decider.decide(state, command, circumstances);
    assert.ok(decision.ok, `the history was refused: ${decision.ok ? '' : decision.refusal.words}`);
    state = fold({ ...decider, initial: state }, decision.events);
  }
  return {
    state,
    when(command: Command, as: Partial<typeof circumstances> = {}) {
      const decision = decider.decide(state, command, { ...circumstances, ...as });
      return {
        decision,
        gives(...types: string[]) {
          assert.ok(decision.ok, decision.ok ? '' : decision.refusal.words);
          assert.deepEqual(
            decision.events.map(event => event.type),
            types,
          );
          return fold({ ...decider, initial: state }, decision.events);
        },
        refused(code: string) {
          assert.ok(!decision.ok, 'it was accepted');
          assert.equal(decision.refusal.code, code);
          assert.match(decision.refusal.words, /[.]$/, 'a refusal is in whole sentences');
          return decision.refusal;
        },
      };
    },
  };
}
