import { randomUUID } from 'node:crypto';
import { addDays } from '@throughcare/pathway';
import { done } from '../../people.ts';
import { decideLinesOfConcerns } from './concerns.ts';
import type { Cases } from './casework.ts';
import type { House, Undated } from './house.ts';

/** What happens to the record of a case as a record; ends with an erasure that waits for a second person. */
export async function fillLifetime(house: House, { placed, handed, over }: Cases): Promise<void> {
  const { staff, tell, today } = house;
  const { safeguarding } = staff;
  const hold = { do: 'place_hold', ground: 'court', reason: 'A claim is being heard.' } as const;
  const ask: Undated<'case'> = {
    do: 'ask_erasure',
    ground: 'no_longer_needed',
    personAsked: true,
    reason: 'They asked, and nothing is left to do.',
  };
  await tell(
    safeguarding,
    'case',
    placed,
    { ...hold, hold: 'h1', until: null },
    { ...hold, hold: 'h2', until: addDays(today(), 90) },
    { do: 'lift_hold', hold: 'h1', reason: 'The claim is settled.' },
    { do: 'make_complaint', complaint: 'k1' },
    { do: 'answer_complaint', complaint: 'k1', answer: 'partly_upheld' },
    { do: 'make_complaint', complaint: 'k2' },
    { do: 'restrict_processing', ground: 'accuracy_disputed' },
    { do: 'free_processing' },
  );
  await giveCopy(house, handed);
  await tell(safeguarding, 'case', handed, { do: 'ask_copy', request: 'r2' });
  await tell(
    safeguarding,
    'case',
    over,
    ask,
    { do: 'decline_erasure', reason: 'A letter is still to be answered.' },
    ask,
  );
  await opened(house, over);
}

/** Each line is decided on, those of a concern too, one taken back and decided again; then the copy is given. */
async function giveCopy(house: House, id: string): Promise<void> {
  const { records, staff, tell, clock, today } = house;
  const { safeguarding } = staff;
  const request = 'r1';
  await tell(safeguarding, 'case', id, { do: 'ask_copy', request });
  const mine = records.as(safeguarding);
  const page = async () => (await mine.subjectAccess(id, request))!;
  const decide = async (decision: 'release' | 'keep_back' | 'undo', take: (n: number) => boolean) => {
    clock.now += 60_000;
    const { lines, version: seen } = await page();
    const chosen = lines.filter((_, index) => take(index));
    const asked = {
      case: id,
      request,
      concern: null,
      seen,
      decision,
      lines: chosen,
      on: today(),
      reason: 'Read line by line.',
    };
    await done(mine.decideCopyLines(randomUUID(), asked));
  };
  await decide('release', n => n === 0);
  await decide('undo', n => n === 0);
  await decide('release', n => n === 0);
  await decide('keep_back', n => n > 0);
  await decideLinesOfConcerns(house, id, request);
  const expected = (await mine.person(id))!.version;
  await done(mine.giveCopy(randomUUID(), { case: id, request, expected, on: today() }));
}

/** Opened in an emergency three times: looked at afterwards, ended before its time, and waiting. */
async function opened({ tell, staff }: House, id: string): Promise<void> {
  const { away, second } = staff;
  const open = (ground: 'nobody_there' | 'person_at_risk'): Undated<'opening'> => ({
    do: 'open',
    case: id,
    ground,
    hours: 4,
    reason: 'The court rang.',
  });
  const [looked, over] = [randomUUID(), randomUUID()];
  await tell(away, 'opening', looked, open('nobody_there'));
  await tell(second, 'opening', looked, {
    do: 'review',
    outcome: 'to_follow_up',
    words: 'Ask who else could have been rung.',
  });
  await tell(away, 'opening', over, open('person_at_risk'), { do: 'end' });
  await tell(second, 'opening', over, { do: 'review', outcome: 'right', words: '' });
}

/** A second person agrees: the keys of one case and of one concern are destroyed. */
export async function eraseTwo(house: House, { over }: Cases, concern: string): Promise<void> {
  const { records, staff, today } = house;
  const mine = records.as(staff.second);
  const expected = (await mine.person(over))!.version;
  await done(mine.agreeErasure(randomUUID(), { case: over, expected, on: today() }));
  const seen = (await mine.concern(concern))!.version;
  await done(mine.agreeConcernErasure(randomUUID(), { concern, expected: seen, on: today() }));
}
