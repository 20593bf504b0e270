export * from './compare.ts';
export * from './instrument.ts';
export * from './measure.ts';
export { sumOf } from './take.ts';
