// The door for tests of other rooms: a fresh database, and drawn organisations with what the policy says of them.
export * from './database.ts';
export {
  accounts,
  make,
  SURNAME,
  toldAsSender,
  viewersOf,
  worlds,
  type Made,
  type World,
} from './access/world/world.ts';
export { sees, worksHere, type Seen, type Viewer } from '../src/access/viewer.ts';
// By sound a search finds more than the name that was typed.
export { soundOf } from '../src/keys/blind-index.ts';
