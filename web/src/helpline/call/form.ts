import { callerKinds, contactChannels, contactGroups, contactLanguages } from '@throughcare/pathway';
import { z } from 'zod';
import type { Field } from '../../asked/asked.ts';
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

export const callFields: readonly Field[] = [
  { kind: 'one', name: 'group', label: 'What is it about?', items: options(contactGroups, same) },
  {
    kind: 'one',
    name: 'caller',
    label: 'What did they say of themselves?',
    items: options(callerKinds, same),
    hint: 'Only what they said. If they are under 18, talk with them as with anybody else.',
  },
  {
    kind: 'one',
    name: 'channel',
    label: 'How did they come?',
    items: channels.map(value => ({ value, text: contactChannels[value] })),
  },
  { kind: 'one', name: 'language', label: 'In which language?', items: options(contactLanguages, same) },
  {
    kind: 'some',
    name: 'interpreter',
    label: 'Interpreter',
    items: [{ value: 'yes', text: 'Somebody interprets' }],
    hint: 'Under the same words on confidentiality.',
  },
];
