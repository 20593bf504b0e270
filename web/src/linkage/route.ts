import { notYet } from '../analysis/not-yet.ts';
import { page } from '../frame/answer.ts';
import { evidenceReaders } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { linkageView, qualityView } from './linkage-view.ts';

export const linkage = [
  route({
    method: 'GET',
    path: paths.linkage,
    policy: evidenceReaders,
    handle({ services: { analysis } }) {
      const finding = analysis.linkage();
      if (finding.state !== 'ready') {
        const back = { href: paths.studies(), words: 'Studies' };
        return notYet(finding, { title: 'Linkage', again: paths.linkage(), back });
      }
      const counted = analysis.linkageQuality();
      return page('linkage/page.njk', {
        view: linkageView(finding.result),
        counted: counted.state,
        quality: counted.state === 'ready' ? qualityView(counted.result) : undefined,
      });
    },
  }),
];
