import type { ContactEvent } from '@throughcare/pathway';
import { fieldsOf, type EventRegister } from './entry.ts';

const { given, kept } = fieldsOf('contact');

/** Nobody knows who wrote (E4), so nothing here is found for a person who asks; a caller reads their own by code. */
const worker = kept('staff', 'who answers');
const group = given('what it is about, to answer it well');
const caller = given('what they said of themselves, to answer it well (E26, E27)');
const statement = given('which words on confidentiality they had read or heard (E5)');
const callBack = kept('nobody', 'which call back');
const judged = (purpose: string) => kept('third_party', purpose);

export const contactRegister: EventRegister<ContactEvent> = {
  contact_opened: {
    group,
    caller,
    statement,
    words: given('what they asked'),
  },
  call_taken: {
    channel: given('how they came'),
    group,
    caller,
    statement,
    language: given('in which language to answer'),
    interpreter: given('whether somebody interpreted'),
    began: given('when it began'),
    worker,
  },
  call_ended: { minutes: given('how long it lasted') },
  code_confirmed: {},
  code_given: {},
  about_recorded: {
    group,
    stage: given('where they stand, to answer it well'),
    heard: given('how people find the helpline'),
  },
  caller_said: { caller },
  note_kept: { worker, words: given('what whoever answers next has to know') },
  risk_screened: { risk: given('whether somebody acts at once') },
  disclosure_noted: {
    identifying: judged('whether anything could be passed on (domain 1.1)'),
    child: judged('whether a child may be at risk'),
    otherPerson: judged('whether somebody else may be at risk'),
    crimeTold: judged('whether a crime was told of'),
    knownToPolice: judged('whether the police know of it'),
    named: kept('staff', 'who was asked to look'),
  },
  actions_reported: {
    taken: given('what they said they did'),
    notTaken: given('what they said they did not do'),
  },
  signposted: { to: given('where they were pointed to') },
  safe_contact_said: {
    voicemail: given('whether a message may be left'),
    sayWhoWeAre: given('whether we may say who calls'),
    othersMayAnswer: given('whether somebody else may answer'),
  },
  call_back_agreed: {
    callBack,
    way: given('who rings'),
    slot: given('when'),
    leaveMessage: given('whether a message may be left'),
  },
  call_back_made: { callBack, outcome: given('what became of it') },
  number_destroyed: { callBack },
  kept_from: { workers: kept('staff', 'who must not answer it (E26)') },
  slip_given: { consent: given('which words on the slip they had read (E6)') },
  caller_wrote: { words: given('what they asked') },
  taken: { worker },
  answered: { worker, words: given('what was answered') },
  actions_agreed: { actions: given('what they agreed to do') },
  concern_raised: { concern: kept('concern', 'which concern came from it') },
  contact_ended: { how: given('how it ended') },
};
