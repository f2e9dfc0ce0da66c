import type { Attack } from './attack.ts';
import { documentOf, specline, write } from './faults/specimen.ts';
import { randomNumbers } from './random.ts';

/** Parts of texts that a forge or a terminal makes more of than text. */
const PARTS = [
  ['@team', '@acme/team', '\\@x', '@\u200bx', 'a@b.example', 'acme/shop@1a2b3c4d'],
  ['#1', '\\#2', 'acme/shop#3', 'GH-4', 'gh-5', '!6', '$7', '%8', '&9', '~label', '1a2b3c4'],
  [
    'http://evil.example/a',
    'HTTPS://evil.example',
    'www.evil.example',
    'mailto:a@b.example',
    'ftp://x.example',
  ],
  [
    '[a](http://evil.example)',
    '![a](x)',
    '<b>',
    '<img src=x>',
    '<!-- x -->',
    '`',
    '``',
    '~~~',
    '```',
    '|',
    '*a*',
    '_b_',
  ],
  [
    '\u001b[2J',
    '\u001b]0;evil\u0007',
    '\u009b31m',
    '\u0007',
    '\u007f',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u2060',
    '\ufeff',
  ],
  [
    '\u2028',
    '\u2029',
    '\r\n',
    '\n',
    '\n- ',
    '\n\n# ',
    '\u0085',
    '\u{e0041}',
    '\ud800',
    '::error::',
    '%0A',
    ':smile:',
    '$x$',
  ],
  [
    'a',
    'pets',
    'the',
    '-',
    '.',
    ',',
    ';',
    ':',
    '(',
    ')',
    '"',
    "'",
    ' ',
    '  ',
    '\u00a0',
    '\\',
    '/',
    '{',
    '}',
    '=',
    '+',
  ],
].flat();

/** Texts of documents through every report that reaches a forge or a terminal. */
export const forgeTexts: Attack = {
  name: 'forge-text',
  promise: 'What a document says mentions nobody, links to nothing and moves no terminal, in any report',
  rounds: { short: 1, full: 60 },
  async run({ rounds, seed, work }) {
    const random = randomNumbers(seed);
    const broken: string[] = [];
    let tried = 0;
    for (let round = 0; round < rounds; round += 1) {
      const [before, after] = [documentOfTexts(random), documentOfTexts(random)];
      write(work, { 'old.json': JSON.stringify(before), 'new.json': JSON.stringify(after) });
      for (const format of round % 2 === 0 ? ['markdown', 'github'] : ['text', 'json']) {
        const { code, stdout, stderr } = await specline(work, [
          'diff',
          'old.json',
          'new.json',
          '--format',
          format,
        ]);
        tried += 1;
        const faults = [
          ...(code === 0 || code === 1 ? [] : [`exit ${code}: ${stderr.slice(0, 200)}`]),
          ...invisibleIn(stdout + stderr, format === 'json' ? MOVING : INVISIBLE),
          ...(format === 'markdown' || format === 'github' ? speakingIn(withoutCode(stdout)) : []),
          ...(format === 'github'
            ? stdout.split('\n').filter((line) => line !== '' && !ANNOTATION.test(line))
            : []),
        ];
        broken.push(
          ...faults.map((fault) => `round ${round}, ${format}: ${JSON.stringify(fault.slice(0, 200))}`),
        );
      }
    }
    return { tried, broken };
  },
};

const ANNOTATION = /^::(error|notice) (file=[^:,]*,)?(line=\d+,col=\d+,)?title=[a-z]+%3A [a-z-]+::/;

function documentOfTexts(random: () => number): object {
  const some = (most: number) => 1 + Math.floor(random() * most);
  const pick = () => PARTS[Math.floor(random() * PARTS.length)] ?? '';
  const text = () => Array.from({ length: some(6) }, pick).join(random() < 0.5 ? '' : ' ');
  const members = () =>
    Object.fromEntries(Array.from({ length: some(5) }, () => [text(), { type: 'string' }]));
  const schemas = Object.fromEntries(
    Array.from({ length: some(4) }, (_, index) => [
      `S${index}`,
      { type: 'object', description: text(), properties: members(), required: [text()] },
    ]),
  );
  const document = documentOf(['/pets'], schemas) as { paths: { '/pets': { get: object } } };
  const parameters = [...new Set(Array.from({ length: some(4) }, text))]
    .filter((name) => name.isWellFormed())
    .map((name) => ({ name, in: 'query', schema: { type: 'string', enum: [...new Set([text(), text()])] } }));
  const responses = {
    200: {
      description: text(),
      content: {
        'application/json': {
          schema: { anyOf: Object.keys(schemas).map((name) => ({ $ref: `#/components/schemas/${name}` })) },
        },
      },
    },
  };
  document.paths['/pets'].get = { parameters, responses, deprecated: random() < 0.5 };
  return document;
}

/** Controls and formats other than line ends and the joiners of scripts. */
const INVISIBLE = /(?![\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** JSON is for programs: what a person does not see may be in it, but nothing that moves a terminal or turns a text. */
const MOVING = /(?!\n)[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

function invisibleIn(text: string, pattern: RegExp): string[] {
  const found = pattern.exec(text);
  return found === null ? [] : [`invisible: ${text.slice(Math.max(0, found.index - 40), found.index + 40)}`];
}

/** Text without fenced blocks and code spans (CommonMark, 4.5 and 6.1): there a forge looks for nothing. */
function withoutCode(text: string): string {
  const prose = text
    .replaceAll(/^ {0,3}(`{3,})[^\n`]*\n[^]*?\n {0,3}\1`*$/gm, '')
    .replaceAll(/^ {2}(`{3,})[^\n`]*\n[^]*?\n {2}\1`*$/gm, '');
  return prose.split('\n').map(withoutSpans).join('\n');
}

/** A backslash is an escape only outside of code, where a run of backticks ends what one of the same length began. */
function withoutSpans(line: string): string {
  let text = '';
  for (let rest = line; rest !== '';) {
    const [run = ''] = /^`+/.exec(rest) ?? [];
    const end = run === '' ? undefined : new RegExp(`(?<!\`)${run}(?!\`)`).exec(rest.slice(run.length));
    const isEscape = /^\\[\\`]/.test(rest);
    if (end) text += ' code ';
    else text += isEscape ? '' : run || (rest[0] ?? '');
    rest = rest.slice(end ? run.length + end.index + run.length : isEscape ? 2 : run.length || 1);
  }
  return text;
}

/** What a forge would resolve in prose: a check of its own, after the rules of GitHub and GitLab. */
const SPEAKING: Readonly<Record<string, RegExp>> = {
  mention: /@[\w-]/,
  reference: /(?:^|[^\w&\\])\\?#\d|\bGH-\d|[!$%&~]\d/i,
  commit: /\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/,
  link: /:\/\/|\bwww\.|mailto:/i,
  emoji: /:\w+:(?!:)/,
};

function speakingIn(prose: string): string[] {
  // Places are paths of files, with their line, and end before the text.
  const text = prose.replaceAll(/^::\w+ [^\n]*?::/gm, '');
  return Object.entries(SPEAKING).flatMap(([kind, pattern]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${kind}: ${text.slice(Math.max(0, found.index - 60), found.index + 40)}`];
  });
}
