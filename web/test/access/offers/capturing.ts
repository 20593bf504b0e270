import type { StreamKind } from '@throughcare/pathway';
import type { Outcome, Records, Repository } from '@throughcare/records';

export interface Captured {
  readonly kind: StreamKind;
  readonly stream: string;
  readonly command: { readonly do: string };
}

const looked: Outcome = {
  ok: false,
  reason: 'refused',
  refusal: { code: 'looked', words: 'Nothing was saved: this only looks at what would be.' },
  step: 0,
};

/** The record as pages use it, but that what a form would record is kept in `captured`, and nothing is written. */
export function capturing(records: Records, captured: Captured[]): Pick<Records, 'as'> {
  return {
    as(actor) {
      const repository = records.as(actor);
      const looks: Pick<
        Repository,
        'decide' | 'decideTogether' | 'agreeCallBack' | 'makeCallBack' | 'giveCode'
      > = {
        decide(kind, stream, _expected, _id, command) {
          captured.push({ kind, stream, command });
          return Promise.resolve(looked);
        },
        decideTogether(_id, steps) {
          captured.push(...steps.map(({ kind, stream, command }) => ({ kind, stream, command })));
          return Promise.resolve(looked);
        },
        agreeCallBack({ contact, command }) {
          captured.push({ kind: 'contact', stream: contact, command });
          return Promise.resolve(looked);
        },
        makeCallBack({ contact, on, callBack, outcome }) {
          const command = { do: 'make_call_back', on, callBack, outcome };
          captured.push({ kind: 'contact', stream: contact, command });
          return Promise.resolve(looked);
        },
        giveCode(contact) {
          const command = { do: 'give_code', on: '2026-03-12' };
          captured.push({ kind: 'contact', stream: contact, command });
          return Promise.resolve({ outcome: looked, code: '' });
        },
      };
      return { ...repository, ...looks };
    },
  };
}
