/** A text as R writes it between quotation marks: plain ASCII, so that it means the same in every locale. */
export function rText(text: string): string {
  const inside = Array.from(text.toWellFormed(), sign => {
    const code = sign.codePointAt(0) ?? 0;
    if (sign === '"' || sign === '\\') return `\\${sign}`;
    if (code < 32 || code === 127) return ' ';
    return code < 127 ? sign : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${inside.join('')}"`;
}

/** A number as R reads it to the last bit; NA where there is none. */
export function rNumber(value: number | undefined): string {
  return value === undefined ? 'NA_real_' : String(value);
}
