import type ts from 'typescript';
import { expect, test } from 'vitest';
import { emit } from '../src/index.js';
import type { Layout } from '../src/index.js';
import { commentsOf, DIRECTIVES, INVISIBLE, messagesOf, parsed, shapeOf } from './hostile/shape.js';
import { NASTY } from './hostile/texts.js';
import { filesOf } from './printing.js';
import { rotateDocument } from './rotate.js';
import { zoo } from './zoo.js';

const options = (layout: Layout) => ({
  document: rotateDocument,
  layout,
  source: 'openapi.yaml',
  versions: { types: '1.0.0', client: '1.0.0', runtime: '1.0.0' },
});

async function sourcesOf(text: string): Promise<Map<string, ts.SourceFile>> {
  const files = filesOf(await emit(zoo(text), options('workspace')));
  const sources = [...files].filter(([path]) => /\.m?ts$/.test(path));
  return new Map(sources.map(([path, contents]) => [path, parsed(path, contents)]));
}

test.each(NASTY)('the text %j is only text', async (text) => {
  for (const [path, source] of await sourcesOf(text)) {
    expect(messagesOf(source), path).toEqual([]);
    expect(INVISIBLE.exec(source.text), path).toBeNull();
    expect(DIRECTIVES.exec(commentsOf(source)), path).toBeNull();
  }
});

test('no text changes the shape of a resource, its class or its types', async () => {
  const compared = ['src/items.ts', 'src/root.ts', 'src/core.ts', 'src/items/files.ts'];
  const tame = await sourcesOf('tame');
  for (const text of NASTY.filter((nasty) => nasty.trim() !== '')) {
    for (const [path, source] of await sourcesOf(text)) {
      const other = tame.get(path);
      if (other === undefined || !compared.some((end) => path.endsWith(end))) continue;
      expect(shapeOf(source), `${path} with ${JSON.stringify(text)}`).toBe(shapeOf(other));
    }
  }
});
