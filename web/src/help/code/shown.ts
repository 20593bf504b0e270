import { page } from '../../frame/answer.ts';
import type { FormView } from '../../frame/form.ts';

interface Showing {
  readonly freshForm: () => FormView;
  readonly seal: (purpose: string, text: string, minutes: number) => string;
}

/** Half an hour in which the code can be shown again, to the browser that got it. */
const MINUTES = 30;
export const CODE_PURPOSE = 'return code';

/** The code, shown once, with a button for when it is written down. It travels on sealed, so that it can be seen again. */
export function codePage(visit: Showing, code: string) {
  return page('help/code/shown.njk', {
    code,
    form: visit.freshForm(),
    carried: visit.seal(CODE_PURPOSE, code, MINUTES),
  });
}
