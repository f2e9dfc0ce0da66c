/** Prints one line, or several. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Reports progress: prints one line to stderr. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Rows under their headings as aligned columns; columns of numbers and sizes stand to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) =>
        (/^\d/.test(rows[0]?.[column] ?? '') ? padStart : padEnd)(cells[column] ?? '', width),
      )
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line)].join('\n');
}

const padStart = (cell: string, width: number) => cell.padStart(width);
const padEnd = (cell: string, width: number) => cell.padEnd(width);

/** A size as people read it: `13.4 kB` (1 kB is 1,000 bytes). */
export function size(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** A JSON web token anywhere in the text, cut to its first four characters. */
export function masked(value: string): string {
  return value.replace(/(eyJ[\w-])[\w.-]*/g, '$1…');
}
