import { commentsOf, DIRECTIVES, INVISIBLE, messagesOf, parsed, shapeOf, strangers } from './shape.ts';

/** What of generated files is not text: the shape of each, sorted, for names choose the paths. */
export function shapesOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => fileShapes(path, text)).toSorted();
}

function fileShapes(path: string, text: string): string[] {
  if (/\.m?ts$/.test(path)) return [shapeOf(parsed(path, text))];
  if (path.endsWith('package.json')) return [`package.json ${keysOf(JSON.parse(text)).toSorted().join()}`];
  if (!path.endsWith('README.md')) return [];
  const fences = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  // A text that mentions somebody is a code span, which is text: what leads out of one leaves a backquote.
  const prose = text
    .split(/^```[^]*?^```$/m)
    .map((part) => part.replaceAll(CODE_SPAN, 'x').replaceAll(/[^#<>`|*[\]!\n]+/g, 'x'));
  return [...fences.map((code) => `fence ${shapeOf(parsed('fence.ts', code))}`), `prose ${prose.join()}`];
}

const CODE_SPAN = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;

/** The keys of JSON; the names of packages are text. */
function keysOf(value: unknown, owner = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    owner === 'dependencies' ? '' : name,
    ...keysOf(inner, name).map((key) => `${name}/${key}`),
  ]);
}

/** What generated files have that no text may put there: hidden letters, directives, errors, and names of others. */
export function faultsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const hidden = INVISIBLE.exec(text);
    const found = hidden === null ? [] : [`hidden letter ${JSON.stringify(hidden[0])}`];
    if (!/\.(m?ts|js)$/.test(path)) return found.map((fault) => `${path}: ${fault}`);
    const source = parsed(path, text);
    const directive = DIRECTIVES.exec(commentsOf(source));
    const others = path.endsWith('.js') ? strangers(source).map((name) => `name of another: ${name}`) : [];
    const directives = directive === null ? [] : [`directive ${directive[0]}`];
    return [...found, ...directives, ...messagesOf(source), ...others].map((fault) => `${path}: ${fault}`);
  });
}
