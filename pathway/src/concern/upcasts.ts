import type { Upcasts } from '../upcast.ts';

/**
 * How entries of version 0.1.0 are read. They named no staff, gave no reason for not telling somebody, and knew one
 * passing on, which has no id of its own.
 */
export const concernUpcasts: Upcasts = {
  raised: [
    ({ facts, sealed }) => ({
      facts: { ...facts, about: [], dayGiven: null },
      sealed: { ...sealed, from: '' },
    }),
  ],
  passed_on: [
    ({ facts }) => ({
      facts: { ...facts, passing: '', ownDuty: false, chaseBy: null, dayGiven: null },
      sealed: { shared: '' },
    }),
  ],
  words_added: [({ facts, sealed }) => ({ facts: { ...facts, dayGiven: null }, sealed: { ...sealed } })],
  reviewed: [({ facts }) => ({ facts, sealed: { words: '' } })],
  decided: [
    old => ({ ...old, facts: { ...old.facts, notTold: old.facts.told === true ? null : 'not_recorded' } }),
  ],
  chased: [({ facts }) => ({ facts: { ...facts, passing: '', result: 'not_recorded', chaseBy: null } })],
  concern_closed: [({ facts }) => ({ facts: { ...facts, outcome: 'not_recorded' } })],
};
