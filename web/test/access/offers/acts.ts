import type { StreamKind } from '@throughcare/pathway';
import { recordedAt } from '../who-opens.ts';

/** Something that can be recorded on a page of its own. */
export interface Act {
  /** The same on every record. */
  readonly key: string;
  readonly kind: StreamKind;
  readonly does: readonly string[];
}

/** Acts whose address ends in their name; giving a copy and agreeing to an erasure have ways of their own. */
const named: readonly (readonly [base: RegExp, kind: StreamKind, acts: Readonly<Record<string, string>>])[] =
  [
    [
      /^\/people\/[^/]+\/kept\/([a-z-]+)$/,
      'case',
      {
        hold: 'place_hold',
        'lift-hold': 'lift_hold',
        complaint: 'make_complaint',
        'answer-complaint': 'answer_complaint',
        restrict: 'restrict_processing',
        free: 'free_processing',
        'ask-copy': 'ask_copy',
        'ask-erasure': 'ask_erasure',
        'decline-erasure': 'decline_erasure',
      },
    ],
    [
      /^\/groups\/[^/]+\/change\/([a-z-]+)$/,
      'group',
      {
        move: 'move_session',
        'cancel-session': 'cancel_session',
        'add-session': 'add_session',
        cover: 'cover_session',
        who: 'name_facilitators',
        room: 'tell_room',
        places: 'change_places',
        finish: 'finish',
        cancel: 'cancel',
      },
    ],
    [
      /^\/helpline\/[^/]+\/record\/([a-z-]+)$/,
      'contact',
      {
        about: 'record_about',
        caller: 'say_caller',
        note: 'keep_note',
        risk: 'screen_risk',
        heard: 'note_disclosure',
        reported: 'report_actions',
        signposts: 'signpost',
        safe: 'say_safe_contact',
        'keep-from': 'keep_from',
        'call-ended': 'end_call',
      },
    ],
    [/^\/referrals\/[^/]+(\/open)?$/, 'case', { '': 'triage', '/open': 'open' }],
    [/^\/openings\/[^/]+(\/end)?$/, 'opening', { '': 'review', '/end': 'end' }],
  ];

const forms = [...recordedAt].map(([pattern, { kind, does }]) => {
  const shape = new RegExp(`^${pattern.replaceAll(/:[a-z]+/g, '[^/]+')}$`);
  return { shape, key: pattern, kind, does };
});

/** Every act that a page of a record leads to. */
export const everyAct: readonly Act[] = [
  ...forms.map(({ key, kind, does }) => ({ key, kind, does })),
  ...named.flatMap(([base, kind, acts]) =>
    Object.entries(acts).map(([name, command]) => ({ key: keyOf(base, name), kind, does: [command] })),
  ),
];

/** What is recorded at this address, where it is one act on one record. */
export function actAt(url: string): Act | undefined {
  const path = url.replace(/[?#].*/, '');
  for (const [base, , acts] of named) {
    const found = base.exec(path);
    const name = found?.[1] ?? '';
    if (found && Object.hasOwn(acts, name)) return everyAct.find(one => one.key === keyOf(base, name));
  }
  return forms.find(one => one.shape.test(path));
}

function keyOf(base: RegExp, name: string): string {
  const [, under] = /^\^\\\/([a-z]+)/.exec(base.source)!;
  return `${under} ${name}`;
}
