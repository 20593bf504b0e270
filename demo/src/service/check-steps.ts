import type { RandomStream } from '@throughcare/numerics';
import { legalSteps } from '@throughcare/pathway';
import type { CaseCommand, ChildrenCheck, LifeChange } from '@throughcare/pathway';
import { workingDay } from './calendar.ts';
import type { Client } from './client.ts';
import { between, choose, serviceDraws } from './draws.ts';
import { orderEnds } from './runs.ts';
import type { Worker } from './staff.ts';
import type { Draft } from './steps.ts';
import { notes } from './words.ts';

/** A check falls due after 90 days, and within a week of a change; people plan for a little sooner. */
const EVERY = { least: 74, most: 86, late: { least: 92, most: 110 } };
const AFTER_CHANGE = { least: 1, most: 4, late: { least: 9, most: 14 } };
const LATE = 0.04;
const LIFE_CHANGES_A_YEAR = 0.6;
const NOTE_EVERY = { least: 30, most: 75 };

const changes: readonly (readonly [LifeChange, number])[] = [
  ['address', 0.45],
  ['work', 0.35],
  ['partner', 0.2],
];

/**
 * Checks on the children around the person (E33), changes in their life, welfare asked at the dates that weigh
 * (E8), and notes.
 */
export function checkSteps(
  seed: number,
  client: Client,
  practitioner: Worker,
  today: number,
): Draft<CaseCommand>[] {
  const random = serviceDraws(seed, client.key, 'checks', 1);
  const { openedOn } = client;
  const drafts: Draft<CaseCommand>[] = [];
  const act = (on: number, command: Draft<CaseCommand>['command']): void => {
    drafts.push({ on, actor: practitioner.user, command });
  };
  const { movedOn } = client;
  const changed = lifeChanges(random, openedOn, movedOn ?? today);
  if (movedOn !== undefined) act(movedOn, { do: 'record_life_change', what: 'address' });
  for (const { on, what } of changed) act(on, { do: 'record_life_change', what });
  const moves = changed.filter(({ what }) => what === 'address').map(({ on }) => on);
  notifySteps(seed, client, movedOn === undefined ? moves : [...moves, movedOn], act);

  const ends = orderEnds(client);
  const prompts = [...changed.map(({ on }) => on), ...(client.sentence ? [client.sentence.on] : [])];
  if (ends !== undefined) prompts.push(ends);
  let check = firstCheck(random);
  for (const on of checkDays(random, openedOn, prompts, movedOn ?? today)) {
    act(on, { do: 'check_children', check });
    check = laterCheck(random, check);
  }
  for (const { on, because } of datesThatWeigh(client)) {
    // Whoever opens the demonstration finds yesterday's still to be asked. What fell before the opening is asked then.
    if (on >= client.referredOn && on < today - 1)
      act(workingDay(Math.max(on, openedOn) + between(random, 0, 2)), {
        do: 'ask_welfare',
        because,
        outcome: 'spoke',
      });
  }
  let on = openedOn;
  for (;;) {
    on = workingDay(on + between(random, NOTE_EVERY.least, NOTE_EVERY.most));
    if (on >= today) return drafts;
    act(on, { do: 'write_note', words: notes[random.below(notes.length)] });
  }
}

function lifeChanges(random: RandomStream, from: number, until: number): { on: number; what: LifeChange }[] {
  const found: { on: number; what: LifeChange }[] = [];
  for (;;) {
    const last = found[found.length - 1]?.on ?? from;
    const on = last + Math.ceil((random.exponential() * 365) / LIFE_CHANGES_A_YEAR);
    if (on >= until) return found;
    found.push({ on, what: choose(random, changes) });
  }
}

/** Every eleven to twelve weeks, and within days after each prompt; a few come late. */
function checkDays(random: RandomStream, from: number, prompts: readonly number[], until: number): number[] {
  const days: number[] = [];
  let last = workingDay(from + between(random, 0, 2));
  while (last < until) {
    days.push(last);
    const usual = workingDay(last + inTime(random, EVERY));
    const prompted = prompts
      .filter(on => on >= last)
      .map(on => workingDay(on + inTime(random, AFTER_CHANGE)));
    last = Math.min(usual, ...prompted);
    if (last === days[days.length - 1]) last = usual;
  }
  return days;
}

/** So many days after which something is done, mostly in time. */
function inTime(random: RandomStream, { late, ...usual }: typeof EVERY): number {
  const { least, most } = random.chance(LATE) ? late : usual;
  return between(random, least, most);
}

/** What somebody who has to notify tells the police of each move, within three days; a few come late. */
function notifySteps(
  seed: number,
  { key, sentence }: Client,
  moves: readonly number[],
  act: (on: number, command: Draft<CaseCommand>['command']) => void,
): void {
  if (!sentence) return;
  const random = serviceDraws(seed, key, 'checks', 4);
  for (const moved of moves) {
    const on = moved + (random.chance(LATE) ? between(random, 5, 12) : between(random, 1, 2));
    // The first notification, two days after the sentence, tells of what came before it.
    if (moved > sentence.on + 2)
      act(on, { do: 'record_notified', clock: `notification:${sentence.order}`, what: 'change' });
  }
}

function datesThatWeigh(client: Client): { on: number; because: string }[] {
  const dates = client.legal
    .filter(({ step }) => legalSteps[step].weighs)
    .map(({ step, on }) => ({ on, because: `${legalSteps[step].words}.` }));
  const ends = orderEnds(client);
  if (client.sentence) dates.push({ on: client.sentence.on, because: 'Sentenced.' });
  if (ends !== undefined) dates.push({ on: ends, because: 'The order ended.' });
  return dates;
}

function firstCheck(random: RandomStream): ChildrenCheck {
  const some = random.chance(0.3);
  const count = (p: number): number => (some && random.chance(p) ? between(random, 1, 2) : 0);
  return {
    atHome: { '0 to 4': count(0.35), '5 to 10': count(0.5), '11 to 15': count(0.4), '16 to 17': count(0.2) },
    contact: choose(random, [
      ['none', 0.45],
      ['supervised', 0.3],
      ['unsupervised', 0.15],
      ['not_known', 0.1],
    ]),
    role: choose(random, [
      ['none', 0.85],
      ['volunteering', 0.04],
      ['work', 0.03],
      ['caring', 0.04],
      ['not_known', 0.04],
    ]),
    socialCare: choose(random, [
      ['not_involved', 0.55],
      ['assessment', 0.2],
      ['plan', 0.17],
      ['looked_after', 0.02],
      ['not_known', 0.06],
    ]),
  };
}

/** Mostly as it was; now and then contact or social care has changed. */
function laterCheck(random: RandomStream, before: ChildrenCheck): ChildrenCheck {
  const fresh = firstCheck(random);
  if (random.chance(0.75)) return before;
  return random.chance(0.5)
    ? { ...before, contact: fresh.contact }
    : { ...before, socialCare: fresh.socialCare };
}
