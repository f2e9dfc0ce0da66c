/* oxlint-disable no-console -- what callers do with an error */
// Tests that fail, in every form in which a test meets an error or a result. Run by vitest, Jest and `node --test`: CommonJS is
// what all of them load.
const UNANSWERED = 200;

/** @param setting what the runner has: `test`, `expect` or none, `Client`, and how unhandled rejections are taken */
exports.define = function define({ test, expect, Client, takesUnhandled }) {
  const { origin, faults, query, header, token, body } = JSON.parse(process.env.CANARIES);
  const call = (fault) => {
    const run = crypto.randomUUID();
    const client = new Client({
      baseURL: `${origin}/${fault}/${run}`,
      apiToken: token,
      maxRetries: 0,
      defaultQuery: { api_key: query },
      defaultHeaders: { 'x-canary': header },
    });
    return client.moq.relays.tokens.rotate('r', { account_id: 'a', type: 'publish_subscribe', note: body });
  };
  for (const fault of faults) {
    for (const [form, fail] of Object.entries({ ...wrapped, ...(expect && compared(expect)) }))
      test(`${fault}: ${form}`, async () => {
        const promise = call(fault);
        const result = await promise.asResult();
        const subjects = [result.error, shell(result)].filter((subject) => subject !== undefined);
        for (const subject of subjects) print(subject);
        // What a call resolves to, a runner prints: the caller has asked for it.
        const settled = result.ok ? Promise.resolve(shell(result)) : promise;
        await fail(subjects[0], settled, subjects.at(-1));
        throw new Error('nothing failed');
      });
    if (takesUnhandled)
      test(`${fault}: unhandled`, async () => {
        void call(fault).then((data) => data);
        await new Promise((resolve) => setTimeout(resolve, UNANSWERED));
      });
  }
};

/** A result without what the caller has asked for. */
function shell(result) {
  return Object.assign(Object.create(Object.getPrototypeOf(result)), result, { data: null, body: null });
}

function print(subject) {
  console.log(subject);
  console.error('%o %O %s', subject, { subject }, subject);
  console.dir(subject, { depth: null, showHidden: true, getters: true });
  console.table([subject]);
  console.log(JSON.stringify(subject), { ...subject });
}

const wrapped = {
  thrown: (subject) => {
    throw subject;
  },
  cause: (subject) => {
    throw new Error('wrapped', { cause: subject });
  },
  'cause of a cause': (subject) => {
    throw new TypeError('wrapped', { cause: new Error('within', { cause: { subject } }) });
  },
  aggregate: (subject) => {
    throw new AggregateError([subject, new Error('other')], 'wrapped');
  },
  property: (subject) => {
    throw Object.assign(new Error('wrapped'), { inner: subject, list: [{ subject }] });
  },
  'actual and expected': (subject) => {
    throw Object.assign(new Error('wrapped'), { actual: subject, expected: {}, showDiff: true });
  },
  'rejection with a result': async (_subject, _promise, result) => {
    throw Object.assign(new Error('wrapped', { cause: result }), { result });
  },
};

const compared = (expect) => ({
  'toEqual of an error': (subject) => expect(subject).toEqual({ other: 1 }),
  'toEqual of a result': (_subject, _promise, result) => expect(result).toEqual({ other: 1 }),
  'toStrictEqual within': (subject) => expect({ list: [subject] }).toStrictEqual({ list: [] }),
  toMatchObject: (subject) => expect({ subject }).toMatchObject({ subject: { other: 1 } }),
  toBe: (subject) => expect(subject).toBe(1),
  'toHaveProperty of another': (subject) => expect(subject).toHaveProperty('other', 1),
  resolves: (_subject, promise) => expect(promise).resolves.toBe(1),
  rejects: (_subject, promise) => expect(promise).rejects.toEqual({ other: 1 }),
  'rejects toThrow': (_subject, promise) => expect(promise).rejects.toThrow('another'),
});
