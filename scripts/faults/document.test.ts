import { failures, failureTable, methodKinds, type MethodKind } from '@specline/generator/failures';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { root } from '@scripts/kit/workspace.ts';

const INTRO = `# What each failure means

Each cell shows the error class, its \`outcome\`, and how often the request is sent. \`maxRetries\` is 2 here. "Class of the status" is
\`NotFoundError\` for 404, \`InternalServerError\` for 5xx, and so on. Rows about \`success: false\` and \`result\` concern APIs with such
an envelope. An operation that \`sdk.yaml\` lists as idempotent behaves like PUT.
`;

// Change the table in packages/generator/src/failures, then run this test with -u.
test("the runtime's documentation has the table of failures that is tested here", async () => {
  const { head, rows } = failureTable(failures, Object.keys(methodKinds) as MethodKind[], 'result');
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = await format(`${INTRO}\n${lines.join('\n')}\n`, { parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(join(root, 'packages/runtime/docs/failures.md'));
});
