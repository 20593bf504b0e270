import { sayCorrectionReason } from '@throughcare/pathway';
import type { LetStand } from '@throughcare/records';
import type { Change } from '../frame/conflict.ts';
import type { Href } from '../frame/path.ts';

/** An entry that stands although a correction would not have allowed it, in words. */
export interface StandsInWords {
  readonly title: string;
  readonly on: string;
  readonly by: string;
  /** What was corrected. */
  readonly corrected: string;
  readonly takenOut: boolean;
  /** Why that was corrected. */
  readonly why: string;
  /** Where it can be looked at again. */
  readonly correctAt: Href | undefined;
}

/** Each later entry that was let stand: what it says, who decided so, and by which correction. */
export function letStandView(
  letStand: readonly LetStand[],
  tell: (event: LetStand['entry']) => Change,
  nameOf: (user: string) => string,
  correctAt: (event: LetStand['entry']) => Href | undefined,
): StandsInWords[] {
  const say = (event: LetStand['entry']) => {
    const { what, now } = tell(event);
    return now === '' ? what : `${what}: ${now}`.replace(/\.$/, '');
  };
  return letStand.map(({ entry, by, corrected, takenOut, why }) => ({
    title: say(entry),
    on: entry.occurredOn,
    by: nameOf(by),
    corrected: say(corrected),
    takenOut,
    why: sayCorrectionReason(why),
    correctAt: correctAt(entry),
  }));
}
