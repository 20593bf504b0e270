import type { CaseworkEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('casework');

const task = given('which task');
const exchanged = (purpose: string) => kept('law_enforcement', purpose);
const colleague = given('who is to do it, and is answerable for it');

/** The work with a person beside law and programmes. */
export const caseworkRegister: EventRegister<CaseworkEvent> = {
  task_given: {
    task,
    kind: given('what kind of thing is to be done'),
    to: colleague,
    by: given('by when'),
    // A task may say what others told.
    words: kept('third_party', 'what is to be done, in words', 'identity'),
  },
  task_reassigned: { task, to: colleague, by: given('by when') },
  task_done: { task },
  task_taken_up: { task },
  task_handed_back: {
    task: kept('third_party', 'which task'),
    words: kept('third_party', 'why somebody else has to do it', 'identity'),
  },
  case_taken_up: {},
  case_handed_back: { words: kept('third_party', 'why somebody else has to carry it', 'identity') },
  handed_over: {
    practitioner: given('who carries the case, and is answerable for it'),
    team: given('which team shares it out'),
    talkBy: given('by when the two have spoken'),
  },
  handover_held: {},
  lawful_basis_set: {
    purpose: given('what data about them are used for'),
    article6: given('on which ground'),
    article9: given('on which ground what concerns health is used'),
    article10: given('on which ground what concerns offences is used'),
    source: given('where that is written down'),
    reviewOn: given('when it is looked at again'),
  },
  welfare_asked: {
    because: given('that somebody asked how they are, and at which date'),
    outcome: given('what came of asking (E8)'),
  },
  date_expected: {
    what: given('which date may weigh on them (E8)'),
    falls: given('when it falls'),
  },
  measure_taken: {
    measure: given('which questionnaire this is'),
    instrument: given('which instrument'),
    version: given('which version, so that like is compared with like'),
    moment: given('before, during or after a programme'),
    answers: given('what they answered'),
    total: given('the sum, where nothing was left out'),
  },
  // That there is one proves what was exchanged: it is told with its result, or not at all (E23).
  band_imported: {
    band: exchanged('which result this is'),
    instrument: exchanged('which tool'),
    version: exchanged('which version of it'),
    assessedOn: exchanged('when it was assessed'),
    expiresOn: exchanged('until when it may be relied on (E11)'),
    given: exchanged('the band or total, as it was given'),
    assessor: kept('third_party', 'who assessed it', 'identity'),
  },
  closed: {
    reason: given('why the work ended'),
    watchedBy: given('who watches what still runs'),
    to: given('to whom they were transferred'),
    receiptBy: given('by when that body should have said that it has them'),
  },
  receipt_given: {},
  // It always has its reason, which may say what others told.
  reopened: {
    practitioner: kept('third_party', 'who carries the case, and is answerable for it'),
    note: kept('third_party', 'why it was opened again', 'identity'),
  },
};
