import { isScalar, LineCounter, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from '../json/problem.js';

/** More of them than this are not listed. */
const MOST = 20;

/** Keys that a map of YAML has twice (YAML 1.2, section 3.2.1.1). The parser's own check compares each with all others. */
export function duplicateKeys(document: Document, text: string): Problem[] {
  const offsets: number[] = [];
  visit(document, {
    Map(_, map) {
      const known = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (known.has(key.value)) offsets.push(key.range?.[0] ?? 0);
        known.add(key.value);
      }
      return offsets.length < MOST ? undefined : visit.BREAK;
    },
  });
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0 && offsets.length > 0; end = text.indexOf('\n', end + 1))
    lines.addNewLine(end + 1);
  return offsets.slice(0, MOST).map((offset) => {
    const { line, col: column } = lines.linePos(offset);
    return { line, column, message: 'this is not YAML: Map keys must be unique' };
  });
}
