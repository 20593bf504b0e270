import { earlierOffence, programme, recall } from './truth.ts';
import { YEAR } from './days.ts';
import { daysServed, sentence } from './court.ts';
import type { Sentences } from './court.ts';
import { draws, pick } from './draws.ts';
import { deathRate, drawLuck, emptyFuture, emptyLuck, follow } from './future.ts';
import { ALONE, CHOICE, CUSTODY, KINDS, NOT_ASSESSED, REQUIRED } from './levels.ts';
import { drawPeople } from './people.ts';
import type { People } from './people.ts';
import { logistic } from './predictor.ts';
import { USUAL_SETTING } from './setting.ts';

/** Stands for a day that never comes, in columns of days. */
export const NEVER = 0x7fffffff;

/** People, what the courts did, and all that follows, a column a fact. Days are those of `days.ts`. */
export interface World {
  /** The day the extract is taken. */
  readonly extracted: number;
  readonly people: People;
  readonly sentences: Sentences;
  /** Time zero: release after custody, else the day of sentence. */
  readonly zero: Int32Array;
  readonly died: Int32Array;
  /** Died in custody before release, so there is no time zero. */
  readonly diedInside: Uint8Array;
  readonly recalled: Int32Array;
  /** First offence of each kind, `KINDS.length` columns a person. */
  readonly offence: Int32Array;
  readonly conviction: Int32Array;
  /** An offence before the sentence, convicted after it. */
  readonly earlier: {
    readonly kind: Uint8Array;
    readonly offence: Int32Array;
    readonly conviction: Int32Array;
  };
  readonly programmeStarted: Int32Array;
  readonly programmeCompleted: Int32Array;
}

/** The day of death inside after `sentenced`, or NEVER if the person lives to the day of release. */
export function deathInside(seed: number, people: People, i: number, served: number): number {
  const random = draws(seed, people.first + i, 'inside');
  const days = (random.exponential() / deathRate(people.age[i])) * YEAR;
  return days < served ? Math.floor(days) : NEVER;
}

/** People `first` to `first + count - 1` of the world of `seed`, and everything that happens to them. */
export function justiceWorld(seed: number, count: number, first = 0, setting = USUAL_SETTING): World {
  const people = drawPeople(seed, first, count, setting);
  const sentences = sentence(seed, people);
  const never = (columns = 1): Int32Array => new Int32Array(count * columns).fill(NEVER);
  const world: World = {
    extracted: setting.extracted,
    people,
    sentences,
    zero: new Int32Array(count),
    died: never(),
    diedInside: new Uint8Array(count),
    recalled: never(),
    offence: never(KINDS.length),
    conviction: never(KINDS.length),
    earlier: { kind: new Uint8Array(count), offence: never(), conviction: never() },
    programmeStarted: never(),
    programmeCompleted: never(),
  };
  const luck = emptyLuck();
  const future = emptyFuture();
  for (let i = 0; i < count; i++) {
    const arm = sentences.arm[i];
    const term = sentences.term[i];
    const sentenced = people.sentenced[i];
    const served = arm === CUSTODY ? daysServed(term) : 0;
    const zero = sentenced + served;
    world.zero[i] = zero;
    const inside = served > 0 ? deathInside(seed, people, i, served) : NEVER;
    if (inside !== NEVER) {
      world.diedInside[i] = 1;
      world.died[i] = sentenced + inside;
    } else {
      drawLuck(seed, people.first + i, luck);
      // Recall and death are the same in the arms that a programme parts, so only its effect is taken away.
      const acting = hasProgramme(arm) && !setting.programmeWorks ? ALONE : arm;
      follow(people, i, acting, term, luck, future);
      world.died[i] = after(zero, future.death);
      if (future.recall < future.death) world.recalled[i] = after(zero, future.recall);
      for (let k = 0; k < KINDS.length; k++) {
        world.offence[i * KINDS.length + k] = after(zero, future.offence[k]);
        world.conviction[i * KINDS.length + k] = after(zero, future.conviction[k]);
      }
      if (hasProgramme(arm)) programmeOf(seed, world, i);
    }
    earlierOffenceOf(seed, world, i);
  }
  return world;
}

function hasProgramme(arm: number): boolean {
  return arm === REQUIRED || arm === CHOICE;
}

function after(zero: number, days: number): number {
  const to = zero + days;
  return to < NEVER ? to : NEVER;
}

/** An older offence that comes to light after the sentence. A death before its conviction ends the matter. */
function earlierOffenceOf(seed: number, world: World, i: number): void {
  const { people, earlier } = world;
  const random = draws(seed, people.first + i, 'earlierOffence');
  const band = people.band[i];
  const logOdds =
    earlierOffence.constant +
    earlierOffence.previous * people.previous[i] +
    earlierOffence.band * (band === NOT_ASSESSED ? 0 : band);
  if (!random.chance(logistic(logOdds))) return;
  const offence = people.sentenced[i] - Math.ceil(random.uniform() * earlierOffence.yearsBefore * YEAR);
  const conviction =
    people.sentenced[i] + Math.ceil(earlierOffence.meanDaysToConviction * random.exponential());
  if (conviction > world.died[i]) return;
  earlier.kind[i] = pick(random.uniform(), earlierOffence.kind);
  earlier.offence[i] = offence;
  earlier.conviction[i] = conviction;
}

/** Start and completion of the programme; an offence or a death before ends it. */
function programmeOf(seed: number, world: World, i: number): void {
  const { people } = world;
  const random = draws(seed, people.first + i, 'programme');
  const wait = Math.ceil(programme.waitMedian * Math.exp(programme.waitSigma * random.normal()));
  const starts = random.chance(programme.wouldStart);
  const band = people.band[i];
  const logOdds =
    programme.stays.constant +
    programme.stays.motivation * people.motivation[i] +
    programme.stays.band * (band === NOT_ASSESSED ? 1 : band);
  const stays = random.chance(logistic(logOdds));

  const k = i * KINDS.length;
  const ends = Math.min(world.offence[k], world.offence[k + 1], world.offence[k + 2], world.died[i]);
  const started = world.zero[i] + wait;
  if (!starts || ends <= started) return;
  world.programmeStarted[i] = started;
  if (stays && ends > started + programme.days) world.programmeCompleted[i] = started + programme.days;
}

/** The spell back in custody, if there was one: [from, to], `to` no later than a death. */
export function recallSpell(world: World, i: number): [number, number] | undefined {
  const from = world.recalled[i];
  return from === NEVER ? undefined : [from, Math.min(from + recall.days, world.died[i])];
}
