import { page } from '../../frame/answer.ts';
import { sheet } from '../../frame/assets.ts';
import { caller } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { templates } from '../../frame/templates.ts';
import { paths } from '../../paths.ts';
import { crisisLines } from '../crisis.ts';

export const helpTonight = [
  route({
    method: 'GET',
    path: paths.helpTonight,
    policy: caller,
    handle: () => page('help/tonight/page.njk', { crisisLines }),
  }),
];

/**
 * What to do tonight, as one file that stands alone (E9). The operator's proxy shows it when the service is down: it
 * needs no database, no script, no form, no font and no second request.
 */
export function tonightAlone(options: { readonly demonstration: boolean }): string {
  const styles = ['tokens', 'ground', 'frame', 'public', 'print']
    .map(name => sheet(name as 'tokens'))
    .join('\n');
  return templates().render('help/tonight/alone.njk', { crisisLines, styles: { svg: styles }, ...options });
}
