import {
  courts,
  heldWhere,
  lawDateTriggers,
  pleas,
  requirementKinds,
  requirementUnits,
  sayDay,
  type BreachOutcome,
  type BreachOutcomeKind,
  type Court,
  type Day,
  type EarlyEnd,
  type Failure,
  type FailureKind,
  type Held,
  type Json,
  type LawDate,
  type Plea,
  type Requirement,
  type SuspendedTerm,
  type Under,
} from '@throughcare/pathway';
import type { Say } from './said.ts';

// What a decider put into these fields is known by the event alone; the record gives it back as JSON.

interface StepDetail {
  readonly until?: Day | null;
  readonly held?: Held;
  readonly plea?: Plea;
  readonly court?: Court;
}

export const sayStepDetail: Say<NonNullable<Json>> = detail => {
  const { until, held, plea, court } = detail as StepDetail;
  return [
    ...(until ? [`until ${sayDay(until)}`] : []),
    ...(held ? [heldWhere[held]] : []),
    ...(plea ? [`plea: ${pleas[plea].toLowerCase()}`] : []),
    ...(court ? [courts[court]] : []),
  ].join('; ');
};

export const saySuspended: Say<NonNullable<Json>> = suspended => {
  const { termMonths, supervisionMonths } = suspended as unknown as SuspendedTerm;
  return [
    ...(termMonths === null ? [] : [`a term of ${termMonths} months`]),
    ...(supervisionMonths === null ? [] : [`supervision for ${supervisionMonths} months`]),
  ].join('; ');
};

export const sayRequirements: Say<NonNullable<Json>> = requirements =>
  (requirements as unknown as readonly Requirement[])
    .map(({ kind, most }) => {
      const words = requirementKinds[kind];
      return most === null ? words : `${words}, at most ${most} ${requirementUnits[kind] ?? ''}`.trimEnd();
    })
    .join('; ');

export const sayLawDate: Say<NonNullable<Json>> = law => {
  const { on, trigger, source } = law as unknown as LawDate;
  return `${sayDay(on)}, by ${lawDateTriggers[trigger].toLowerCase()}, as read in ${source}`;
};

export const sayEarlyEnd: Say<NonNullable<Json>> = early => {
  const { requirementsMet, objectivesMet, inForce } = early as unknown as EarlyEnd;
  const met = (what: string, is: boolean) => `${what} ${is ? 'met' : 'not met'}`;
  return [
    met('requirements', requirementsMet),
    met('objectives', objectivesMet),
    `the law in force from ${sayLawDate({ ...inForce }, nobody)}`,
  ].join('; ');
};

/** What was not done, with the session or the day. */
export function sayFailure(kinds: Readonly<Record<FailureKind, string>>): Say<NonNullable<Json>> {
  return (failed, names) => {
    const failure = failed as unknown as Failure;
    if (failure.kind !== 'session') return kinds[failure.kind];
    const programme = names.thing('enrolment', failure.enrolment);
    return `${kinds.session}: session ${failure.session}${programme && ` of ${programme}`}`;
  };
}

/** What a court decided about a breach, with what goes with it. */
export function sayBreach(outcomes: Readonly<Record<BreachOutcomeKind, string>>): Say<NonNullable<Json>> {
  return (decided, names) => {
    const found = decided as unknown as BreachOutcome;
    const words = outcomes[found.outcome];
    switch (found.outcome) {
      case 'more_onerous':
        return `${words}: ${sayRequirements(found.requirements as unknown as NonNullable<Json>, names)}`;
      case 'activated_reduced':
        return `${words}: ${found.months} months`;
      case 'extended':
        return `${words}: until ${sayDay(found.until)}`;
      default:
        return words;
    }
  };
}

const stands: Readonly<Record<Under['what'], string>> = {
  bail: 'Bail',
  licence: 'Licence',
  order: 'Order of a court',
  prevention_order: 'Prevention order',
};

export const sayUnder: Say<NonNullable<Json>> = under => stands[(under as unknown as Under).what];

const nobody = { staff: () => '', programme: () => '', team: () => '', thing: () => '' };
