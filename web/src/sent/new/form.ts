import { referralSources, legalStageWords } from '@throughcare/pathway';
import { z } from 'zod';
import { choice } from '../../frame/fields.ts';
import { keysOf } from '../../person/options.ts';
import { optionalDay } from '../../referrals/new/optional-day.ts';
import { whoTheyAre, whatIsKnown } from '../../referrals/new/form.ts';

/** Bodies that send people here. Nobody else can say that somebody came by themselves. */
export const { self: _, ...sendingBodies } = referralSources;

const where = z.object({
  source: choice(keysOf(sendingBodies), 'Choose which body you send them for.'),
  stage: choice(keysOf(legalStageWords), 'Choose where things stand.'),
});

/** In parts, so that everything that is missing is said at once, in the order of the page. */
export const sendForm = z.intersection(
  z.intersection(whoTheyAre, optionalDay('bornOn', 'the date of birth')),
  z.intersection(whatIsKnown, where),
);
