import {
  article10,
  article6,
  article9,
  closingReasons,
  expectedDates,
  instruments,
  measureMoments,
  purposes,
  receivingBodies,
  taskKinds,
  welfareOutcomes,
  type CaseworkEvent,
  type InstrumentId,
} from '@throughcare/pathway';
import {
  coded,
  mark,
  meaning,
  number,
  onDay,
  text,
  told,
  worker,
  type EventWords,
  type Say,
} from './said.ts';

const task = told('Task', meaning('task'));
const to = told('Who is to do it', worker);
const by = told('By', onDay);
const practitioner = told('Practitioner', worker);
const sayInstrument: Say<InstrumentId> = id => instruments[id].name;
const sayAnswers: Say<readonly (number | null)[]> = answers =>
  answers.map((answer, index) => `item ${index + 1}: ${answer ?? 'left out'}`).join('; ');

/** The work with a person beside law and programmes. */
export const caseworkWords: EventWords<CaseworkEvent> = {
  task_given: {
    title: 'A task was given to somebody here',
    fields: {
      task: mark,
      kind: told('What kind of task', coded(taskKinds)),
      to,
      by,
      words: told('What is to be done', text),
    },
  },
  task_reassigned: { title: 'A task was passed on', fields: { task, to, by } },
  task_done: { title: 'A task was done', fields: { task } },
  task_taken_up: { title: 'A task was taken up', fields: { task } },
  task_handed_back: { title: 'A task was handed back', fields: { task, words: told('Why', text) } },
  case_taken_up: { title: 'Your practitioner took up your case', fields: {} },
  case_handed_back: { title: 'Your case was handed back', fields: { words: told('Why', text) } },
  handed_over: {
    title: 'Your case was handed over',
    fields: {
      practitioner,
      team: told('Team', (id, names) => names.team(id)),
      talkBy: told('To be talked over by', onDay),
    },
  },
  handover_held: { title: 'The handover was talked over', fields: {} },
  lawful_basis_set: {
    title: 'On what ground data about you are used',
    fields: {
      purpose: told('Used for', coded(purposes)),
      article6: told('Ground, UK GDPR article 6', coded(article6)),
      article9: told('Ground for data about health, article 9', coded(article9)),
      article10: told('Ground for data about offences, article 10', coded(article10)),
      source: told('Written down in', text),
      reviewOn: told('Looked at again on', onDay),
    },
  },
  welfare_asked: {
    title: 'Somebody asked how you are',
    fields: { because: told('Because', text), outcome: told('What came of it', coded(welfareOutcomes)) },
  },
  date_expected: {
    title: 'A date to come',
    fields: { what: told('What', coded(expectedDates)), falls: told('When', onDay) },
  },
  measure_taken: {
    title: 'You answered a questionnaire',
    fields: {
      measure: mark,
      instrument: told('Questionnaire', sayInstrument),
      version: told('Version', text),
      moment: told('When in the work', coded(measureMoments)),
      answers: told('Your answers', sayAnswers),
      total: told('Total', number),
    },
  },
  band_imported: {
    title: 'A result of an assessment made elsewhere',
    fields: {
      band: mark,
      instrument: told('Assessment', sayInstrument),
      version: told('Version', text),
      assessedOn: told('Assessed on', onDay),
      expiresOn: told('To be relied on until', onDay),
      given: told('Result, as it was given', text),
      assessor: told('Assessed by', text),
    },
  },
  closed: {
    title: 'Your case was closed',
    fields: {
      reason: told('Why', coded(closingReasons)),
      watchedBy: told('Who watches what still runs', worker),
      to: told('Transferred to', coded(receivingBodies)),
      receiptBy: told('To be acknowledged by', onDay),
    },
  },
  receipt_given: { title: 'They said that they have your case', fields: {} },
  reopened: { title: 'Your case was opened again', fields: { practitioner, note: told('Why', text) } },
};
