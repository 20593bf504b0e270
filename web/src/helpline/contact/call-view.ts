import { callerKinds } from '@throughcare/pathway';
import type { Contact } from '@throughcare/records';
import { openCallBack, sayCallBack } from '../call-back/view.ts';

/** What stands on a contact's page of calls: one that goes on, those before, a call back, and notes of workers. */
export function callView({ state, notes }: Contact, nameOf: (worker: string) => string) {
  const running = state.calls.find(one => one.minutes === null);
  const next = openCallBack(state);
  return {
    running: running ? { began: running.facts.began } : null,
    calls: state.calls.flatMap(one =>
      one.minutes === null ? [] : { on: one.on, began: one.facts.began, minutes: one.minutes },
    ),
    said: state.caller === 'not_said' ? null : callerKinds[state.caller],
    callBack: next ? sayCallBack(next) : null,
    codeGiven: state.codeGiven,
    notes: notes.map(({ worker, at, words }) => ({ by: nameOf(worker), at, words })),
  };
}
