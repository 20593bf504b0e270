import { clockKinds, disposals, type CaseState, type Day, type Enrolment } from '@throughcare/pathway';

/** Something that runs for a while: an order, another clock, a programme. Drawn as a bar beside the time line. */
export interface Running {
  readonly name: string;
  /** What the narrow bar can hold. */
  readonly short: string;
  readonly from: Day;
  /** The last day, known or planned; null while it has no end. */
  readonly until: Day | null;
  /** Ordered by a court, or taken up by choice: square or round ends. */
  readonly by: 'order' | 'choice';
  /** The one that decides how long we have. */
  readonly main: boolean;
  readonly over: boolean;
}

/** Everything that runs in a case or did, orders first. `lastSession` gives the last planned day of a group. */
export function whatRuns(
  state: CaseState,
  today: Day,
  lastSession: (group: string) => Day | null,
  programmeName: (id: string) => string,
): Running[] {
  const orders = state.orders.map((order): Running => {
    const until = order.ended?.on ?? order.until;
    const name = disposals[order.disposal].words;
    return {
      name,
      short: name,
      from: order.from,
      until,
      by: 'order',
      main: true,
      over: isOver(until, today),
    };
  });
  const clocks = state.clocks.map((clock): Running => {
    const name = clockKinds[clock.kind];
    const { from, until } = clock;
    return { name, short: name, from, until, by: 'order', main: false, over: isOver(until, today) };
  });
  const programmes = state.enrolments.flatMap(enrolment =>
    isDrawn(enrolment) ? [programmeBar(enrolment, lastSession, programmeName)] : [],
  );
  return [...orders, ...clocks, ...programmes];
}

/** A bar has a beginning: a session here, or the day of the first of one that was over before the record. */
function isDrawn({ place, attendances, before, endedOn }: Enrolment): boolean {
  return (place !== null && attendances.length > 0) || (endedOn !== null && (before?.from ?? null) !== null);
}

function programmeBar(
  enrolment: Enrolment,
  lastSession: (group: string) => Day | null,
  programmeName: (id: string) => string,
): Running {
  const until = enrolment.endedOn ?? lastSession(enrolment.place!.group);
  const byChoice = enrolment.basis.startsWith('voluntary');
  return {
    name: byChoice ? `${programmeName(enrolment.programme)}, by choice` : programmeName(enrolment.programme),
    short: byChoice ? 'By choice' : 'Programme',
    from: enrolment.before?.from ?? enrolment.attendances[0].on,
    until,
    by: byChoice ? 'choice' : 'order',
    main: false,
    over: enrolment.endedOn !== null,
  };
}

function isOver(until: Day | null, today: Day): boolean {
  return until !== null && until < today;
}
