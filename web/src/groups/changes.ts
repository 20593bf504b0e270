import type { Role } from '@throughcare/pathway';
import { mayCommand } from '@throughcare/records';

/** What can be changed, by the last part of its address, and the command that it comes to. */
export const groupChanges = [
  { what: 'move', does: 'move_session', words: 'Move a session' },
  { what: 'cancel-session', does: 'cancel_session', words: 'Cancel a session' },
  { what: 'add-session', does: 'add_session', words: 'Add a catch-up or a one-to-one' },
  { what: 'cover', does: 'cover_session', words: 'Somebody else leads a session' },
  { what: 'who', does: 'name_facilitators', words: 'Who runs the group' },
  { what: 'room', does: 'tell_room', words: 'Where and when it meets' },
  { what: 'places', does: 'change_places', words: 'How many places' },
  { what: 'finish', does: 'finish', words: 'The group is over' },
  { what: 'cancel', does: 'cancel', words: 'Cancel the group' },
] as const;

/** Whether somebody with these roles could save it; what is no change at all, nobody could. */
export function mayChange(held: readonly Role[], what: string): boolean {
  return groupChanges.some(one => one.what === what && mayCommand(held, 'group', one.does));
}
