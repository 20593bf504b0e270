import { enrolmentBases, enrolmentStatuses, type Day } from '@throughcare/pathway';
import type { WaitingList } from '@throughcare/records';

/** The board: what runs out first stands first; a warning where the order ends before the earliest place. */
export function waitingView(list: WaitingList, today: Day) {
  const open = list.groups
    .filter(group => group.startsOn >= today && group.freePlaces > 0)
    .sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const rows = list.rows.map(row => ({
    ...row,
    basis: enrolmentBases[row.basis],
    standing: row.status === 'awaiting_allocation' ? null : enrolmentStatuses[row.status].words,
    groups: (row.status === 'awaiting_allocation' ? open : [])
      .filter(group => group.programme === row.programme)
      .map(group => ({
        value: `${row.enrolment}/${group.group}`,
        name: group.name,
        startsOn: group.startsOn,
        free: group.freePlaces,
        inTime: row.orderEnds === null || group.startsOn <= row.orderEnds,
      })),
  }));
  return {
    rows,
    warnings: list.warnings,
    warned: rows.filter(row => row.warning !== null),
    groups: open,
    today,
  };
}
