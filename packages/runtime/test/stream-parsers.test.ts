import { describe, expect, test } from 'vitest';
import { DecodeError } from '../src/index.js';
import { eventData, jsonEvents, jsonLines, serverSentEvents } from '../src/stream.js';
import { EVENTS, readInChunks, serveSlowly, streamFrom, drained } from './stream-loopback.js';

const SIZES = [1, 2, 3, 7, 1 << 16];
const data = (...items: string[]) => items.map((item) => ({ data: item }));

// WHATWG HTML, 9.2.6: its examples first.
const events: [string, string | Buffer, unknown[]][] = [
  ['three lines of data', 'data: YHOO\ndata: +2\ndata: 10\n\n', data('YHOO\n+2\n10')],
  [
    'comments, IDs, an ID that is reset, one space that is kept',
    ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n',
    [{ data: 'first event', id: '1' }, { data: 'second event', id: '' }, { data: ' third event' }],
  ],
  ['empty data, and an event without its end', 'data\n\ndata\ndata\n\ndata:', data('', '\n')],
  ['a space after the colon or none', 'data:test\n\ndata: test\n\n', data('test', 'test')],
  ['CR', 'data: a\rdata: b\r\rdata: c\r\r', data('a\nb', 'c')],
  ['CRLF', 'data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n', data('a\nb', 'c')],
  ['all line ends', 'data: a\rdata: b\r\n\rdata: c\n\r\ndata: d\n\n', data('a\nb', 'c', 'd')],
  ['a byte order mark', '\ufeffdata: a\n\n', data('a')],
  ['a second byte order mark, which makes another field', '\ufeff\ufeffdata: a\ndata: b\n\n', data('b')],
  ['an event type', 'event: add\ndata: 1\n\ndata: 2\n\n', [{ data: '1', event: 'add' }, { data: '2' }]],
  ['an empty event type', 'event: add\nevent:\ndata: 1\n\n', data('1')],
  ['an event type without data, which is forgotten', 'event: add\n\ndata: 1\n\n', data('1')],
  [
    'an ID without data, which is not',
    'id: 7\n\ndata: 1\n\ndata: 2\n\n',
    [{ data: '1', id: '7' }, { data: '2' }],
  ],
  ['an ID with NULL', 'id: 7\nid: a\0b\ndata: 1\n\n', [{ data: '1', id: '7' }]],
  ['a time', 'retry: 1500\n\ndata: 1\n\n', [{ data: '1', retry: 1500 }]],
  ['what is no time', 'retry: -1\nretry: 1.5\nretry\nretry: 1s\nretry: ١\ndata: 1\n\n', data('1')],
  ['unknown fields and odd cases', 'Data: 1\n data: 2\nfoo: 3\ndata : 4\ndata: 5\n\n', data('5')],
  ['colons in data', 'data: {"a":"b: c"}\n\n', data('{"a":"b: c"}')],
  ['other line separators in data', 'data: a\u2028b\u0085c\n\n', data('a\u2028b\u0085c')],
  ['characters of two to four bytes', 'data: é€😀\n\n', data('é€😀')],
  ['what is not UTF-8', Buffer.from('data: a\xff\xe2\x82b\n\n', 'latin1'), data('a\ufffd\ufffdb')],
  ['an unfinished last line', 'data: a\n\ndata: b\n', data('a')],
  ['nothing', '', []],
  ['comments only', ':\n: keep-alive\n\n\n', []],
];

describe.each(events)('server-sent events: %s', (_, text, want) => {
  test.each(SIZES)('in chunks of %s', async (size) => {
    expect(await readInChunks(serverSentEvents, EVENTS, text, size)).toEqual({
      items: want,
      error: undefined,
    });
  });
});

const LINES = 'application/x-ndjson; charset=utf-8';
const SEQUENCE = 'application/json-seq';
const RS = '\u001e';

const json: [string, string, string, unknown[]][] = [
  ['lines', LINES, '{"a":1}\n[2]\n"é€😀"\nnull\n', [{ a: 1 }, [2], 'é€😀', null]],
  ['a last line without its end', 'application/jsonl', '1\n2', [1, 2]],
  ['CRLF, blank lines and a byte order mark', LINES, '\ufeff1\r\n\r\n \n2\r\n', [1, 2]],
  ['a CR within a text', LINES, '[1,\r2]\n', [[1, 2]]],
  ['separators within strings', LINES, '"a\\nb\u2028"\n', ['a\nb\u2028']],
  ['no lines', LINES, '', []],
  ['__proto__', LINES, '{"__proto__":{"a":1}}\n', [JSON.parse('{"__proto__":{"a":1}}')]],
  ['a sequence', SEQUENCE, `${RS}{"a":1}\n${RS}2\n${RS}"x"\n`, [{ a: 1 }, 2, 'x']],
  ['a sequence with line feeds within', SEQUENCE, `${RS}{\n"a":\n1\n}\n${RS}[\n\n2\n]\n`, [{ a: 1 }, [2]]],
  ['a sequence without line feeds', SEQUENCE, `${RS}{"a":1}${RS}[2]${RS}"x"`, [{ a: 1 }, [2], 'x']],
  ['a sequence with empty elements', SEQUENCE, ` ${RS}${RS}\n${RS}1\n\n ${RS}`, [1]],
  ['a suffix', 'application/geo+json-seq', `${RS}true\n`, [true]],
  ['no sequence', SEQUENCE, '', []],
];

describe.each(json)('JSON: %s', (_, type, text, want) => {
  test.each(SIZES)('in chunks of %s', async (size) => {
    expect(await readInChunks(jsonLines, type, text, size)).toEqual({ items: want, error: undefined });
  });
});

test.each([
  ['data', eventData, 'event: a\ndata: {"n":\ndata: 1}\n\n', [{ n: 1 }]],
  ['data until [DONE]', eventData, 'data: 1\n\ndata: [DONE]\n\ndata: canary\n\n', [1]],
  ['events', jsonEvents, 'event: a\nid: 7\ndata: {"n":1}\n\n', [{ event: 'a', id: '7', data: { n: 1 } }]],
])('JSON in the data of events: %s', async (_, reader, text, want) => {
  for (const size of SIZES) expect(await readInChunks(reader, EVENTS, text, size)).toEqual({ items: want });
});

const broken = (fault: string) => `GET /things: 200, applied, but ${fault}`;
const invalid = broken('an item of its stream is not valid JSON');

test.each([
  ['data', eventData, EVENTS, 'data: 1\n\ndata: canary\n\ndata: 2\n\n', invalid, 'canary'],
  ['the data of an event', jsonEvents, EVENTS, 'data: 1\n\ndata:\n\n', invalid, ''],
  ['a line', jsonLines, LINES, '1\n{"canary\n2\n', invalid, '{"canary'],
  ['a last line', jsonLines, LINES, '1\n{"canary"', invalid, '{"canary"'],
  ['an element', jsonLines, SEQUENCE, `${RS}1\n${RS}{"canary"]\n${RS}2\n`, invalid, '{"canary"]\n'],
  [
    'a number cut short',
    jsonLines,
    SEQUENCE,
    `${RS}1\n${RS}12${RS}2\n`,
    broken('an item of its stream is cut short'),
    '12',
  ],
])('%s that is broken comes after what was not', async (_, reader, type, text, message, body) => {
  for (const size of SIZES) {
    const { items, error } = await readInChunks(reader, type, text, size);
    expect(items).toHaveLength(1);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ message, outcome: 'applied', status: 200, body });
  }
});

test.each([
  ['before the first separator', `canary${RS}1\n`],
  ['after an element', `${RS}1\ncanary`],
])('a sequence with text %s is broken', async (_, text) => {
  const { error } = await readInChunks(jsonLines, SEQUENCE, text, 1 << 16);
  expect(error).toBeInstanceOf(DecodeError);
});

const MEBIBYTE = 'a'.repeat(1 << 20);
const long = (fault: string) => `GET /things: 200, applied, but ${fault} is longer than 16 MiB`;

test.each([
  ['a line', jsonLines, LINES, `1\n"${MEBIBYTE.repeat(16)}"\n`, 'an item of its stream'],
  ['an element', jsonLines, SEQUENCE, `${RS}1\n${RS}"${MEBIBYTE.repeat(16)}"\n`, 'an item of its stream'],
  ['a field', eventData, EVENTS, `data: 1\n\ndata: "${MEBIBYTE.repeat(16)}"\n\n`, 'an event of its stream'],
  [
    'the data of an event',
    serverSentEvents,
    EVENTS,
    `data: 1\n\n${`data: ${MEBIBYTE}\n`.repeat(17)}\n`,
    'an event of its stream',
  ],
])('%s over 16 MiB is an error', async (_, reader, type, text, what) => {
  const { items, error } = await readInChunks(reader, type, text, 1 << 16);
  expect(items).toHaveLength(1);
  expect(error).toMatchObject({ message: long(what), outcome: 'applied', body: undefined });
});

test('a line just under 16 MiB, and an element with as many line feeds, cost no more for their chunks', async () => {
  const line = `"${'a'.repeat((1 << 24) - 2)}"\n`;
  expect((await readInChunks(jsonLines, LINES, line, 1 << 12)).items).toHaveLength(1);
  const element = `${RS}[${'\n'.repeat((1 << 20) - 2)}]\n`;
  expect((await readInChunks(jsonLines, SEQUENCE, element, 1 << 6)).items).toEqual([[]]);
});

test.each([
  [
    'events',
    serverSentEvents,
    EVENTS,
    '\ufeffid: é\r\ndata: €\rdata: 😀\n\r\n',
    [{ data: '€\n😀', id: 'é' }],
  ],
  ['lines', jsonLines, LINES, '\ufeff"é€😀"\r\n2\n', ['é€😀', 2]],
  ['a sequence', jsonLines, SEQUENCE, `${RS}"é€😀"\n${RS}2\n`, ['é€😀', 2]],
])('%s over a connection, each byte in a chunk of its own', async (_, reader, type, text, want) => {
  const { url } = await serveSlowly(type, text);
  expect(await drained(await streamFrom(url, reader))).toEqual({ items: want, error: undefined });
});
