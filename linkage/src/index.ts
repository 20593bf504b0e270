export { readIdentities, IdentityFileRefused, type Identity } from './identity.ts';
export { jaro, jaroWinkler } from './jaro-winkler.ts';
export { compare, fields, fieldNames, MISSING, type Field } from './compare.ts';
export { block, usualPasses, soundOf, NothingToCompare, type Candidates, type Pass } from './block.ts';
export { estimateU, train, type CandidateLevels } from './train.ts';
export { fieldWeight, type FieldModel, type LinkModel } from './model.ts';
export { matchWeight, nameShares, reasons, type NameShares, type Reason } from './score.ts';
export { resolve, type Link, type ScoredPair } from './resolve.ts';
export {
  link,
  usualSettings,
  LinkageRefused,
  type Linkage,
  type LinkedPair,
  type LinkSettings,
} from './link.ts';
export { linkQuality, precisionBy, share, type LinkQuality, type Share, type TrueLink } from './quality.ts';
export { readTruth } from './truth.ts';
