import type { ConcernCommand, ConcernSource, Day } from '@throughcare/pathway';
import { dayNumber } from '@throughcare/pathway';
import { workingDay } from './calendar.ts';
import type { Client } from './client.ts';
import type { Contact } from './contacts.ts';
import { between, choose, serviceDraws, serviceId } from './draws.ts';
import type { Staff } from './staff.ts';
import type { Draft } from './steps.ts';
import { concernWords } from './words.ts';

/** A concern about a child, where it came from, and how far it has come. */
export interface Concern {
  readonly id: string;
  readonly key: number;
  readonly source: Extract<ConcernSource, 'contact' | 'case'>;
  /** The contact or case it came from. */
  readonly from: string;
  readonly raisedBy: string;
  readonly raisedOn: number;
  readonly immediateDanger: boolean;
  /** Steps that were taken; the rest is still to come. */
  readonly reached: Reached;
}

type Reached = 'raised' | 'one_decided' | 'both_decided' | 'passed_on' | 'reviewed' | 'all';

/** What stands on the board today: raised so many days ago, immediate danger or not, and how far it has come. */
const board: readonly { ago: number; danger: boolean; reached: Reached }[] = [
  { ago: 1, danger: true, reached: 'passed_on' },
  { ago: 1, danger: false, reached: 'raised' },
  { ago: 2, danger: false, reached: 'one_decided' },
  { ago: 4, danger: false, reached: 'both_decided' },
  { ago: 4, danger: true, reached: 'reviewed' },
  { ago: 5, danger: false, reached: 'passed_on' },
];

const OF_CONTACTS = 0.03;
const OF_CLIENTS = 0.06;
const IMMEDIATE = 0.2;
/** Concerns of the past are older than this, and closed. */
const PAST = 45;

/** Concerns of four years, and the few that are open today. */
export function serviceConcerns(
  seed: number,
  contacts: readonly Contact[],
  clients: readonly { readonly client: Client; readonly practitioner: string }[],
  today: Day,
): Concern[] {
  const now = dayNumber(today);
  const concerns: Concern[] = [];
  const add = (concern: Omit<Concern, 'id' | 'key'>): void => {
    const key = concerns.length;
    concerns.push({ ...concern, id: serviceId(seed, 'concern', key), key });
  };
  for (const { id, key, openedOn, worker } of contacts) {
    const random = serviceDraws(seed, key, 'concern', 1);
    if (!random.chance(OF_CONTACTS) || openedOn > now - PAST) continue;
    const immediateDanger = random.chance(IMMEDIATE);
    const raisedOn = workingDay(openedOn + 1);
    add({ source: 'contact', from: id, raisedBy: worker.user, raisedOn, immediateDanger, reached: 'all' });
  }
  for (const { client, practitioner } of clients) {
    const random = serviceDraws(seed, client.key, 'concern', 2);
    const raisedOn = workingDay(client.openedOn + between(random, 10, 200));
    if (!random.chance(OF_CLIENTS) || raisedOn > now - PAST) continue;
    const immediateDanger = random.chance(IMMEDIATE);
    add({
      source: 'case',
      from: client.case,
      raisedBy: practitioner,
      raisedOn,
      immediateDanger,
      reached: 'all',
    });
  }
  const latestFirst = contacts.toSorted((a, b) => b.openedOn - a.openedOn);
  for (const { ago, danger, reached } of board) {
    const raised = new Set(concerns.map(concern => concern.from));
    const origin = latestFirst.find(one => one.openedOn <= now - ago && !raised.has(one.id));
    if (!origin) continue;
    const { id, worker } = origin;
    add({
      source: 'contact',
      from: id,
      raisedBy: worker.user,
      raisedOn: now - ago,
      immediateDanger: danger,
      reached,
    });
  }
  return concerns;
}

const order: readonly Reached[] = ['raised', 'one_decided', 'both_decided', 'passed_on', 'reviewed', 'all'];

/** Each is passed on once. */
const PASSING = 'first';

/** Everything recorded about one concern, as far as it has come. */
export function concernSteps(seed: number, concern: Concern, staff: Staff): Draft<ConcernCommand>[] {
  const random = serviceDraws(seed, concern.key, 'concern');
  const [first, second] = staff.safeguarding;
  const { raisedOn, raisedBy, immediateDanger, source } = concern;
  const far = (step: Reached): boolean => order.indexOf(concern.reached) >= order.indexOf(step);
  const drafts: Draft<ConcernCommand>[] = [];
  const act = (on: number, actor: string, command: Draft<ConcernCommand>['command']): void => {
    drafts.push({ on, actor, command });
  };
  const { said, child, reason } = concernWords;
  act(raisedOn, raisedBy, { do: 'raise', source, immediateDanger, said, child });
  const reference = `MADE-UP/${String(between(random, 1, 99_999)).padStart(5, '0')}`;
  const next = workingDay(raisedOn + 1);
  if (immediateDanger) {
    const to = choose(random, [
      ['emergency_services', 0.5],
      ['duty_desk', 0.5],
    ]);
    act(raisedOn, raisedBy, { do: 'pass_on', passing: PASSING, to, reference });
    if (far('reviewed')) act(next, first.user, { do: 'review', agreed: true });
  } else {
    const share = concern.reached !== 'all' || random.chance(0.6);
    const ground = share ? 'child_at_risk' : 'no_risk_described';
    const told = random.chance(0.7);
    const notTold = told ? null : 'puts_somebody_at_risk';
    const decide = { do: 'decide', share, ground, reason, told, notTold } as const;
    if (far('one_decided')) {
      act(raisedOn, first.user, { do: 'name_deciders', first: first.user, second: second.user });
      act(raisedOn, first.user, decide);
    }
    if (far('both_decided')) act(next, second.user, decide);
    if (share && far('passed_on')) {
      act(next, first.user, { do: 'pass_on', passing: PASSING, to: 'duty_desk', reference });
    }
    if (share && far('passed_on') && random.chance(0.5)) {
      const chased = workingDay(next + 5);
      act(chased, second.user, { do: 'chase', passing: PASSING, reference: '', result: 'promised_answer' });
    }
  }
  if (source === 'case') act(next, second.user, { do: 'link_to_case', case: concern.from });
  if (far('all')) {
    const closed = workingDay(next + between(random, 8, 25));
    const isShared = drafts.some(({ command }) => command.do === 'pass_on');
    if (isShared) {
      const words = 'Made-up answer, for the demonstration.';
      const outcome = 'assessment';
      act(closed, first.user, { do: 'authority_answered', passing: PASSING, outcome, words, chaseBy: null });
    }
    act(closed, first.user, { do: 'close', outcome: isShared ? 'authority_acts' : 'not_shared' });
  }
  return drafts;
}
