import {
  appealedAgainst,
  appealOutcomes,
  barringStatuses,
  breachOutcomes,
  clockEnds,
  clockKinds,
  conditionEnds,
  conditionKinds,
  conditionSubjects,
  disposals,
  failureKinds,
  judgements,
  keepingGrounds,
  keepingOutcomes,
  legalStageWords,
  legalSteps,
  orderEnds,
  rehabilitationSources,
  requirementEnds,
  type LegalEvent,
} from '@throughcare/pathway';
import {
  coded,
  days,
  mark,
  meaning,
  months,
  number,
  onDay,
  text,
  told,
  toldIfSo,
  yesOrNo,
  type EventWords,
} from './said.ts';
import {
  sayBreach,
  sayEarlyEnd,
  sayFailure,
  sayLawDate,
  sayRequirements,
  sayStepDetail,
  saySuspended,
  sayUnder,
} from './legal-details.ts';

const proceedings = mark;
const order = told('Sentence', meaning('order'));
const clock = told('Duty', meaning('clock'));
const condition = told('Condition', meaning('condition'));
const until = told('Until', onDay);
const reviewOn = told('Looked at again on', onDay);
const early = told('What was confirmed for an early end', sayEarlyEnd);
const requirement = told('Requirement, by its number in the order', number);

/** What happened in law. */
export const legalWords: EventWords<LegalEvent> = {
  proceedings_begun: {
    title: 'Other proceedings',
    fields: { proceedings, stage: told('Where you stood in law', coded(legalStageWords)) },
  },
  legal_step: {
    title: 'A step in law',
    fields: {
      proceedings,
      step: told('Step', coded(legalSteps)),
      detail: told('Detail', sayStepDetail),
    },
  },
  appealed: {
    title: 'You appealed',
    fields: { proceedings, against: told('Against', coded(appealedAgainst)) },
  },
  appeal_decided: {
    title: 'Your appeal was decided',
    fields: { proceedings, outcome: told('Decision', coded(appealOutcomes)) },
  },
  keeping_reviewed: {
    title: 'It was decided what of this record may be kept',
    fields: {
      proceedings,
      outcome: told('Decision', coded(keepingOutcomes)),
      ground: told('Ground', coded(keepingGrounds)),
      reviewOn,
    },
  },
  sentenced: {
    title: 'You were sentenced',
    fields: {
      order: mark,
      proceedings,
      disposal: told('Sentence', coded(disposals)),
      months: told('Length', months),
      suspended: told('What is suspended', saySuspended),
      requirements: told('Requirements', sayRequirements),
    },
  },
  order_ended: {
    title: 'A sentence ended',
    fields: { order, how: told('How it ended', coded(orderEnds)), early },
  },
  supervision_ended: {
    title: 'Supervision ended',
    fields: { order, how: told('How it ended', coded(orderEnds)), early },
  },
  requirement_progressed: {
    title: 'Part of a requirement was done',
    fields: { order, requirement, amount: told('How much, as the court counts it', number) },
  },
  requirement_ended: {
    title: 'A requirement ended',
    fields: { order, requirement, how: told('How it ended', coded(requirementEnds)) },
  },
  failure_judged: {
    title: 'Something that was not done was looked at',
    fields: {
      order,
      failure: told('What was not done', sayFailure(failureKinds)),
      failedOn: told('When it was not done', onDay),
      judged: told('What was decided', coded(judgements)),
      otherwise: toldIfSo('Decided otherwise than the rule would have it'),
      words: told('What the warning said', text),
      why: told('Why it was decided otherwise', text),
    },
  },
  breach_heard: {
    title: 'A court heard a breach',
    fields: { order, found: told('What the court decided', sayBreach(breachOutcomes)) },
  },
  released: {
    title: 'You were released on licence',
    fields: { order, licenceUntil: told('Licence until', onDay) },
  },
  recalled: { title: 'You were recalled to custody', fields: { order, days: told('For', days) } },
  post_sentence_supervision_began: {
    title: 'Supervision after the sentence began',
    fields: { order, until, repealed: told('The law that was relied on', sayLawDate) },
  },
  clock_began: {
    title: 'A legal duty began',
    fields: { clock: told('Duty', coded(clockKinds)), until },
  },
  notification_began: { title: 'Your duty to notify the police began', fields: { clock: mark, until } },
  notified: {
    title: 'You notified the police',
    fields: {
      clock: mark,
      what: told('What', coded({ first: 'The first time', change: 'A change' })),
    },
  },
  prevention_order_made: {
    title: 'A prevention order was made',
    fields: { clock: mark, until, interim: told('Whether it is an interim order', yesOrNo) },
  },
  barring_recorded: {
    title: 'Whether you may work with children',
    fields: { status: told('Where it stands', coded(barringStatuses)), reviewOn },
  },
  mappa_recorded: {
    title: 'Agencies work together (MAPPA)',
    fields: { under: told('Category', number), level: told('Level', number), reviewOn },
  },
  rehabilitation_set: {
    title: 'The end of the rehabilitation period was given',
    fields: {
      clock: mark,
      order,
      until,
      source: told('Given by', coded(rehabilitationSources)),
    },
  },
  clock_end_changed: { title: 'The end of a legal duty changed', fields: { clock, until } },
  clock_ended: {
    title: 'A legal duty ended',
    fields: { clock, why: told('Why', coded(clockEnds)) },
  },
  condition_set: {
    title: 'A condition was set',
    fields: {
      condition: mark,
      under: told('Under', sayUnder),
      kind: told('What it asks', coded(conditionKinds)),
      subject: told('What it is about', coded(conditionSubjects)),
      until,
      words: told('The condition, word for word', text),
    },
  },
  condition_ended: {
    title: 'A condition ended',
    fields: { condition, why: told('Why', coded(conditionEnds)) },
  },
};
