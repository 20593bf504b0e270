import { callerKinds, contactChannels, contactGroups, contactLanguages } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, choices } from '../../frame/fields.ts';
import { keysOf, options } from '../../person/options.ts';

const same = (words: string) => words;
const channels = ['phone', 'chat'] as const;

/** What is asked first in a call: coded, and no more than is needed to answer well (E4, E27). */
export const callForm = z.object({
  channel: choice(channels, 'Choose whether it is a telephone call or a live chat.'),
  group: choice(keysOf(contactGroups), 'Choose what it is about. “Something else” is an answer.'),
  caller: choice(keysOf(callerKinds), 'Choose what they said of themselves. “Not said” is an answer.'),
  language: choice(keysOf(contactLanguages), 'Choose the language.'),
  interpreter: choices(['yes']).transform(list => list.length > 0),
});

export const callChoices = {
  channels: channels.map(value => ({ value, text: contactChannels[value] })),
  groups: options(contactGroups, same),
  callers: options(callerKinds, same),
  languages: options(contactLanguages, same),
  interpreter: [{ value: 'yes', text: 'Somebody interprets' }],
};
