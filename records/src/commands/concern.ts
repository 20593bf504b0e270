import {
  authorities,
  authorityOutcomes,
  chaseResults,
  concernErasureGrounds,
  concernOutcomes,
  concernSources,
  escalationLevels,
  escalationResults,
  holdGrounds,
  reasonsNotTold,
  sharingGrounds,
  type ConcernCommand,
} from '@throughcare/pathway';
import { chosenOf, day, id, keyOf, name, several, told, words, yesOrNo, type FieldsOf } from './fields.ts';
import { linesForCopy } from './copy-lines.ts';
import { concernDecider, known, whomever } from './named.ts';

const deciding = {
  share: yesOrNo,
  ground: keyOf(sharingGrounds),
  reason: told,
  told: yesOrNo,
  notTold: chosenOf(reasonsNotTold).nullable().optional(),
};
const askAgain = day.nullable().optional();

/** Words of a concern are never turned away for how they are written (E34). */
export const concernFields = {
  raise: {
    source: keyOf(concernSources),
    immediateDanger: yesOrNo,
    about: several(whomever).optional(),
    said: told,
    child: told,
    from: told.optional(),
    dayGiven: told.optional(),
  },
  add_words: { said: told, child: told },
  name_staff: { about: several(known) },
  pass_on: {
    passing: name.optional(),
    to: keyOf(authorities),
    reference: told,
    shared: told.optional(),
    ownDuty: yesOrNo.optional(),
    chaseBy: askAgain,
    dayGiven: told.optional(),
  },
  add_reference: { passing: name, reference: told },
  review: { agreed: yesOrNo, words: told.optional() },
  settle_review: { words: told },
  name_deciders: { first: concernDecider, second: concernDecider },
  name_third: { third: concernDecider },
  decide: deciding,
  settle_sharing: deciding,
  chase: { passing: name, reference: told, result: chosenOf(chaseResults), chaseBy: askAgain },
  authority_answered: {
    passing: name,
    outcome: keyOf(authorityOutcomes),
    words: told,
    chaseBy: day.nullable(),
  },
  escalate: { passing: name, level: keyOf(escalationLevels), reason: told, answerBy: askAgain },
  escalation_answered: { passing: name, result: keyOf(escalationResults), words: told },
  link_to_case: { case: id },
  unlink_from_case: { case: id },
  join: { with: id },
  unjoin: { with: id },
  close: { outcome: chosenOf(concernOutcomes) },
  place_hold: { hold: name, ground: keyOf(holdGrounds), until: day.nullable(), reason: words },
  lift_hold: { hold: name, reason: words },
  decide_lines: { case: id, ...linesForCopy },
  ask_erasure: { ground: keyOf(concernErasureGrounds), reason: words },
  decline_erasure: { reason: words },
  agree_erasure: {},
} satisfies FieldsOf<ConcernCommand>;
