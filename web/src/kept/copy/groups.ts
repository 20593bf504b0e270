import type { SaidLine, SubjectAccess, SubjectConcerns } from '@throughcare/records';

/** Lines of one kind, kept back for one reason: what somebody goes through together. */
export interface LineGroup {
  readonly id: string;
  readonly title: string;
  readonly exemption: SaidLine['exemption'];
  /** The concern whose lines they are; null for those of the case. */
  readonly concern: string | null;
  readonly isOpen: boolean;
  /** The version of the record that they were read from. */
  readonly version: number;
  readonly lines: readonly SaidLine[];
  readonly undecided: number;
  readonly released: number;
  readonly keptBack: number;
}

const notes = ['notes', 'Notes'] as const;
const tasks = ['tasks', 'Tasks and handing over, in words'] as const;
const holds = ['holds', 'Orders to keep the record'] as const;
const others = ['others', 'What other bodies gave or arranged'] as const;
const duties = ['duties', 'Legal duties, and agencies that work together'] as const;
const conditions = ['conditions', 'Conditions'] as const;
const erasure = ['erasure', 'Whether the record is erased'] as const;
const access = ['access', 'Who may see the case'] as const;

/** The kind that a line belongs to, by what was recorded. What stands here nowhere is “Other lines”. */
const kinds: Readonly<Record<string, readonly [id: string, title: string]>> = {
  note_written: notes,
  task_given: tasks,
  task_handed_back: tasks,
  case_handed_back: tasks,
  children_checked: ['children', 'Checks on the children around them'],
  condition_set: conditions,
  condition_ended: conditions,
  band_imported: others,
  mappa_recorded: others,
  clock_began: duties,
  clock_ended: duties,
  enrolment_moved: ['programmes', 'Why a referral to a programme moved on'],
  failure_judged: ['failures', 'Why an officer decided otherwise'],
  reopened: ['reopened', 'Why the case was opened again'],
  erasure_asked: erasure,
  erasure_declined: erasure,
  hold_placed: holds,
  hold_lifted: holds,
  restricted: access,
  restricted_to: access,
  restriction_lifted: access,
  staff_excluded: access,
  exclusion_ended: access,
  stepped_away: access,
  sent_from_outside: access,
};
const otherLines = ['other', 'Other lines'] as const;

/** Why the lines of a group are kept back, in a word beside its kind. */
const because: Readonly<Record<SaidLine['exemption'], string>> = {
  concern: 'a concern',
  third_party: 'may be about others',
  law_enforcement: 'police, probation or a court',
  staff: 'names workers',
};

/** The lines by kind and by why they are kept back; those of each concern by themselves. */
export function groupsOf(found: SubjectAccess, { concerns }: SubjectConcerns): LineGroup[] {
  const byKind = new Map<string, { readonly title: string; readonly lines: SaidLine[] }>();
  for (const line of found.lines) {
    const [kind, title] = kinds[line.what] ?? otherLines;
    const id = `${kind}-${line.exemption}`;
    const group = byKind.get(id) ?? { title: `${title} (${because[line.exemption]})`, lines: [] };
    group.lines.push(line);
    byKind.set(id, group);
  }
  const ofCase = [...byKind].map(([id, { title, lines }]) =>
    counted({ id, title, concern: null, isOpen: false, version: found.version, lines }),
  );
  const ofConcerns = concerns
    .filter(one => one.lines.length > 0)
    .map(({ concern, version, isOpen, lines }, index) => {
      const id = `concern-${index + 1}`;
      return counted({
        id,
        title: `A concern about a child (${index + 1})`,
        concern,
        isOpen,
        version,
        lines,
      });
    });
  return [...ofCase, ...ofConcerns];
}

type Uncounted = Omit<LineGroup, 'exemption' | 'undecided' | 'released' | 'keptBack'>;

function counted(group: Uncounted): LineGroup {
  const { lines } = group;
  const count = (which: (line: SaidLine) => boolean) => lines.filter(which).length;
  return {
    ...group,
    exemption: lines[0].exemption,
    undecided: count(one => one.decided === null),
    released: count(one => one.decided?.released === true),
    keptBack: count(one => one.decided?.released === false),
  };
}
