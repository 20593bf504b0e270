import type { AttendanceCode, GroupCommand } from '@throughcare/pathway';
import type { Participation } from './attendance.ts';
import { dayOf } from './calendar.ts';
import { programmes } from './client.ts';
import type { Run } from './runs.ts';
import type { Staff } from './staff.ts';
import type { Draft } from './steps.ts';

/** Everything recorded about one run: the plan, places, registers. `went` stands in the order of its members. */
export function groupSteps(run: Run, went: readonly Participation[], staff: Staff): Draft<GroupCommand>[] {
  const lead = staff.programmeLeads[0].user;
  const { id: programme, places } = programmes[run.programme];
  const drafts: Draft<GroupCommand>[] = [
    {
      on: run.plannedOn,
      actor: lead,
      command: {
        do: 'plan',
        programme,
        name: run.name,
        places,
        sessions: run.sessions.map(dayOf),
        lead: run.lead,
      },
    },
  ];
  run.members.forEach(({ client, wish, placedOn }, k) => {
    const place = { do: 'take_place', case: client.case, enrolment: wish.enrolment } as const;
    drafts.push({ on: placedOn, actor: lead, command: place });
    const { left } = went[k];
    if (left) drafts.push({ on: left.on, actor: run.lead, command: { do: 'free_place', case: client.case } });
  });
  run.sessions.forEach((on, k) => {
    const marks: { case: string; code: AttendanceCode }[] = [];
    run.members.forEach(({ client }, member) => {
      const mark = went[member].marks.find(one => one.session === k + 1);
      if (mark) marks.push({ case: client.case, code: mark.code });
    });
    drafts.push({ on, actor: run.lead, command: { do: 'take_register', session: k + 1, marks } });
  });
  return drafts;
}
