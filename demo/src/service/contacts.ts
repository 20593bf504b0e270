import { agreedActions, dayNumber } from '@throughcare/pathway';
import type { AgreedAction, CallerKind, ContactCommand, ContactGroup, Day } from '@throughcare/pathway';
import { workingDay } from './calendar.ts';
import type { Concern } from './concerns.ts';
import { between, choose, serviceDraws, serviceId } from './draws.ts';
import type { Staff, Worker } from './staff.ts';
import { CALLER } from './steps.ts';
import type { Draft } from './steps.ts';
import { wordsOnReturn, wordsToBegin, workerWords } from './words.ts';

/** One anonymous contact, and who of the helpline took it. */
export interface Contact {
  readonly id: string;
  readonly key: number;
  readonly openedOn: number;
  readonly group: ContactGroup;
  readonly caller: CallerKind;
  readonly worker: Worker;
}

// Shares of contacts as a national helpline published them for 2013 (domain 1.3); people under 18 are set apart from
// the others.
const ways: readonly (readonly [Way, number])[] = [
  ['own_behaviour', 0.56],
  ['family', 0.23],
  ['young', 0.04],
  ['child', 0.04],
  ['under_18', 0.02],
  ['professional', 0.05],
  ['survivor', 0.02],
  ['other', 0.04],
];

type Way =
  'own_behaviour' | 'family' | 'young' | 'child' | 'under_18' | 'professional' | 'survivor' | 'other';
const meant: Readonly<Partial<Record<Way, { group: ContactGroup; caller: CallerKind }>>> = {
  family: { group: 'another_adults_behaviour', caller: 'family' },
  young: { group: 'child_or_young_persons_behaviour', caller: 'not_said' },
  child: { group: 'child_who_may_have_been_abused', caller: 'not_said' },
  under_18: { group: 'other', caller: 'under_18' },
};

/** What somebody says by the way in that they choose. */
function saidBy(way: Way): { group: ContactGroup; caller: CallerKind } {
  return meant[way] ?? { group: way as ContactGroup, caller: 'not_said' };
}

const FOUR_YEARS = 1461;
const CONTACTS_A_CLIENT = 1.5;
const GROWTH_A_YEAR = 0.1;
/** So many in a thousand came within the last two days and wait for an answer. */
const WAITING = 0.01;
/** The version of the confidentiality statement that was shown. */
export const STATEMENT = '2026-1';

/** Contacts of four years up to today, more of them each year. */
export function serviceContacts(seed: number, people: number, staff: Staff, today: Day): Contact[] {
  const now = dayNumber(today);
  const count = Math.round(people * CONTACTS_A_CLIENT);
  return Array.from({ length: count }, (_, key) => {
    const random = serviceDraws(seed, key, 'contact');
    const g = GROWTH_A_YEAR * 4;
    const ago = FOUR_YEARS * (1 - Math.log1p(random.uniform() * Math.expm1(g)) / g);
    const waiting = key % Math.round(1 / WAITING) === 0;
    const openedOn = now - (waiting ? between(random, 1, 2) : Math.max(3, Math.ceil(ago)));
    const { group, caller } = saidBy(choose(random, ways));
    return {
      id: serviceId(seed, 'contact', key),
      key,
      openedOn,
      group,
      caller,
      worker: staff.helpline[random.below(staff.helpline.length)],
    };
  });
}

/** What was written and done in one contact; `concern` is the one raised from it, if any. */
export function contactSteps(
  seed: number,
  contact: Contact,
  concern: Concern | undefined,
  today: Day,
): Draft<ContactCommand>[] {
  const random = serviceDraws(seed, contact.key, 'contact', 1);
  const { worker, openedOn, group, caller } = contact;
  const words = (from: readonly string[]): string => from[random.below(from.length)];
  const drafts: Draft<ContactCommand>[] = [
    {
      on: openedOn,
      actor: CALLER,
      command: { do: 'open', group, caller, statement: STATEMENT, words: words(wordsToBegin(group, caller)) },
    },
    { on: openedOn, actor: CALLER, command: { do: 'confirm_code' } },
  ];
  const act = (on: number, command: Draft<ContactCommand>['command']): void => {
    drafts.push({ on, actor: worker.user, command });
  };
  if (concern) act(concern.raisedOn, { do: 'raise_concern', concern: concern.id });
  if (openedOn >= dayNumber(today) - 2) {
    if (random.chance(0.4)) act(openedOn, { do: 'take', worker: worker.user });
    return drafts;
  }
  const answer = (on: number): void =>
    act(on, { do: 'answer', worker: worker.user, words: words(workerWords) });
  let on = workingDay(openedOn + between(random, 0, 1));
  act(on, { do: 'take', worker: worker.user });
  answer(on);
  // Nearly everybody agrees to something: 97% at the helpline that published it (domain 1.1).
  if (random.chance(0.97)) act(on, { do: 'agree_actions', actions: someActions(seed, contact.key) });
  while (random.chance(0.35)) {
    const wrote = on + between(random, 2, 25);
    drafts.push({ on: wrote, actor: CALLER, command: { do: 'write', words: words(wordsOnReturn) } });
    on = workingDay(wrote + between(random, 0, 1));
    answer(on);
  }
  const how = choose(random, [
    ['answered', 0.55],
    ['no_reply', 0.35],
    ['referred', 0.1],
  ]);
  act(workingDay(on + between(random, 14, 30)), { do: 'end', how });
  return drafts;
}

function someActions(seed: number, key: number): AgreedAction[] {
  const random = serviceDraws(seed, key, 'contact', 2);
  const all = Object.keys(agreedActions) as AgreedAction[];
  const chosen = all.filter(() => random.chance(0.3));
  return chosen.length > 0 ? chosen : ['call_helpline'];
}
