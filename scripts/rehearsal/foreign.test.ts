import { expect, test } from 'vitest';
import { filesIn } from './foreign.ts';

test('a workspace is made of the files that one section of the documentation gives', () => {
  const section =
    '## A workspace of your own\n\n`a.json`:\n\n```json\n{}\n```\n\nSo, `x`:\n\n`b/.c`:\n\n```\nd/\n\ne\n```\n\n';
  const readme = `\`z\`:\n\n\`\`\`\nno\n\`\`\`\n\n${section}## Another\n\n\`y\`:\n\n\`\`\`\nno\n\`\`\`\n`;
  expect(filesIn(readme)).toEqual([
    ['a.json', '{}\n'],
    ['b/.c', 'd/\n\ne\n'],
  ]);
  expect(filesIn('# Another\n')).toEqual([]);
});
