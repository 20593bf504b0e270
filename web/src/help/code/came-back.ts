import { page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';

/** Long enough to read and to write again; then the code is asked for once more. */
export const MINUTES = 30;
export const CAME_BACK = 'came back';
export const TOO_LONG =
  'It is a while since you typed your code. Type it again. Your words are kept beside it and not sent yet.';
/** Asks for a code. */
export const askPage = (form: FormView, status = 200) =>
  page('help/code/ask.njk', { form: { ...form, values: { words: form.values.words ?? '' } } }, { status });
