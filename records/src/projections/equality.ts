import {
  ageAtReferral,
  wasThere,
  type CaseState,
  type Characteristics,
  type Day,
  type Identity,
} from '@throughcare/pathway';
import { identityEvent } from './identity-event.ts';
import type { Projected } from './project.ts';
import type { Row } from './tables.ts';

/**
 * What is counted of how soon somebody was helped (E32), beside the characteristics that the law protects. Nobody reads
 * a row: they are counted. What was not asked is not_known.
 */
export function projectEquality(state: CaseState, about: Projected): Row[] {
  const identity = identityEvent(about)?.sealed as Identity | null | undefined;
  // UK GDPR article 18: a record that is only kept is counted in nothing.
  if (!identity || state.lifetime.processingRestricted !== null) return [];
  const told = about.effective.findLast(event => event.type === 'characteristics_told')?.sealed as
    Characteristics | null | undefined;
  const referred = state.referredOn!;
  return [
    {
      organisation: about.organisation,
      case_id: about.stream,
      referred_on: referred,
      sex: identity.sex,
      age: identity.bornOn === null ? 'not_known' : ageAtReferral(identity.bornOn, referred),
      ethnic_group: told?.ethnicGroup ?? 'not_known',
      disability: told?.disability ?? 'not_known',
      religion: told?.religion ?? 'not_known',
      offered_on: firstOf(offers(state)),
      started_on: firstOf(starts(state)),
    },
  ];
}

/** A place on a programme was theirs. */
function offers({ enrolments }: CaseState): Day[] {
  return enrolments.flatMap(one =>
    one.statuses.filter(({ status }) => status === 'scheduled').map(({ on }) => on),
  );
}

/** They were at a session. */
function starts({ enrolments }: CaseState): Day[] {
  return enrolments.flatMap(one => one.attendances.filter(({ code }) => wasThere(code)).map(({ on }) => on));
}

function firstOf(days: readonly Day[]): Day | null {
  return days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
}
