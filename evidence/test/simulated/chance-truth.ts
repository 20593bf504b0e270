import { ALONE, CHOICE, CUSTODY, DISCHARGE, LAW_DAY, REQUIRED, worldDay } from '../../src/simulated/index.ts';
import { courtOdds, sentence } from '../../src/simulated/court.ts';
import { drawLuck, emptyFuture, emptyLuck, follow, proven } from '../../src/simulated/future.ts';
import { drawPeople } from '../../src/simulated/people.ts';
import { LATE_SETTING, USUAL_SETTING } from '../../src/simulated/setting.ts';

const WINDOW = 365;
const SEED = 1_000_000;

/**
 * What the law of 22 March 2026 did to the share with a proven reoffence within a year, and to the share in custody:
 * everybody as convicted on that day and on the day before, by the same luck. Monte Carlo error about .0003.
 */
export function lawTruth(count = 150_000): { readonly jump: number; readonly custody: number } {
  const setting = {
    ...LATE_SETTING,
    firstSentence: worldDay('2026-02-01'),
    lastSentence: worldDay('2026-05-31'),
  };
  const people = drawPeople(SEED, 0, count, setting);
  people.convicted.fill(LAW_DAY - 1);
  const before = sentence(SEED, people);
  people.convicted.fill(LAW_DAY);
  const since = sentence(SEED, people);
  const luck = emptyLuck();
  const future = emptyFuture();
  let [n, jump, custody] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const arms = [before.arm[i], since.arm[i]];
    // Who volunteers does so whatever the court then does, and is left out on both sides.
    if (arms.includes(CHOICE) || before.mixed[i] === 1 || since.mixed[i] === 1) continue;
    n++;
    if (arms[0] === arms[1]) continue;
    drawLuck(SEED, i, luck);
    const [was, is] = arms.map(arm => {
      follow(people, i, arm, before.term[i], luck, future);
      return proven(future, WINDOW) ? 1 : 0;
    });
    jump += is - was;
    custody += (arms[1] === CUSTODY ? 1 : 0) - (arms[0] === CUSTODY ? 1 : 0);
  }
  return { jump: jump / n, custody: custody / n };
}

/**
 * The effect of custody on those whose court decides: custody against what else the same court would have ordered, by
 * the same luck, each counted by how far a change of the court's tendency moves them, p (1 - p).
 */
export function courtTruth(count = 150_000): number {
  const setting = { ...USUAL_SETTING, lastSentence: worldDay('2023-09-30') };
  const people = drawPeople(SEED, 0, count, setting);
  const sentences = sentence(SEED, people);
  const luck = emptyLuck();
  const future = emptyFuture();
  let [sum, weights] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (sentences.arm[i] === CHOICE || sentences.mixed[i] === 1) continue;
    const [custody, required, discharge] = courtOdds(people, i, people.court[i]);
    drawLuck(SEED, i, luck);
    const outcome = (arm: number): number => {
      follow(people, i, arm, sentences.term[i], luck, future);
      return proven(future, WINDOW) ? 1 : 0;
    };
    const others = 1 + required + discharge;
    const elsewhere =
      (outcome(ALONE) + required * outcome(REQUIRED) + discharge * outcome(DISCHARGE)) / others;
    const p = custody / (custody + others);
    sum += p * (1 - p) * (outcome(CUSTODY) - elsewhere);
    weights += p * (1 - p);
  }
  return sum / weights;
}
