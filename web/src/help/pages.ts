import { page, type PageOptions } from '../frame/answer.ts';
import type { FormView } from '../frame/form.ts';
import type { Way } from './groups.ts';
import { statementOf } from './statement.ts';

/** What stays private and what does not, on one way in, with the button that says it was read. */
export function statementPage(way: Way, form: FormView, status = 200) {
  return page('help/about/page.njk', { way, statement: statementOf(way), form }, { status });
}

/** The box for the message. */
export function writePage(way: Way, form: FormView, options: PageOptions = {}) {
  return page('help/write/page.njk', { way, form }, options);
}
