import { logGamma } from '@throughcare/numerics';
import type { Trap } from '../report/trap.ts';
import { isCustodial } from './arm-words.ts';
import { sidesOf } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

/**
 * Time in which the outcome cannot occur shows in the outcomes themselves, whatever the columns are called: hardly
 * anybody of the arm is detected at first, though many are later. Each arm's detected people are split at an eighth, a
 * quarter, half and three quarters of the follow-up and compared with the other arm's by Fisher's exact test. Told when fewer than a
 * quarter of those expected were early and that has a chance below 1 in 10,000 (over the four splits) among arms
 * whose detections are alike in time; that is the share of false alarms of each arm.
 */
export function silentStart(context: TrapContext): Trap[] {
  const [first, second] = sidesOf(context);
  return [...ofArm(context, first, second), ...ofArm(context, second, first)];
}

const SPLITS = [1 / 8, 1 / 4, 1 / 2, 3 / 4];
const RARE = 1e-4 / SPLITS.length;
const MUCH_LESS = 1 / 4;

function ofArm({ outcome, protocol }: TrapContext, own: Side, other: Side): Trap[] {
  const { event, time } = outcome;
  if (time === undefined) return [];
  const daysOf = ({ people }: Side): number[] => [...people].filter(i => event[i] === 1).map(i => time[i]);
  const [mine, theirs] = [daysOf(own), daysOf(other)];
  const window = protocol.outcome.within_days;
  for (const part of SPLITS) {
    const until = Math.floor(window * part);
    const early = mine.filter(day => day <= until).length;
    const all = early + theirs.filter(day => day <= until).length;
    const expected = (all * mine.length) / Math.max(1, mine.length + theirs.length);
    if (early > MUCH_LESS * expected) continue;
    if (atMost(early, all, mine.length, theirs.length) >= RARE) continue;
    const isInside = isCustodial(own.arm, own.spec);
    return [
      {
        id: isInside ? 'custody counted at risk' : 'immortal time',
        sentence:
          `Hardly anybody of the arm ${own.arm} was detected at first, though many were later, and in the arm ${other.arm} many were ` +
          'from the start. It looks as if they could not have been: as if people had to stay undetected to get into the arm ' +
          '(immortal time), or were in custody while the clock ran. The arm then looks better than it is. Look at how people ' +
          'came into it, and on which day.',
        size: `${early} detected in the first ${until} days, where ${expected.toFixed(1)} would be expected from those of both arms`,
      },
    ];
  }
  return [];
}

/** Chance that at most `early` of an arm's events are among the `all` early ones of both arms (hypergeometric). */
function atMost(early: number, all: number, mine: number, theirs: number): number {
  const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  const total = logChoose(mine + theirs, all);
  let chance = 0;
  for (let k = Math.max(0, all - theirs); k <= early; k++)
    chance += Math.exp(logChoose(mine, k) + logChoose(theirs, all - k) - total);
  return chance;
}
