import { londonDay, onCall, welfareBoard } from '@throughcare/pathway';
import { page } from '../frame/answer.ts';
import { staff } from '../frame/policy.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
});

/** Who is to be asked how they are, now and before the next opening, and who has it when nobody is there (E8). */
export const welfarePage = [
  route({
    method: 'GET',
    path: paths.welfare,
    policy: staff('practitioner', 'programme_lead', 'safeguarding_lead'),
    async handle({ records, now }) {
      const { settings, covers, people } = await records.organisation();
      const prompts = await records.welfare();
      const at = { day: londonDay(now), time: clock.format(now) };
      const hours = settings.staffedHours?.value ?? null;
      const board = welfareBoard(prompts, hours, onCall(covers, at.day), at);
      const name = (user: string | null) =>
        people.find(one => one.user === user && one.active)?.name ?? 'nobody';
      const shown = (list: typeof board.due) => list.map(one => ({ ...one, who: name(one.practitioner) }));
      return page('welfare/page.njk', {
        board,
        due: shown(board.due),
        beforeOpening: shown(board.beforeOpening),
        onCall: board.onCall.map(name),
        at,
      });
    },
  }),
];
