import {
  callBackOutcomes,
  callBackWays,
  sayDay,
  type CallBack,
  type ContactState,
  type SafeContact,
} from '@throughcare/pathway';

/** The call back that is agreed and not made yet; at most one. */
export function openCallBack(state: ContactState): CallBack | undefined {
  return state.callBacks.find(one => one.outcome === null);
}

/** A call back in words, with whether its number is still there. */
export function sayCallBack(one: CallBack) {
  return {
    way: callBackWays[one.way],
    when: `${sayDay(one.slot.day)}, ${one.slot.from} to ${one.slot.until}`,
    weRing: one.way === 'we_call',
    leaveMessage: one.leaveMessage,
    number: one.number,
    outcome: one.outcome === null ? null : callBackOutcomes[one.outcome],
  };
}

/** What is safe when they are rung, in words; it stands above the number. What nobody said is safe is not safe. */
export function saySafe(safe: SafeContact, leaveMessage: boolean): readonly string[] {
  return [
    safe.othersMayAnswer
      ? 'Somebody else may answer. Say nothing until you know who it is.'
      : 'Nobody else should answer. If somebody else does, say that it is a wrong number and ring off.',
    safe.sayWhoWeAre
      ? 'You may say who we are.'
      : 'Do not say who we are, to anybody, until you know it is them.',
    safe.voicemail && leaveMessage
      ? 'A message may be left. Say nothing in it of what it is about.'
      : 'Leave no message.',
    'Ring with our number withheld.',
  ];
}
