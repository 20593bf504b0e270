/** Forms that need something which no page led to here; they are sent all the same, with fields that are guessed. */
export const needsMore = [
  '/helpline/:contact/call-back/number',
  '/helpline/:contact/call-back/made',
  '/helpline/:contact/concern/from-note',
  '/concerns/new/from-note',
  '/referrals/:case/open',
  '/organisation/apart/:pair/end',
  '/waiting-list',
  '/desk/:study/cancel',
  '/desk/:study/extract',
  '/desk/:study/extract/made-up',
  '/desk/:study/extract/remove',
  '/desk/:study/protocol',
  '/desk/:study/design',
  '/desk/:study/lock',
  '/desk/:study/run',
  '/desk/:study/runs/:run/release',
];
