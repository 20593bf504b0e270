import { page } from '../frame/answer.ts';
import { anybody } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { sources, type Source } from '../sources/sources.ts';
import { answered, claims } from './claims.ts';
import { hundredRings } from './rings.ts';

/** How many of a claim's figures were read second hand: the card says so, and the page of sources says where. */
function secondHand(ids: readonly (keyof typeof sources)[]): string {
  const few = ids.map(id => sources[id] as Source).filter(source => source.secondary !== undefined).length;
  if (few === 0) return '';
  return few === ids.length ? 'read second hand' : 'some read second hand';
}

export const claimsPage = [
  route({
    method: 'GET',
    path: paths.home,
    policy: anybody,
    handle: ({ demonstration }) =>
      demonstration
        ? page('claims/page.njk', {
            claims: claims.map(claim => ({ ...claim, secondHand: secondHand(claim.sources) })),
            answered,
            rings: hundredRings,
          })
        : page('claims/doors.njk'),
  }),
];
