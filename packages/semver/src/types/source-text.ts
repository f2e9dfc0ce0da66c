/** A string as source text: what could end it or its line is escaped. */
export function stringText(value: string): string {
  const inside = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inside.replaceAll(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, unicodeEscape)}'`;
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A name as a key of an object. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : stringText(name);
}

/** The text of a program: what it imports, and what it does. */
export function program(head: string, lines: readonly string[]): string {
  return `${[head, ...lines].join('\n').trim()}\n`;
}
