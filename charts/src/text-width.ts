import { TEXT } from './layout.ts';

export interface Face {
  readonly size: number;
  readonly bold: boolean;
}

export const plain: Face = { size: TEXT, bold: false };
export const bold: Face = { size: TEXT, bold: true };

/**
 * Widths of Atkinson Hyperlegible Next at weight 680 with tabular figures, in thousandths of the size, as a browser
 * measured them. There is no font where a picture is written, and a label has to be known to fit.
 */
const groups: readonly (readonly [number, string])[] = [
  [260, "'jil.,:;|-"],
  [310, ' !()'],
  [350, '[]{}f/\\`_*'],
  [385, 'rtI"“”’'],
  [510, 'scvyz–'],
  [550, 'akxeé?J<>^~'],
  [598, 'bdghnopquZ=LF+−'],
  [640, '0123456789EBPSTVYKR#$£'],
  [690, 'ACDHUXN'],
  [745, 'wOQG&…'],
  [880, 'mMW@%'],
];

const widths = new Map(
  groups.flatMap(([width, signs]) => signs.split('').map(sign => [sign, width] as const)),
);

/** About how wide a text is in px, rather more than less; a letter that is not listed counts a whole size. */
export function textWidth(text: string, face: Face = plain): number {
  let thousandths = 0;
  for (const sign of text) thousandths += widths.get(sign) ?? 1000;
  return (thousandths / 1000) * face.size * (face.bold ? 1.02 : 0.99);
}
