import { randomInt } from 'node:crypto';
import { contactDecider, fold, type ContactCommand, type ContactEvent, type Day } from '@throughcare/pathway';
import type { CallerContact, CallerRepository } from '@throughcare/records';

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const plain = (code: string) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

export interface TestDesk extends CallerRepository {
  /** Every event of every contact, as the record would have it. */
  readonly contacts: Map<string, { code: string; events: ContactEvent[] }>;
  /** A worker answers the contact with this code. */
  answer(code: string, words: string, on?: Day): void;
  /** Makes the next call fail as a lost connection does. */
  loseConnection(): void;
}

/** A caller desk in memory that decides by the real rules. Nothing is sealed: this is a test's, not the record. */
export function testDesk(on = '2026-03-04' as Day): TestDesk {
  const contacts: TestDesk['contacts'] = new Map();
  const byCommand = new Map<string, string>();
  let lost = false;
  const decide = (events: ContactEvent[], command: ContactCommand) => {
    const decision = contactDecider.decide(fold(contactDecider, events), command, {
      actor: 'caller',
      today: on,
    });
    if (decision.ok) events.push(...decision.events);
    return decision;
  };
  const online = () => {
    if (!lost) return;
    lost = false;
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  };
  return {
    contacts,
    loseConnection: () => void (lost = true),
    answer(code, words, when = on) {
      const found = contacts.get(plain(code))!;
      decide(found.events, { do: 'answer', on: when, worker: 'w', words });
    },
    open(commandId, { group, caller, statement, words }) {
      online();
      const known = byCommand.get(commandId);
      if (known) return Promise.resolve({ ok: true, code: known });
      const events: ContactEvent[] = [];
      const decision = decide(events, {
        do: 'open',
        on,
        group,
        ...(caller && { caller }),
        statement,
        words,
      });
      if (!decision.ok) return Promise.resolve(decision);
      const code = Array.from(
        { length: 16 },
        (_, i) => LETTERS[randomInt(30)] + (i % 4 === 3 && i < 15 ? '-' : ''),
      ).join('');
      contacts.set(plain(code), { code, events });
      byCommand.set(commandId, code);
      return Promise.resolve({ ok: true, code });
    },
    withCode(code) {
      online();
      const found = contacts.get(plain(code));
      if (!found) return Promise.resolve(null);
      const state = fold(contactDecider, found.events);
      return Promise.resolve({
        confirmed: state.codeConfirmed,
        openedOn: state.openedOn!,
        readableDays: 30,
        replies: found.events
          .filter(event => event.type === 'answered')
          .map(event => ({ on: event.occurredOn, words: event.sealed.words })),
        slip: () => Promise.resolve({ ok: true as const, slip: 'ABCD-EFG-HJK' }),
        confirm: () => Promise.resolve(void decide(found.events, { do: 'confirm_code', on })),
        write: (_commandId, words) => {
          const decision = decide(found.events, { do: 'write', on, words });
          return Promise.resolve(decision.ok ? { ok: true as const } : decision);
        },
      } satisfies CallerContact);
    },
  };
}
