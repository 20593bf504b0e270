import { agreedActions, contactStages } from '@throughcare/pathway';
import { z } from 'zod';
import { page } from '../../frame/answer.ts';
import { choices } from '../../frame/fields.ts';
import { refused, withErrors, type FormView } from '../../frame/form.ts';
import { failure } from '../../frame/answer.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { keysOf, options } from '../../person/options.ts';
import { knock } from './knock.ts';
import { askPage, CAME_BACK, MINUTES, TOO_LONG } from './came-back.ts';

/** What a slip does, in fixed words that are read before one is made; the version is kept with the contact (E6). */
const consent = {
  version: 'slip-2026-2',
  lines: [
    'A slip is a short code that you carry to one of our programmes yourself. It is your choice, and you need none to be taken on.',
    'It brings only what you tick below. It does not bring what you wrote, what we answered, or this contact.',
    'The programme keeps what you tick in their record about you, under your name, which you give there. You can ask for a copy. Nobody can find this contact from the slip.',
    'It can be used once, within four weeks.',
  ],
} as const;

const same = (words: string) => words;
const stages = options(contactStages, same).filter(one => one.value !== 'not_applicable');

const consentPage = (form: FormView, carried: string, status = 200) =>
  page(
    'help/code/slip.njk',
    { consent, stages, actions: options(agreedActions, same), form, carried },
    { status },
  );

/** A slip to carry to a programme: the caller's own act, and nobody's for them. */
export const helpSlip = [
  route({
    method: 'POST',
    path: paths.helpSlip,
    policy: caller,
    form: z.object({
      carried: z.string().max(400),
      read: z.string().max(40).optional(),
      stage: z.enum(keysOf(contactStages)).catch('not_said'),
      actions: choices(keysOf(agreedActions)),
    }),
    async handle({ form, desk, now, seal, unseal }) {
      const kept = form.view.values.carried;
      const code = unseal(CAME_BACK, typeof kept === 'string' ? kept : undefined);
      const contact = code === undefined ? null : await knock(desk, code, now);
      if (contact === 'wait') return failure('tooMany');
      if (!contact || code === undefined) {
        return askPage(withErrors(form.view, [{ field: 'code', words: TOO_LONG }]), 422);
      }
      const carried = seal(CAME_BACK, code, MINUTES);
      if (!form.ok) return consentPage(form.view, carried, 422);
      const { read, stage, actions } = form.value;
      if (read !== consent.version) return consentPage(form.view, carried);
      const made = await contact.slip(form.command, read, { saidStage: stage, actions });
      if (!made.ok) return consentPage(refused(form.view, made.refusal), carried, 422);
      return page('help/code/slip-shown.njk', { slip: made.slip });
    },
  }),
];
