import { randomUUID } from 'node:crypto';
import type { Role } from '@throughcare/pathway';
import { told, type Told, type Undated } from '../../every-page/told.ts';

export type Who = Readonly<Record<Role, string>>;

const raise = { do: 'raise', source: 'staff', immediateDanger: false, said: 'as told', child: 'as told' };
const no = { ground: 'no_risk_described', reason: 'as told', told: false, notTold: 'not_yet' };

/** Concerns that wait for everybody who works here in turn, and for those who lead on them. */
export function concernsFor(who: Who, staff: readonly Role[], linked: string): Told[] {
  const [lead, second] = [who.safeguarding_lead, 'another-lead'];
  const make = (...parts: [actor: string, ...commands: Undated[]][]): Told => {
    const id = randomUUID();
    const steps = parts.flatMap(([actor, ...commands]) => told('concern', id, actor, commands).steps);
    return { kind: 'concern', id, steps };
  };
  const yes = { ...no, ground: 'child_at_risk' };
  const danger = { ...raise, immediateDanger: true };
  const pass = { do: 'pass_on', passing: 'p1', to: 'duty_desk', reference: '' };
  const answered = {
    do: 'authority_answered',
    passing: 'p1',
    outcome: 'no_further_action',
    words: '',
    chaseBy: null,
  };
  const closes = { do: 'close', outcome: 'no_further_action' };
  const settled = (raised: Undated): [string, ...Undated[]][] => [
    ['nobody-here', raised, { ...pass, reference: 'as told' }],
    ['third-lead', { do: 'review', agreed: true, words: 'as told' }],
    ['nobody-here', answered],
  ];
  const twoOnOneChild = (raised: Undated): Told[] => {
    const [one, other] = [randomUUID(), randomUUID()];
    const each = (id: string, joined: string) =>
      told('concern', id, 'nobody-here', [raised, pass, { do: 'join', with: joined }]);
    return [each(one, other), each(other, one)];
  };
  const forEach = staff.flatMap(role => [
    make([
      second,
      raise,
      { do: 'name_deciders', first: who[role], second },
      { do: 'link_to_case', case: linked },
      { do: 'place_hold', hold: 'h1', ground: 'court', until: null, reason: 'as told' },
    ]),
    make(
      [second, raise, { do: 'name_deciders', first: 'other-lead', second }],
      ['other-lead', { do: 'decide', share: true, ...yes }],
      [second, { do: 'decide', share: false, ...no }, { do: 'name_third', third: who[role] }],
    ),
    make(
      ['nobody-here', danger, pass],
      [second, { do: 'review', agreed: false, words: 'as told' }, { do: 'name_third', third: who[role] }],
    ),
    make([
      who[role],
      danger,
      pass,
      { do: 'escalate', passing: 'p1', level: 'their_manager', reason: 'as told' },
    ]),
  ]);
  return [
    ...forEach,
    make(['nobody-here', raise]),
    make(['nobody-here', danger, pass]),
    // About every safeguarding lead: an administrator takes it up.
    make(['nobody-here', { ...danger, about: [lead, second] }, pass]),
    make(
      ['nobody-here', { ...raise, about: [lead, second] }],
      [who.administrator, { do: 'name_deciders', first: who.administrator, second: who.auditor }],
      [who.administrator, { do: 'decide', share: true, ...yes }],
      [who.auditor, { do: 'decide', share: false, ...no }],
    ),
    make(
      [
        second,
        { ...raise, from: linked },
        { do: 'link_to_case', case: linked },
        { do: 'name_deciders', first: lead, second },
      ],
      [lead, { do: 'decide', share: true, ...yes }],
      [second, { do: 'decide', share: false, ...no }],
    ),
    ...[[], [lead, second]].flatMap(about => [
      // Nothing is left to do, so it can be closed.
      make(...settled({ ...danger, about })),
      ...twoOnOneChild({ ...danger, about }),
    ]),
    make(...settled(danger), [second, closes]),
    make(...settled(danger), [
      second,
      closes,
      { do: 'ask_erasure', ground: 'legal_duty', reason: 'as told' },
    ]),
    make([
      second,
      danger,
      pass,
      { do: 'authority_answered', passing: 'p1', outcome: 'no_further_action', words: '', chaseBy: null },
      { do: 'place_hold', hold: 'h1', ground: 'inquiry', until: null, reason: 'as told' },
    ]),
  ];
}
