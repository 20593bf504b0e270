import { day } from '@throughcare/pathway';
import { communityOrder } from '@throughcare/pathway/testing';
import { identity, refer } from '../../people.ts';
import type { World } from './drawn.ts';
import type { Made } from './viewers.ts';

const on = day('2026-03-10');
/** Everybody's surname, so that a search for it finds all whom somebody may see. */
export const SURNAME = 'Ashgrove';

const sentence = { ...communityOrder, order: 'o', requirements: [{ kind: 'programme', most: 20 }] };

/** A drawn case with what it is known by. */
export type DrawnCase = World['cases'][number] & Pick<Made, 'id' | 'mark'> & { readonly reference: string };

/** What is told of a drawn case, and by whom. */
export function caseSteps(drawn: DrawnCase, told: (command: object, actor?: string) => never | object) {
  const { practitioner, excluded, steppedAway, reference, mark, sentBy, team } = drawn;
  const restrictedTo = allowedIn(drawn);
  const reason = 'as told';
  const referral = refer({ on, reference, identity: identity({ surname: SURNAME, forename: mark }) });
  const commands: [command: object, actor?: string][] = [
    sentBy === null ? [referral] : [{ ...referral, do: 'send_referral' }, sentBy],
  ];
  if (practitioner !== null) {
    commands.push(
      [{ do: 'triage', on, outcome: 'accepted' }],
      [{ do: 'open', on, practitioner: team === null ? practitioner : 'founder' }],
    );
    if (team !== null) commands.push([{ do: 'hand_over', on, practitioner, team, talkBy: on }]);
    commands.push(
      [{ do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' }],
      [{ do: 'record_sentence', on, sentence }],
    );
    commands.push(
      [{ do: 'enrol', on, enrolment: 'e', programme: 'P', basis: 'requirement', assessed: true }],
      [{ do: 'ask_copy', on, request: 'r1' }],
    );
  }
  if (excluded.length > 0) commands.push([{ do: 'exclude_staff', on, staff: excluded, reason }]);
  for (const user of steppedAway) commands.push([{ do: 'step_away', on }, user]);
  if (restrictedTo !== null) {
    commands.push([{ do: 'restrict_to', on, allowed: restrictedTo, reason, message: '' }]);
  }
  return commands.map(([command, actor]) => told(command, actor)) as never[];
}

/** A restriction to nobody who may open the case is refused, so it is not drawn either. */
function allowedIn(drawn: DrawnCase): readonly string[] | null {
  const {
    restrictedTo,
    excluded,
    steppedAway,
  }: Record<'restrictedTo' | 'excluded' | 'steppedAway', readonly string[] | null> = drawn;
  const isSomebody = restrictedTo?.some(user => !excluded.includes(user) && !steppedAway.includes(user));
  return isSomebody ? restrictedTo : null;
}

/** What the policy has to know of it then. */
export function caseSeen(organisation: string, world: World, drawn: DrawnCase): Made {
  const { id, mark, reference, practitioner, inGroup, openings, sentBy, team } = drawn;
  const [excluded, steppedAway]: (readonly string[])[] = [drawn.excluded, drawn.steppedAway];
  const restrictedTo = allowedIn(drawn);
  const mayCarry = (user: string) =>
    !excluded.includes(user) &&
    !steppedAway.includes(user) &&
    (restrictedTo === null || restrictedTo.includes(user));
  return {
    kind: 'case',
    organisation,
    id,
    mark,
    reference,
    // Whoever may not see the case any longer does not carry it any longer.
    practitioner: practitioner !== null && mayCarry(practitioner) ? practitioner : null,
    awaitsTriage: practitioner === null,
    excluded,
    steppedAway,
    restrictedTo,
    openTo: openings.filter(one => one.hoursAgo < one.hours).map(one => one.by),
    sentBy,
    team: practitioner === null ? null : team,
    isEnrolled: practitioner !== null,
    hasCopy: practitioner !== null,
    isHandedOver: practitioner !== null && team !== null && mayCarry(practitioner),
    isInGroup: inGroup,
    groupLeads: inGroup ? [world.lead] : [],
  };
}
