import {
  agreedActions,
  callerKinds,
  contactGroups,
  contactStages,
  heardFrom,
  knownToPolice,
  riskScreens,
  signposts,
  type ContactCommand,
  type ContactState,
  type Day,
} from '@throughcare/pathway';
import { z } from 'zod';
import type { Asked } from '../../asked/asked.ts';
import { choice, choices, line, words } from '../../frame/fields.ts';
import type { Typed } from '../../frame/form.ts';
import { keysOf, options } from '../../person/options.ts';

interface Known {
  readonly state: ContactState;
  readonly staff: readonly { readonly user: string; readonly name: string }[];
  readonly today: Day;
}

const same = (words: string) => words;
const heardFacts = {
  identifying: 'Something by which somebody can be found',
  child: 'A child is, or may be, at risk',
  otherPerson: 'Somebody else is, or may be, at risk',
  crimeTold: 'A crime against a child was told of',
} as const;
const safe = {
  voicemail: 'A message may be left',
  sayWhoWeAre: 'We may say who we are',
  othersMayAnswer: 'Somebody else may answer',
} as const;

/** What can be recorded of a contact beside its messages, by the last part of its address; all of it coded. */
export function contactQuestions({
  state,
  staff,
  today: on,
}: Known): Readonly<Record<string, Asked<ContactCommand>>> {
  const colleagues = staff.map(one => ({ value: one.user, text: one.name }));
  const agreed = options(agreedActions, same).filter(one =>
    state.actions.some(action => action === one.value),
  );
  return {
    about: {
      question: 'What is it about?',
      lead: 'As far as they said. Nobody is asked more than is needed.',
      fields: [
        { kind: 'one', name: 'group', label: 'It is about', items: options(contactGroups, same) },
        { kind: 'one', name: 'stage', label: 'Where they stand', items: options(contactStages, same) },
        { kind: 'one', name: 'heard', label: 'How they heard of us', items: options(heardFrom, same) },
      ],
      schema: z
        .object({
          group: choice(keysOf(contactGroups), 'Choose what it is about.'),
          stage: choice(keysOf(contactStages), 'Choose where they stand.'),
          heard: choice(keysOf(heardFrom), 'Choose how they heard of us.'),
        })
        .transform(value => ({ do: 'record_about', on, ...value }) as const),
    },
    caller: {
      question: 'What did they say of themselves?',
      lead: 'Only what they said. Whoever is under 18 is talked with like anybody else.',
      fields: [
        {
          kind: 'one',
          name: 'caller',
          label: 'They said',
          items: options(callerKinds, same).filter(one => one.value !== 'not_said'),
        },
      ],
      schema: z
        .object({ caller: choice(keysOf(callerKinds), 'Choose what they said of themselves.') })
        .transform(value => ({ do: 'say_caller', on, ...value }) as const),
    },
    note: {
      question: 'A note for whoever answers next',
      lead: 'What they need to know to answer well. No names, no numbers, and nothing of what was seen. They never read it.',
      fields: [{ kind: 'words', name: 'words', label: 'Note' }],
      schema: z.object({ words }).transform(value => ({ do: 'keep_note', on, ...value }) as const),
    },
    risk: {
      question: 'Is somebody at risk now?',
      lead: 'That nothing was said does not mean that there is nothing.',
      fields: [
        { kind: 'one', name: 'risk', label: 'What came of asking', items: options(riskScreens, same) },
      ],
      schema: z
        .object({ risk: choice(keysOf(riskScreens), 'Choose what came of asking.') })
        .transform(value => ({ do: 'screen_risk', on, ...value }) as const),
    },
    heard: {
      question: 'Was something said that may have to be passed on?',
      lead: 'Facts only, and never who it is. Whoever you name is asked to look; nothing is sent from here.',
      fields: [
        { kind: 'some', name: 'facts', label: 'What was said', items: options(heardFacts, same) },
        {
          kind: 'one',
          name: 'knownToPolice',
          label: 'If a crime was told of: do the police know?',
          items: options(knownToPolice, same),
        },
        { kind: 'one', name: 'named', label: 'Who looks at it', items: colleagues },
      ],
      schema: z
        .object({
          facts: choices(keysOf(heardFacts)),
          knownToPolice: z.enum(keysOf(knownToPolice)).catch('unknown'),
          named: z.string('Name who is asked to look at it.').min(1, 'Name who is asked to look at it.'),
        })
        .transform(({ facts, ...value }) => ({
          do: 'note_disclosure' as const,
          on,
          identifying: facts.includes('identifying'),
          child: facts.includes('child'),
          otherPerson: facts.includes('otherPerson'),
          crimeTold: facts.includes('crimeTold'),
          ...value,
        })),
    },
    reported: {
      question: 'Which agreed actions did they take?',
      lead: 'What they say themselves when they come back.',
      fields: [
        { kind: 'some', name: 'taken', label: 'They took', items: agreed },
        { kind: 'some', name: 'notTaken', label: 'They did not take', items: agreed },
      ],
      schema: z
        .object({ taken: choices(keysOf(agreedActions)), notTaken: choices(keysOf(agreedActions)) })
        .transform(value => ({ do: 'report_actions', on, ...value }) as const),
    },
    signposts: {
      question: 'Where did you point them to?',
      fields: [{ kind: 'some', name: 'to', label: 'They were told of', items: options(signposts, same) }],
      schema: z
        .object({ to: choices(keysOf(signposts)) })
        .transform(value => ({ do: 'signpost', on, ...value }) as const),
    },
    safe: {
      question: 'What is safe when we contact them?',
      lead: 'What nobody has said is safe is not safe.',
      fields: [{ kind: 'some', name: 'safe', label: 'They said', items: options(safe, same) }],
      schema: z.object({ safe: choices(keysOf(safe)) }).transform(value => ({
        do: 'say_safe_contact' as const,
        on,
        voicemail: value.safe.includes('voicemail'),
        sayWhoWeAre: value.safe.includes('sayWhoWeAre'),
        othersMayAnswer: value.safe.includes('othersMayAnswer'),
      })),
    },
    'keep-from': {
      question: 'Who must not answer this one?',
      lead: 'A colleague who carries the other side of a family finds nothing of it, and is not told why.',
      fields: [{ kind: 'some', name: 'workers', label: 'Keep it from', items: colleagues }],
      schema: z
        .object({
          workers: z
            .union([z.string().transform(one => [one]), z.array(z.string())])
            .optional()
            .transform(list => list ?? []),
        })
        .transform(value => ({ do: 'keep_from', on, ...value }) as const),
    },
    'call-ended': {
      question: 'How long was the call?',
      fields: [{ kind: 'line', name: 'minutes', label: 'Minutes' }],
      schema: z
        .object({
          minutes: line('Enter the length in whole minutes, such as 25.', 4)
            .refine(text => /^\d+$/.test(text), 'Enter the length in whole minutes, such as 25.')
            .transform(Number),
        })
        .transform(value => ({ do: 'end_call', on, ...value }) as const),
    },
  };
}

type CommandOf<Do extends ContactCommand['do']> = Extract<ContactCommand, { do: Do }>;

/** What was heard, as the fields of its question show it. */
export function typeHeard(command: CommandOf<'note_disclosure'>): Typed {
  const { knownToPolice, named } = command;
  return { facts: keysOf(heardFacts).filter(one => command[one]), knownToPolice, named };
}

/** What is safe, as the fields of its question show it. */
export function typeSafe(command: CommandOf<'say_safe_contact'>): Typed {
  return { safe: keysOf(safe).filter(one => command[one]) };
}

/** What a contact's page offers to record, by the last part of its address. */
export const contactRecords = [
  { what: 'about', words: 'What it is about' },
  { what: 'caller', words: 'What they said of themselves' },
  { what: 'note', words: 'A note for whoever answers next' },
  { what: 'risk', words: 'Whether somebody is at risk now' },
  { what: 'heard', words: 'What may have to be passed on' },
  { what: 'reported', words: 'Which agreed actions they took' },
  { what: 'signposts', words: 'Where you pointed them to' },
  { what: 'safe', words: 'What is safe when we contact them' },
  { what: 'keep-from', words: 'Who must not answer this one' },
] as const;
