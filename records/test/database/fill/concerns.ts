import { randomUUID } from 'node:crypto';
import { day } from '@throughcare/pathway';
import { done } from '../../people.ts';
import type { Cases } from './casework.ts';
import type { House, Undated } from './house.ts';

const said = 'Made-up words: somebody is worried about a child, and asks what to do.';
const child = 'A made-up child. No name was given.';
const shares = {
  share: true,
  ground: 'child_at_risk',
  told: false,
  notTold: 'puts_somebody_at_risk',
} as const;
const keeps = { share: false, ground: 'no_risk_described', told: true } as const;

/** Concerns from being raised to what the authority did; gives one that is closed and whose erasure waits for a second person. */
export async function fillConcerns(
  house: House,
  contact: string,
  { handed, placed }: Cases,
): Promise<string> {
  const { staff, tell } = house;
  const { worker, safeguarding, second, lead, away, carries } = staff;
  const raise = (more: Partial<Extract<Undated<'concern'>, { do: 'raise' }>> = {}): Undated<'concern'> => ({
    do: 'raise',
    source: 'staff',
    immediateDanger: false,
    said,
    child,
    ...more,
  });
  const [shared, danger, closed] = [randomUUID(), randomUUID(), randomUUID()];
  await tell(worker, 'concern', shared, raise({ source: 'contact', dayGiven: '31 September' }));
  await tell(worker, 'contact', contact, { do: 'raise_concern', concern: shared });
  await tell(
    safeguarding,
    'concern',
    shared,
    { do: 'add_words', said: 'Made-up words, added later.', child: '' },
    { do: 'name_deciders', first: safeguarding.userId, second: second.userId },
    { do: 'decide', ...shares, reason: 'As was said.' },
  );
  await tell(second, 'concern', shared, { do: 'decide', ...keeps, reason: 'As was said.' });
  await tell(safeguarding, 'concern', shared, { do: 'name_third', third: lead.userId });
  await tell(lead, 'concern', shared, { do: 'settle_sharing', ...shares, reason: 'As was said.' });
  await tell(
    safeguarding,
    'concern',
    shared,
    { do: 'pass_on', passing: 'p1', to: 'duty_desk', reference: '', shared: 'What was said.' },
    { do: 'add_reference', passing: 'p1', reference: 'A-1' },
    { do: 'chase', passing: 'p1', reference: 'A-1', result: 'promised_answer' },
    {
      do: 'authority_answered',
      passing: 'p1',
      outcome: 'no_further_action',
      words: 'As told.',
      chaseBy: null,
    },
    { do: 'escalate', passing: 'p1', level: 'their_manager', reason: 'We see it differently.' },
    { do: 'escalation_answered', passing: 'p1', result: 'not_settled', words: 'As told.' },
  );
  // About a colleague, in danger, and one person acts.
  await tell(
    carries,
    'concern',
    danger,
    raise({ immediateDanger: true, about: [away.userId], source: 'case', from: handed }),
    { do: 'pass_on', passing: 'p1', to: 'emergency_services', reference: 'B-1', shared: 'What was said.' },
  );
  await tell(second, 'concern', danger, { do: 'review', agreed: false, words: 'As told.' });
  await tell(
    safeguarding,
    'concern',
    danger,
    { do: 'name_third', third: lead.userId },
    { do: 'name_staff', about: [staff.other.userId] },
    { do: 'link_to_case', case: handed },
    { do: 'join', with: shared },
    { do: 'unjoin', with: shared },
    { do: 'link_to_case', case: placed },
    { do: 'unlink_from_case', case: placed },
  );
  await tell(lead, 'concern', danger, { do: 'settle_review', words: 'As told.' });
  await lifetimeOf(house, closed, raise());
  return closed;
}

async function lifetimeOf({ tell, staff }: House, id: string, raise: Undated<'concern'>): Promise<void> {
  const { safeguarding, second } = staff;
  const hold = { do: 'place_hold', ground: 'inquiry', reason: 'Asked for by letter.' } as const;
  const decide = { do: 'decide', ...keeps, reason: 'As was said.' } as const;
  const ask = { do: 'ask_erasure', ground: 'legal_duty', reason: 'As the court said.' } as const;
  await tell(
    safeguarding,
    'concern',
    id,
    raise,
    { do: 'name_deciders', first: safeguarding.userId, second: second.userId },
    decide,
  );
  await tell(second, 'concern', id, decide, { do: 'close', outcome: 'not_shared' });
  await tell(
    safeguarding,
    'concern',
    id,
    { ...hold, hold: 'h1', until: null },
    { ...hold, hold: 'h2', until: day('2026-11-30') },
    { do: 'lift_hold', hold: 'h1', reason: 'The inquiry has ended.' },
    { do: 'lift_hold', hold: 'h2', reason: 'The inquiry has ended.' },
    ask,
    { do: 'decline_erasure', reason: 'A question was still open.' },
    ask,
  );
}

/** A concern touches a case of which somebody asked for a copy: what it brings to that copy is decided on. */
export async function decideLinesOfConcerns(house: House, id: string, request: string): Promise<void> {
  const { records, staff, clock, today } = house;
  const mine = records.as(staff.safeguarding);
  const decisions = ['release', 'undo', 'keep_back'] as const;
  for (const decision of decisions) {
    clock.now += 60_000;
    const { concerns } = (await mine.subjectConcerns(id, request))!;
    for (const { concern, version: seen, lines } of concerns) {
      const chosen = decision === 'keep_back' ? lines : lines.slice(0, 2);
      const asked = {
        case: id,
        request,
        concern,
        seen,
        decision,
        lines: chosen,
        on: today(),
        reason: 'Read line by line.',
      };
      await done(mine.decideCopyLines(randomUUID(), asked));
    }
  }
}
