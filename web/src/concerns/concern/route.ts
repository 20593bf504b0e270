import { londonDay } from '@throughcare/pathway';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { knownAsked, readAsKnown } from '../../history/as-known.ts';
import { paths } from '../../paths.ts';
import { dutyView } from '../duty-view.ts';
import { anybodyHere } from '../policy.ts';
import { concernEntry } from './entry/route.ts';
import { formRoutes } from './concern-form.ts';
import { authorityForms } from './forms/authority.ts';
import { lifetimeForms } from './forms/lifetime.ts';
import { fileForms } from './forms/file.ts';
import { sharingForms } from './forms/sharing.ts';
import { concernView } from './concern-view.ts';

export const concern = [
  route({
    method: 'GET',
    path: paths.concern,
    policy: anybodyHere,
    query: knownAsked,
    async handle({ records, who, params, query, now }) {
      const asked = await readAsKnown(query, now, asOf => records.concern(params.concern, asOf));
      if (!asked) return failure('notFound');
      const { found, known } = asked;
      const concern = concernView(found, who, known.day ?? londonDay(now), known.day !== null);
      // A duty to report is one of today, whatever was known once.
      const duty = dutyView(await records.reportingDuties(), who, found.state.raisedOn!, found.state);
      return page('concerns/concern/page.njk', { concern, duty, known });
    },
  }),
  ...[...sharingForms, ...authorityForms, ...fileForms].flatMap(formRoutes),
  ...lifetimeForms,
  ...concernEntry,
];
