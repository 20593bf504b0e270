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
    [
      /^\/organisation\/change\/([a-z-]+)\/[^/]+$/,
      'organisation',
      {
        roles: 'change_roles',
        leave: 'leave',
        'make-team': 'make_team',
        'join-team': 'join_team',
        'leave-team': 'leave_team',
        'close-team': 'close_team',
        cover: 'arrange_cover',
        'on-call': 'arrange_on_call',
        'end-cover': 'end_cover',
        offer: 'offer_programme',
        shape: 'shape_programme',
        withdraw: 'withdraw_programme',
        number: 'set_number',
        hours: 'set_staffed_hours',
        unanswered: 'count_unanswered',
      },
    ],
  ];

/** What is recorded of the organisation itself at an address of its own. */
const ofOrganisation: Readonly<Record<string, readonly string[]>> = {
  '/organisation/add': ['join'],
  '/organisation/people/:user/password': ['renew_password'],
  '/organisation/apart': ['keep_apart'],
  '/organisation/apart/:pair/end': ['end_apart'],
  '/retention/set': ['set_retention'],
  '/retention/check': ['check_retention'],
  '/retention/end/:class': ['end_retention'],
  '/retention/hold': ['hold_records'],
  '/retention/hold/:hold/lift': ['free_records'],
  '/concerns/reporting-duty': ['set_mandatory_reporting'],
  '/concerns/duty-desks/:desk': ['set_duty_desk'],
  '/concerns/duty-desks/:desk/remove': ['remove_duty_desk'],
  '/audit/unusual/:rule/:day/:user': ['look_into_reads', 'open_reads_again'],
};

/** Pages that everybody reads and some record on: there a form alone offers it, and no link. */
const byFormAlone: readonly string[] = ['/concerns/reporting-duty', 'openings '];

const forms = [
  ...recordedAt,
  ...Object.entries(ofOrganisation).map(([at, does]) => [at, { kind: 'organisation', does }] as const),
].map(([pattern, { kind, does }]) => {
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

/** What is recorded at this address, where it is one act on one record; by a form that is sent there, or a link to it. */
export function actAt(url: string, by: 'form' | 'link'): Act | undefined {
  const path = url.replace(/[?#].*/, '');
  for (const [base, , acts] of named) {
    const found = base.exec(path);
    const name = found?.[1] ?? '';
    if (!found || !Object.hasOwn(acts, name)) continue;
    const key = keyOf(base, name);
    return by === 'link' && byFormAlone.includes(key) ? undefined : everyAct.find(one => one.key === key);
  }
  return forms.find(one => one.shape.test(path) && (by === 'form' || !byFormAlone.includes(one.key)));
}

function keyOf(base: RegExp, name: string): string {
  const [, under] = /^\^\\\/([a-z]+)/.exec(base.source)!;
  return `${under} ${name}`;
}
