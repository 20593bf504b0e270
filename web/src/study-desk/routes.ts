import { deskCompare } from './compare/route.ts';
import { deskDesign } from './design/route.ts';
import { deskExtract } from './extract/route.ts';
import { deskFound } from './found/route.ts';
import { deskNew } from './new/route.ts';
import { deskProtocol } from './protocol/route.ts';
import { deskRegister } from './register/route.ts';
import { deskRelease } from './release/route.ts';
import { deskRun } from './run/route.ts';
import { deskStudy } from './study/route.ts';

/** Every page of the study desk. */
export const studyDesk = [
  ...deskNew,
  ...deskRegister,
  ...deskStudy,
  ...deskExtract,
  ...deskProtocol,
  ...deskDesign,
  ...deskRun,
  ...deskFound,
  ...deskRelease,
  ...deskCompare,
];
