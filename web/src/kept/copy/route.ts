import { packOpening, sayPack } from '@throughcare/records';
import { failure, file, page } from '../../frame/answer.ts';
import { staff } from '../../frame/policy.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { copyOf, type Copy } from './copy.ts';

const policy = staff('safeguarding_lead');

function show({ found, groups, undecided }: Copy, request: string, refused: boolean) {
  const to = { case: found.case, request };
  return page(
    'kept/copy/page.njk',
    {
      case: found.case,
      askedOn: found.askedOn,
      givenOn: found.givenOn,
      undecided,
      refused,
      groups: groups.map(group => ({ ...group, href: paths.personCopyLines({ ...to, group: group.id }) })),
      asPage: paths.personCopyRead(to),
      asText: paths.personCopyFile({ ...to, form: 'text' }),
      asData: paths.personCopyFile({ ...to, form: 'data' }),
      give: paths.personKeptAct({ case: found.case, act: 'give-copy' }),
    },
    { status: refused ? 409 : 200 },
  );
}

/** The copy that a person asked for: what is kept back of it and waits for a decision, and the way to take it out. */
export const keptCopy = [
  route({
    method: 'GET',
    path: paths.personCopy,
    policy,
    async handle({ records, params }) {
      const copy = await copyOf(records, params.case, params.request);
      return copy ? show(copy, params.request, false) : failure('notFound');
    },
  }),
  route({
    method: 'GET',
    path: paths.personCopyRead,
    policy,
    async handle({ records, params }) {
      const copy = await copyOf(records, params.case, params.request);
      if (!copy) return failure('notFound');
      const { found, pack, undecided } = copy;
      return page('kept/copy/read/page.njk', {
        case: found.case,
        request: params.request,
        pack,
        opening: packOpening,
        undecided,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.personCopyFile,
    policy,
    async handle({ records, params }) {
      const { request, form } = params;
      if (form !== 'text' && form !== 'data') return failure('notFound');
      const copy = await copyOf(records, params.case, request);
      if (!copy) return failure('notFound');
      // E23: what leaves the house is what was gone through, line by line.
      if (copy.undecided > 0) return show(copy, request, true);
      const { pack } = copy;
      // Neutral names: the file lies in a downloads folder that others may see.
      if (form === 'text') return file('text/plain; charset=utf-8', sayPack(pack), 'copy.txt');
      return file('application/json', `${JSON.stringify(pack, null, 1)}\n`, 'copy.json');
    },
  }),
];
