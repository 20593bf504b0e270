import { EXTRACT_DAY, CONVICTION_WAIT, LAST_MATURE_SENTENCE, LAW_DAY, worldDay } from './days.ts';
import { ALONE, CHOICE, CUSTODY, KINDS, REQUIRED } from './levels.ts';
import { LATE_SETTING, USUAL_SETTING } from './setting.ts';
import type { Setting } from './setting.ts';
import { NEVER } from './world.ts';
import type { World } from './world.ts';

/**
 * A way of going wrong that a study of this world can walk into: who is compared and what is counted. The same
 * comparison done right has the truth of its pair; walked into, it has something else.
 */
export interface SimulatedTrap {
  readonly setting: Setting;
  /** 1 for the first arm, 0 for the second, undefined for nobody of this comparison. */
  readonly arm: (world: World, i: number) => 0 | 1 | undefined;
  readonly outcome: (world: World, i: number) => boolean;
}

const WINDOW = 365;

/** Any proven reoffence within a year of `zero`, with six months for the conviction. */
function provenFrom(world: World, i: number, zero: number): boolean {
  for (let k = 0; k < KINDS.length - 1; k++) {
    const offence = world.offence[i * KINDS.length + k] - zero;
    const conviction = world.conviction[i * KINDS.length + k] - zero;
    if (offence > 0 && offence <= WINDOW && conviction <= WINDOW + CONVICTION_WAIT) return true;
  }
  return false;
}

const right = (world: World, i: number): boolean => provenFrom(world, i, world.zero[i]);

/** Sentenced early enough, before the law, released alive. */
function mature({ people, diedInside }: World, i: number): boolean {
  return (
    people.sentenced[i] <= LAST_MATURE_SENTENCE[WINDOW] &&
    people.convicted[i] < LAW_DAY &&
    diedInside[i] === 0
  );
}

/** The arm of a pair, among people who did not volunteer outside `choice`. */
function armOf(
  first: readonly number[],
  second: number,
  isIn: (world: World, i: number) => boolean = mature,
) {
  return (world: World, i: number): 0 | 1 | undefined => {
    if (!isIn(world, i) || world.sentences.mixed[i] === 1) return undefined;
    const arm = world.sentences.arm[i];
    if (first.includes(arm)) return 1;
    return arm === second ? 0 : undefined;
  };
}

function shortCustody(isIn: (world: World, i: number) => boolean) {
  const arm = armOf([CUSTODY], ALONE, isIn);
  return (world: World, i: number): 0 | 1 | undefined =>
    world.sentences.arm[i] === CUSTODY && world.sentences.term[i] > 12 ? undefined : arm(world, i);
}

const alive = ({ diedInside }: World, i: number): boolean => diedInside[i] === 0;
const since = ({ people }: World, i: number): boolean => people.convicted[i] >= LAW_DAY;

/** The traps by name. Estimates and their spread over 800 seeds stand in the tests. */
export const simulatedTraps = {
  /** None: custody against community alone, done right. */
  'custody v alone, right': { setting: USUAL_SETTING, arm: armOf([CUSTODY], ALONE), outcome: right },
  /** The clock of everybody starts at the sentence, when half of one arm cannot offend in the community. */
  'custody counted at risk, custody v alone': {
    setting: USUAL_SETTING,
    arm: armOf([CUSTODY], ALONE),
    outcome: (world, i) => provenFrom(world, i, world.people.sentenced[i]),
  },
  'custody counted at risk, custody v required': {
    setting: USUAL_SETTING,
    arm: armOf([CUSTODY], REQUIRED),
    outcome: (world, i) => provenFrom(world, i, world.people.sentenced[i]),
  },
  /** A conviction after time zero counts, whenever the offence was. */
  'conviction counted as reoffence': {
    setting: USUAL_SETTING,
    arm: armOf([CUSTODY], ALONE),
    outcome: (world, i) => {
      const convicted = world.earlier.conviction[i] - world.zero[i];
      return right(world, i) || (convicted > 0 && convicted <= WINDOW + CONVICTION_WAIT);
    },
  },
  /** Whoever completed could not have offended before: their time until then is immortal. */
  'immortal time': {
    setting: USUAL_SETTING,
    arm: (world, i) => {
      const arm = armOf([REQUIRED], ALONE)(world, i);
      return arm === 1 && world.programmeCompleted[i] === NEVER ? undefined : arm;
    },
    outcome: right,
  },
  'immortal time, programme without effect': {
    setting: { ...USUAL_SETTING, programmeWorks: false },
    arm: (world, i) => {
      const arm = armOf([REQUIRED], ALONE)(world, i);
      return arm === 1 && world.programmeCompleted[i] === NEVER ? undefined : arm;
    },
    outcome: right,
  },
  /** Who had to and who chose to, as one group. */
  'pooled by choice and required': {
    setting: USUAL_SETTING,
    arm: armOf([REQUIRED, CHOICE], ALONE),
    outcome: right,
  },
  /** Volunteers left in the arms of the court, whom the arm `alone` has lost to `choice`. */
  contamination: {
    setting: USUAL_SETTING,
    arm: (world, i) => {
      if (!mature(world, i)) return undefined;
      const arm = world.sentences.arm[i];
      return arm === CUSTODY ? 1 : arm === ALONE ? 0 : undefined;
    },
    outcome: right,
  },
  /** People who have not been followed for long enough: what is not convicted yet counts as nothing. */
  immature: {
    setting: USUAL_SETTING,
    arm: armOf(
      [CUSTODY],
      ALONE,
      (world, i) =>
        world.people.sentenced[i] >= worldDay('2024-01-01') && alive(world, i) && !since(world, i),
    ),
    outcome: (world, i) => right(world, i) && convictedByExtract(world, i),
  },
  /** Short custody since the law that suspends it: the exceptional against the ordinary. */
  'policy date, since': {
    setting: LATE_SETTING,
    arm: shortCustody((w, i) => alive(w, i) && since(w, i)),
    outcome: right,
  },
  'policy date, pooled across': { setting: LATE_SETTING, arm: shortCustody(alive), outcome: right },
  'policy date, before': {
    setting: LATE_SETTING,
    arm: shortCustody((w, i) => alive(w, i) && !since(w, i)),
    outcome: right,
  },
} satisfies Readonly<Record<string, SimulatedTrap>>;

export type SimulatedTrapName = keyof typeof simulatedTraps;

function convictedByExtract(world: World, i: number): boolean {
  for (let k = 0; k < KINDS.length - 1; k++) {
    const offence = world.offence[i * KINDS.length + k] - world.zero[i];
    const conviction = world.conviction[i * KINDS.length + k];
    if (offence <= WINDOW && conviction <= Math.min(EXTRACT_DAY, world.zero[i] + WINDOW + CONVICTION_WAIT))
      return true;
  }
  return false;
}
