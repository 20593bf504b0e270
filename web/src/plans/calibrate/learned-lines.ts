import { Document, YAMLMap, parse } from 'yaml';
import { z } from 'zod';

/** What is read of the lines that somebody gave, and of the scenario that carries what was learned. */
const fileSchema = z.looseObject({
  extends: z.string().optional(),
  name: z.string().optional(),
  summary: z.string().optional(),
  parameters: z.record(z.string(), z.looseObject({})).nullish(),
});
type File = z.output<typeof fileSchema>;

const drawnSchema = z.object({ together: z.string(), values: z.array(z.number()) });

const read = (text: string): File => fileSchema.parse(parse(text) ?? {});

/** A whole scenario file: the lines that were given, and over them what was learned. */
export function learnedFile(lines: string, parent: string, posterior: string, words: string): string {
  const { extends: own = parent, parameters, ...rest } = read(lines);
  const { name, summary, parameters: learned } = read(posterior);
  const document = written({
    extends: own,
    ...rest,
    name,
    summary,
    parameters: { ...parameters, ...learned },
  });
  document.commentBefore = ` ${words}`;
  return document.toString({ lineWidth: 0 });
}

/** As long as an address can hold beside all else. */
const MOST = 4000;
/** Draws that a link carries, as many of these as fit; each list is thinned alike, so that what goes together stays so. */
const THINNED = [100, 50, 40, 25, 20];

/** The same as lines for a link, with fewer draws and without notes; null when they would be too long. */
export function learnedLines(lines: string, posterior: string): string | null {
  const { parameters, ...rest } = read(lines);
  const learned = Object.entries(read(posterior).parameters ?? {});
  for (const draws of THINNED) {
    const thin = Object.fromEntries(
      learned.map(([name, { drawn, ...own }]) => {
        const { together, values } = drawnSchema.parse(drawn);
        const step = values.length / Math.min(draws, values.length);
        const kept = Array.from({ length: Math.min(draws, values.length) }, (_, k) =>
          Number(values[Math.floor((k + 0.5) * step)].toPrecision(4)),
        );
        // A note may be long, and is in the file.
        return [name, { ...own, note: undefined, drawn: { together, values: kept } }];
      }),
    );
    const text = written({ ...rest, parameters: { ...parameters, ...thin } }).toString({ lineWidth: 0 });
    if (text.length <= MOST) return text.trimEnd();
  }
  return null;
}

/** Each list of draws on a line of its own. */
function written(file: File): Document {
  const document = new Document(file);
  for (const name of Object.keys(file.parameters ?? {})) {
    const drawn: unknown = document.getIn(['parameters', name, 'drawn'], true);
    if (drawn instanceof YAMLMap) drawn.flow = true;
  }
  return document;
}
