export { accounts, worlds, type World } from './drawn.ts';
export { SURNAME } from './cases.ts';
export { make } from './make.ts';
export { toldAsSender, viewersOf, type Made } from './viewers.ts';
