import type { Day } from '@throughcare/pathway';
import type { Organisation } from '@throughcare/records';

/** Whom to ring for a child in danger, by area, as pages show it: a number past its check stays, and says so (E34). */
export function desksView({ dutyDesks, people }: Pick<Organisation, 'dutyDesks' | 'people'>, today: Day) {
  const nameOf = (user: string) => people.find(one => one.user === user)?.name ?? 'somebody who has left';
  return dutyDesks.map(one => ({ ...one, by: nameOf(one.by), overdue: one.checkBy < today }));
}

export type DeskShown = ReturnType<typeof desksView>[number];
