import type { ConcernEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { kept } = fieldsOf('concern');
const held = (purpose: string) => kept('concern', purpose);

const by = held('who did it, and is answerable for it');
const about = held('which staff it is about, so that they never see it');
const said = held('the words in which it was told (E33)');
const child = held('which child, so that they can be found and helped (E33)');
const passing = held('which time that it was passed on');
const reference = held('their reference, to ask after it');
const dayGiven = held('the day as it was given, where it cannot have been that day (E34)');
const chaseBy = held('when to ask what became of it');
const linked = held('which case it touches (E6)');
const other = held('which other concern is about the same child');
const why = held('why, in words');
const decision = {
  by,
  share: held('whether it is shared (E7)'),
  ground: held('on what ground'),
  told: held('whether the person was told'),
  notTold: held('why the person was not told'),
  reason: why,
};

/** All of a concern is kept back from a person who asks, that there is one included (E23). */
export const concernRegister: EventRegister<ConcernEvent> = {
  raised: {
    source: held('where it came from'),
    by,
    immediateDanger: held('whether somebody acts at once (E34)'),
    about,
    dayGiven,
    said,
    child,
    from: held('which case it was raised from, for whoever links the two (E6)'),
  },
  words_added: { by, dayGiven, said, child },
  about_staff: { by, about },
  passed_on: {
    passing,
    by,
    to: held('who was told'),
    reference,
    ownDuty: held('whether it is a reporter’s own report (E35)'),
    chaseBy,
    dayGiven,
    shared: held('what was shared, in words'),
  },
  reference_added: { passing, by, reference },
  reviewed: {
    by,
    agreed: held('whether a second person agreed (E34)'),
    words: held('what a second person says of what was done (E34)'),
  },
  review_settled: { by, words: why },
  deciders_named: { by, first: held('who decides (E7)'), second: held('who decides (E7)') },
  third_named: { by, third: held('who settles what two people see differently (E7)') },
  decided: decision,
  sharing_settled: decision,
  chased: { passing, by, reference, result: held('what asking again gave'), chaseBy },
  authority_answered: {
    passing,
    by,
    outcome: held('what the authority did'),
    chaseBy,
    words: held('what the authority said'),
  },
  escalated: {
    passing,
    by,
    level: held('to whom a disagreement went'),
    answerBy: held('when they answer'),
    reason: why,
  },
  escalation_answered: {
    passing,
    by,
    result: held('whether the disagreement is settled'),
    words: held('what they answered'),
  },
  linked_to_case: { case: linked, by },
  unlinked_from_case: { case: linked, by },
  joined: { with: other, by },
  unjoined: { with: other, by },
  concern_closed: { by, outcome: held('how it ended') },
  hold_placed: {
    hold: held('which hold'),
    by,
    ground: held('on what ground it may not go'),
    until: held('until when'),
    reason: why,
  },
  hold_lifted: { hold: held('which hold'), by, reason: why },
  lines_decided: {
    case: linked,
    request: held('for which copy'),
    decision: held('what was decided'),
    lines: held('of which lines, and by which exemption each is kept back'),
    by,
    reason: why,
  },
  erasure_asked: { by, ground: held('on what ground'), reason: why },
  erasure_declined: { by, reason: why },
  erased: {
    by,
    askedBy: held('who asked, so that another one agreed (E22)'),
    ground: held('on what ground'),
  },
};
