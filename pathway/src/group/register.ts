import { accept, refuse, type Decision, type Refusal } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import { noSuchSession } from './answer.ts';
import {
  expectedAt,
  sessionOf,
  type GroupCommand,
  type GroupEvent,
  type GroupSession,
  type GroupState,
} from './group.ts';

type CommandOf<Name extends GroupCommand['do']> = Extract<GroupCommand, { do: Name }>;

/** A register: of those who are expected, each once. What is wrong in it is corrected, so that both are kept. */
export function takeRegister(
  state: GroupState,
  command: CommandOf<'take_register'>,
  today: Day,
): Decision<GroupEvent> {
  const { session: number, marks, on } = command;
  const session = sessionOf(state, number);
  if (!session) return noSuchSession(number);
  const early = notYetOrOver(session, on, today);
  if (early) return early;
  const expected = expectedAt(state, session);
  if (marks.some(mark => !expected.includes(mark.case))) {
    const where = session.for.length > 0 ? 'is not expected at this session' : 'has no place in this group';
    return refuse('not_in', `Somebody marked ${where}. Nothing was saved.`);
  }
  if (new Set(marks.map(mark => mark.case)).size !== marks.length) {
    return refuse('marked_twice', 'Somebody is marked twice. Nothing was saved.');
  }
  if (marks.length === 0 && expected.length > 0) {
    return refuse(
      'nobody_marked',
      'Nobody is marked. Nothing was saved. Say of each person whether they came.',
    );
  }
  return accept({
    type: 'register_taken',
    schema: 2,
    occurredOn: on,
    facts: {
      session: number,
      marks: marks.map(({ case: id, code, late = false }) => ({ case: id, code, late })),
    },
  });
}

/** A session to which nobody came, or for which nobody was left: there is no register to take of it. */
export function recordNobody(
  state: GroupState,
  { on, session: number }: CommandOf<'record_nobody'>,
  today: Day,
): Decision<GroupEvent> {
  const session = sessionOf(state, number);
  if (!session) return noSuchSession(number);
  const facts = { session: number };
  return (
    notYetOrOver(session, on, today) ?? accept({ type: 'nobody_came', schema: 1, occurredOn: on, facts })
  );
}

function notYetOrOver(
  session: GroupSession,
  on: Day,
  today: Day,
): { ok: false; refusal: Refusal } | undefined {
  const { number, status } = session;
  if (on > today) {
    return refuse(
      'in_the_future',
      `Session ${number} is on ${sayDay(session.on)}. A register is taken on the day. Nothing was saved.`,
    );
  }
  if (status === 'cancelled') {
    return refuse('session_cancelled', `Session ${number} was cancelled. Nothing was saved.`);
  }
  if (status !== 'planned') {
    return refuse(
      'already_taken',
      `The register of session ${number} was already taken. Nothing was saved twice.`,
    );
  }
  return undefined;
}
