import { londonDay } from '@throughcare/pathway';
import { failure, page } from '../../frame/answer.ts';
import { route } from '../../frame/route.ts';
import { paths } from '../../paths.ts';
import { dutyView } from '../duty-view.ts';
import { anybodyHere } from '../policy.ts';
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
    async handle({ records, who, params, now }) {
      const found = await records.concern(params.concern);
      if (!found) return failure('notFound');
      const duty = dutyView(await records.reportingDuties(), who, found.state.raisedOn!, found.state);
      return page('concerns/concern/page.njk', { concern: concernView(found, who, londonDay(now)), duty });
    },
  }),
  ...sharingForms,
  ...authorityForms,
  ...fileForms,
  ...lifetimeForms,
];
