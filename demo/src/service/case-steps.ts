import type { RandomStream } from '@throughcare/numerics';
import type { CaseCommand, ClosingReason, Day } from '@throughcare/pathway';
import { asPlanned, dayNumber, firstProceedings, legalSteps } from '@throughcare/pathway';
import type { Participation } from './attendance.ts';
import { dayOf, workingDay } from './calendar.ts';
import { checkSteps } from './check-steps.ts';
import { isBoundToSentence, programmes } from './client.ts';
import type { Client, Wish } from './client.ts';
import { between, choose, serviceDraws } from './draws.ts';
import { failureSteps } from './judged-failures.ts';
import { keepingSteps } from './kept-reviews.ts';
import { orderEnds } from './runs.ts';
import type { Run } from './runs.ts';
import type { Staff, Worker } from './staff.ts';
import type { Draft } from './steps.ts';

/** A place that somebody has in a run, and how their time there goes. */
export interface Placed {
  readonly run: Run;
  readonly placedOn: number;
  readonly went: Participation;
}

type CaseDraft = Draft<CaseCommand>;

const FIVE_YEARS = 1826;
const WAITS_AT_MOST = 400;

/** One in eight whom the police refer is sent by the one officer who has an account here; the rest come by letter. */
function senderOf({ source, key }: Client, { partner }: Staff): Worker | undefined {
  return source === 'police' && key % 8 === 0 ? partner : undefined;
}

/** Everything recorded about one client, from referral to closing, past today too. */
export function caseSteps(
  seed: number,
  client: Client,
  practitioner: Worker,
  staff: Staff,
  places: ReadonlyMap<string, Placed>,
  today: Day,
): CaseDraft[] {
  const random = serviceDraws(seed, client.key, 'checks');
  const { triagedOn, openedOn } = client;
  const over: { on: number; reason: ClosingReason }[] = [];
  const sender = senderOf(client, staff);
  const drafts: CaseDraft[] = [
    {
      on: client.referredOn,
      actor: sender?.user ?? staff.programmeLeads[0].user,
      command: {
        do: sender ? 'send_referral' : 'refer',
        reference: client.reference,
        source: client.source,
        stage: client.stage,
        identity: client.identity,
      },
    },
    {
      on: triagedOn,
      actor: staff.programmeLeads[client.key % 2].user,
      command: { do: 'triage', outcome: 'accepted' },
    },
    {
      on: openedOn,
      actor: staff.programmeLeads[client.key % 2].user,
      command: { do: 'open', practitioner: practitioner.user },
    },
  ];
  const act = (on: number, command: CaseDraft['command']): void => {
    drafts.push({ on, actor: practitioner.user, command });
  };
  for (const { on, ...taken } of client.legal)
    act(on, { do: 'record_legal_step', proceedings: firstProceedings, ...taken });
  const endOfOrder = sentenceSteps(client, random, act);
  for (const wish of client.wishes) {
    const placed = places.get(wish.enrolment);
    over.push(wishSteps(client, wish, placed, random, act));
    drafts.push(...failureSteps(seed, client, wish, placed?.went.marks ?? [], practitioner.user));
  }
  // On its last day an order ends after whatever else is done under it.
  for (const { on, command } of endOfOrder) act(on, command);
  drafts.push(...checkSteps(seed, client, practitioner, dayNumber(today)));

  const ends = orderEnds(client);
  const ended = client.legal.find(({ step }) => legalSteps[step].to === 'ended_without_conviction');
  const lastEnd = Math.max(...over.map(({ on }) => on), ends ?? 0, ended?.on ?? 0);
  const reason = over.some(one => one.reason === 'completed') ? 'completed' : over[0].reason;
  const closesOn = workingDay(lastEnd + between(random, 14, 45));
  // What still runs, such as notification, is watched by whoever had the case.
  const closeAs = (why: ClosingReason): CaseDraft['command'] => ({
    do: 'close',
    reason: why,
    watchedBy: practitioner.user,
    transfer: null,
  });
  if (client.diedOn === undefined) {
    const open = drafts.filter(draft => draft.on < closesOn || goesOn.includes(draft.command.do));
    const closing: CaseDraft = { on: closesOn, actor: practitioner.user, command: closeAs(reason) };
    return [...open, closing, ...keepingSteps(seed, client, practitioner.user, dayNumber(today))];
  }
  const known = Math.min(client.diedOn + 2, closesOn);
  const alive = drafts.filter(draft => draft.on < known);
  const closing: CaseDraft = {
    on: known,
    actor: practitioner.user,
    command: closeAs('died'),
  };
  return client.diedOn < closesOn
    ? [...alive, closing]
    : [...alive, { ...closing, command: closeAs(reason) }];
}

/** What is told of a move shortly before the closing, a few days after it. */
const goesOn: readonly string[] = ['record_notified'];

/** The sentence, the clocks it sets going, and a release. Answers the end of the order, which is still to be told. */
function sentenceSteps(
  client: Client,
  random: RandomStream,
  act: (on: number, command: CaseDraft['command']) => void,
): Pick<CaseDraft, 'on' | 'command'>[] {
  if (client.sentence === undefined) return [];
  const { on, ...sentence } = client.sentence;
  act(on, { do: 'record_sentence', sentence });
  // Five years for everybody is invented: how long notification lasts after most of these sentences was not confirmed
  // at the source (pathway, law/notification.ts asks for it), and no page works it out.
  act(on, {
    do: 'begin_notification',
    clock: `notification:${sentence.order}`,
    until: dayOf(on + FIVE_YEARS),
  });
  act(on + 2, { do: 'record_notified', clock: `notification:${sentence.order}`, what: 'first' });
  if (random.chance(0.4))
    act(on, {
      do: 'make_prevention_order',
      clock: `prevention:${sentence.order}`,
      until: dayOf(on + FIVE_YEARS),
      interim: false,
    });
  const ends = orderEnds(client);
  if (ends === undefined) return [];
  const { releasedOn } = client;
  if (releasedOn !== undefined && releasedOn >= on && releasedOn <= ends) {
    act(releasedOn, { do: 'record_release', order: sentence.order, licenceUntil: dayOf(ends) });
  }
  const how = choose(random, [
    ['expired', 0.8],
    ['completed', 0.2],
  ]);
  const command: CaseDraft['command'] = {
    do: 'end_order',
    order: sentence.order,
    how: sentence.disposal === 'immediate_custody' ? 'expired' : how,
    early: null,
  };
  return [{ on: ends, command }];
}

/** Enrolment, place, sessions and end. Answers when and how the enrolment ended. */
function wishSteps(
  client: Client,
  wish: Wish,
  placed: Placed | undefined,
  random: RandomStream,
  act: (on: number, command: CaseDraft['command']) => void,
): { on: number; reason: ClosingReason } {
  const { enrolment, since } = wish;
  act(since, {
    do: 'enrol',
    enrolment,
    programme: programmes[wish.programme].id,
    basis: wish.basis,
    assessed: true,
  });
  if (placed === undefined) {
    const forced = isBoundToSentence(wish);
    const ends = forced ? orderEnds(client)! : since + WAITS_AT_MOST;
    const tires = wish.from === undefined ? since + between(random, 60, 240) : Number.POSITIVE_INFINITY;
    const on = Math.max(Math.min(ends, tires), since) + 1;
    act(on, {
      do: 'leave_programme',
      enrolment,
      reason: forced && ends <= tires ? 'order_ended' : 'stopped_coming',
    });
    return { on, reason: 'no_contact' };
  }
  const { run, placedOn, went } = placed;
  act(placedOn, { do: 'give_place', enrolment, group: run.id, startsOn: dayOf(run.sessions[0]) });
  for (const { session, on, code } of went.marks)
    act(on, { do: 'record_attendance', enrolment, session, code, how: asPlanned });
  if (went.left) {
    act(went.left.on, { do: 'leave_programme', enrolment, reason: went.left.reason });
    return { on: went.left.on, reason: 'no_contact' };
  }
  const on = run.sessions[run.sessions.length - 1] + 3;
  act(on, { do: 'complete_programme', enrolment });
  return { on, reason: 'completed' };
}
