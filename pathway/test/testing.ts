// What the tests of other rooms tell of a case.
export { communityOrder } from './community-order.ts';
export {
  beside,
  suspendedSentence,
  throughCustody,
  toConviction,
  underInvestigation,
} from './case/legal/pathway.ts';
