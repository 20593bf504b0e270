// What the tests of other rooms tell of a case.
export { communityOrder } from './community-order.ts';
