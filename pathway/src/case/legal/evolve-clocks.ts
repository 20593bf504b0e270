import type { Day } from '../../day.ts';
import type { ToldEvent } from '../../told.ts';
import type { Clock } from './clocks.ts';
import type { LegalEvent } from './events.ts';
import { notificationFrom, type Begins } from './notification.ts';
import { isReplaced } from './prevention-order.ts';

/** What happens to a clock beside the order. */
export type ClockEvent = Extract<
  LegalEvent,
  {
    type:
      | 'clock_began'
      | 'notification_began'
      | 'notified'
      | 'prevention_order_made'
      | 'barring_recorded'
      | 'mappa_recorded'
      | 'rehabilitation_set'
      | 'clock_end_changed'
      | 'clock_ended';
  }
>;

/** The clocks beside the order after one more event. */
export function evolveClock(clocks: readonly Clock[], event: ToldEvent<ClockEvent>): readonly Clock[] {
  const on = event.occurredOn;
  const told = event.told.last;
  // As a clock begins: its last day is told with it.
  const begins = { from: on, told, untilTold: told, ended: null };
  switch (event.type) {
    case 'clock_began':
      return [...clocks, earlierClock(event.facts.clock, begins, event.facts.until)];
    case 'notification_began':
      return [...clocks, notificationFrom(event.facts.clock, begins, event.facts.until)];
    case 'notified':
      return change(clocks, event.facts.clock, one => {
        if (one.kind !== 'notification') return one;
        const notified = [...one.notified, { on, told: event.told.first }];
        return event.facts.what === 'first' && one.first
          ? { ...one, notified, first: { ...one.first, doneOn: on } }
          : { ...one, notified, changes: [...one.changes, on] };
      });
    case 'prevention_order_made': {
      const { clock: id, until, interim } = event.facts;
      const replaced = { on, why: 'replaced', told } as const;
      const others = clocks.map(one => (!interim && isReplaced(one, on) ? { ...one, ended: replaced } : one));
      return [...others, { ...begins, kind: 'prevention_order', id, until, interim }];
    }
    case 'barring_recorded': {
      const { status, reviewOn } = event.facts;
      const running = clocks.find(one => one.kind === 'barring' && one.ended === null);
      const ended = status === 'not_barred' ? ({ on, why: 'not_barred', told } as const) : null;
      const stands = { status, reviewOn, since: on, ended };
      if (!running) {
        return [...clocks, { ...begins, kind: 'barring', id: `barring:${on}`, until: null, ...stands }];
      }
      return change(clocks, running.id, one => (one.kind === 'barring' ? { ...one, ...stands } : one));
    }
    case 'mappa_recorded': {
      const stands = { ...event.facts, since: on };
      const running = clocks.find(one => one.kind === 'mappa' && one.ended === null);
      if (!running) {
        return [...clocks, { ...begins, kind: 'mappa', id: `mappa:${on}`, until: null, ...stands }];
      }
      return change(clocks, running.id, one => (one.kind === 'mappa' ? { ...one, ...stands } : one));
    }
    case 'rehabilitation_set': {
      const { clock: id, order, until } = event.facts;
      return [...clocks, { ...begins, kind: 'rehabilitation', id, until, order }];
    }
    case 'clock_end_changed':
      return change(clocks, event.facts.clock, one => ({
        ...one,
        until: event.facts.until,
        untilSince: on,
        untilTold: told,
      }));
    case 'clock_ended':
      return change(clocks, event.facts.clock, one => ({
        ...one,
        ended: { on, why: event.facts.why, told },
      }));
    default:
      return event satisfies never;
  }
}

function change(clocks: readonly Clock[], id: string, to: (one: Clock) => Clock): readonly Clock[] {
  return clocks.map(one => (one.id === id && one.ended === null ? to(one) : one));
}

/** A clock as earlier versions told it: that it began, and until when; nothing else was asked. */
function earlierClock(
  kind: Exclude<Clock['kind'], 'rehabilitation'>,
  begins: Begins,
  until: Day | null,
): Clock {
  const { from } = begins;
  const running = { ...begins, id: `${kind}:${from}`, until };
  switch (kind) {
    case 'notification':
      return { kind, ...running, first: null, changes: [], notified: [] };
    case 'prevention_order':
      return { kind, ...running, interim: false };
    case 'barring':
      return { kind, ...running, status: 'not_known', since: from, reviewOn: null };
    case 'mappa':
      return { kind, ...running, under: null, level: null, since: from, reviewOn: null };
    default:
      return kind satisfies never;
  }
}
