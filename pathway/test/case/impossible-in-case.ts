import {
  canMove,
  enrolmentStatuses,
  isOrdered,
  isWaiting,
  wasThere,
  type BeforeRecord,
  type CaseState,
  type Day,
  type Enrolment,
} from '../../src/index.ts';

/** What the field calls impossible, whatever was asked (domain 2.1, 3.2). */
export function impossibleInCase(state: CaseState): string[] {
  const faults: string[] = [];
  for (const order of state.orders) {
    const { convictedOn, appeal } = state.proceedings.find(({ id }) => id === order.proceedings)!;
    // A conviction that was quashed takes its sentences with it: they stand in the history, ended.
    const quashed = appeal?.decided?.outcome === 'conviction_quashed' && order.ended !== null;
    if (convictedOn === null && !quashed) faults.push('a sentence without a conviction');
    if (convictedOn !== null && order.from < convictedOn) faults.push('a sentence before the conviction');
    if (order.until !== null && order.until < order.from) faults.push('an order that ends before it begins');
    if (order.ended && order.ended.on < order.from) faults.push('an order ended before it was made');
  }
  for (const enrolment of state.enrolments) {
    if (enrolment.status === 'on_programme' && !enrolment.place) faults.push('attendance without a place');
    if (enrolment.status === 'programme_complete' && !cameEver(enrolment))
      faults.push('completed, never began');
    if (enrolment.endedOn !== null && enrolment.endedOn < enrolment.since)
      faults.push('left before enrolling');
    faults.push(...impossibleOnProgramme(enrolment));
  }
  for (const [index, step] of state.legalSteps.entries()) {
    if (index > 0 && step.on < state.legalSteps[index - 1].on) faults.push('legal steps out of order');
  }
  if (state.status === 'open' && state.practitioner === null && state.uncarriedSince === null)
    faults.push('an open case without a practitioner');
  return faults;
}

/** Whether they came to a session here, or may have before the record: who was at none of those did not. */
function cameEver({ attendances, before }: Enrolment): boolean {
  return attendances.length > 0 || (before !== null && before.attended !== 0);
}

/** The same of one enrolment (domain 3.2, 3.3; E40). */
function impossibleOnProgramme(one: Enrolment): string[] {
  const faults: string[] = [];
  const once = one.attendances.filter(mark => !mark.how.catchUp);
  const marks = once.map(mark => `${mark.group} ${mark.how.kind} ${mark.session}`);
  if (new Set(marks).size !== marks.length) faults.push('a session marked twice');
  for (const { code, how } of one.attendances) {
    if (!wasThere(code) && (how.late || how.arrivedAt !== null)) faults.push('absent, and came late');
    if (how.arrivedAt !== null && how.departedAt !== null && how.departedAt < how.arrivedAt)
      faults.push('left before they came');
  }
  one.statuses.forEach(({ status }, index) => {
    const before = one.statuses[index - 1]?.status;
    const again = before === 'scheduled' && status === 'scheduled';
    // Of whom it is told that they began before the record, no place here says how far they came.
    const elsewhere = one.before !== null && before && isWaiting(before) && status === 'programme_complete';
    if (before && status !== 'withdrawn' && !again && !elsewhere && !canMove(before, status))
      faults.push(`${before} to ${status}`);
    const byCourt = status === 'return_to_court' || status === 'breach_non_attendance';
    if (byCourt && !isOrdered(one.basis)) faults.push('by choice, and before a court');
  });
  if (one.statuses.at(-1)!.status !== one.status) faults.push('the status is not the last of its history');
  if ((one.endedOn !== null) !== enrolmentStatuses[one.status].over) faults.push('over, and running');
  if (one.reviewOn !== null && !cameEver(one)) faults.push('reviewed, never began');
  if (one.before !== null) faults.push(...impossibleBefore(one.before, one.since));
  return faults;
}

/** The same of a sum that another record told. */
function impossibleBefore({ from, attended, of, until }: BeforeRecord, since: Day): string[] {
  const faults: string[] = [];
  if ((attended === null) !== (of === null)) faults.push('half of a sum');
  if (attended !== null && of !== null && attended > of) faults.push('at more sessions than there were');
  if (until < since || (from !== null && (from < since || from > until)))
    faults.push('sessions outside the time that was counted');
  return faults;
}
