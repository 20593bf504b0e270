import type { CaseCommand } from '@throughcare/pathway';
import { dayBoxes } from '../../frame/fields.ts';
import { errorsOf, toldAgain, typedOf } from '../../history/again.ts';
import { isUnder18, underAge } from '../../referrals/new/adult.ts';
import { identityOf, referralChoices, referralForm } from '../../referrals/new/form.ts';
import type { FormAgain } from '../form-again.ts';

/** Who somebody is, and what else their referral says, told again; null for what is no referral. */
export function referralAgain(command: CaseCommand): FormAgain | null {
  if (command.do !== 'refer') return null;
  const { identity, source, stage } = command;
  return {
    template: 'person/entry/referral.njk',
    again: {
      way: toldAgain,
      begins: {
        ...typedOf({ ...identity, source, stage }),
        ...(identity.bornOn !== null && dayBoxes('bornOn', identity.bornOn)),
      },
      shows: referralChoices,
      read(typed, on) {
        const read = referralForm.safeParse(typed);
        if (!read.success) return { errors: errorsOf(read.error) };
        const referral = read.data;
        if (isUnder18(referral.bornOn, on)) return { errors: [underAge] };
        // The reference stays what letters and registers have.
        const { reference } = command;
        const { source: from, stage: standing } = referral;
        return {
          command: {
            do: 'refer',
            on,
            reference,
            source: from,
            stage: standing,
            identity: identityOf(referral),
          },
        };
      },
    },
  };
}
