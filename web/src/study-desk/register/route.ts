import { ledgerAt, registerOf, StudyRefusal, type RegisteredStudy } from '@throughcare/evidence';
import { page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { analysts, deskFor } from '../analysts.ts';

/** Every study of the ledger with every look and what it found; nothing drops out because it found nothing (E15). */
export const deskRegister = [
  route({
    method: 'GET',
    path: paths.deskRegister,
    policy: analysts,
    handle(visit) {
      try {
        const { studies } = registerOf(ledgerAt(deskFor(visit).place.ledger).entries());
        return page('study-desk/register/page.njk', { studies: studies.map(studyView), damaged: '' });
      } catch (error) {
        if (!(error instanceof StudyRefusal)) throw error;
        return page('study-desk/register/page.njk', { studies: [], damaged: error.message }, { status: 500 });
      }
    },
  }),
];

function studyView({ study, question, protocols, changedAfterOutcomes, looks, releases }: RegisteredStudy) {
  return {
    study,
    question,
    changedAfterOutcomes,
    protocols: protocols.length,
    looks: looks.map(look => ({
      entry: look.entry,
      number: look.number,
      at: Date.parse(look.at),
      protocol: look.protocolSha256.slice(0, 12),
      found: look.findings?.map(({ first, second, verdict }) => `${first} against ${second}: ${verdict}`) ?? [
        'broken off after outcomes had been opened',
      ],
      released: releases
        .filter(({ of }) => of === look.entry)
        .map(({ by, reviewer }) => (reviewer ? `${by}, read by ${reviewer}` : by))
        .join('; '),
    })),
  };
}
