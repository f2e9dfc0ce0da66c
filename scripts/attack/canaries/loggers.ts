import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Versions } from '@scripts/kit/install-tools.ts';

/** What services log with. */
export const loggerVersions = {
  '@sentry/core': '11.12.0',
  bunyan: '2.0.5',
  expect: '30.5.2',
  pino: '10.4.0',
  'serialize-error': '13.1.0',
  winston: '3.19.0',
} as const satisfies Versions;

/** Prints a value, and returns what it printed. */
export type Sink = (value: unknown) => string;

/** Loggers, which are JSON but for one format, as sinks: they are installed in a folder. */
export async function loggerSinks(installation: string): Promise<Record<string, Sink>> {
  const require = createRequire(join(installation, 'package.json'));
  const load = async (name: string) => import(pathToFileURL(require.resolve(name)).href);
  const [sentry, { default: bunyan }, { expect }, { default: pino }, { default: winston }] =
    await Promise.all(['@sentry/core', 'bunyan', 'expect', 'pino', 'winston'].map(load));
  const { serializeError } = await import(
    pathToFileURL(join(installation, 'node_modules/serialize-error/index.js')).href
  );
  const withWinston = (format: unknown, value: unknown) =>
    written((stream) => {
      const formats = winston.format.combine(winston.format.errors({ stack: true, cause: true }), format);
      const transports = [new winston.transports.Stream({ stream })];
      const logger = winston.createLogger({ format: formats, transports });
      logger.info('it', value);
      logger.error(value);
      logger.info({ message: 'it', value });
    });
  return {
    pino: (value) => written((stream) => pino({ base: null }, stream).info(value)),
    'pino err': (value) => written((stream) => pino({ base: null }, stream).info({ err: value, value })),
    bunyan: (value) =>
      written((stream) => {
        const logger = bunyan.createLogger({
          name: 'a',
          streams: [{ stream }],
          serializers: bunyan.stdSerializers,
        });
        logger.info(value);
        logger.info({ err: value, value }, 'it');
      }),
    'winston json': (value) => withWinston(winston.format.json(), value),
    'winston prettyPrint': (value) => withWinston(winston.format.prettyPrint({ depth: 9 }), value),
    'serialize-error': (value) => JSON.stringify(serializeError(value, { maxDepth: 9 })),
    'Sentry normalize': (value) => JSON.stringify(sentry.normalize(value, 10)),
    'expect toEqual': (value) => thrownBy(() => expect(value).toEqual({ other: 1 })),
    'expect toMatchObject': (value) =>
      thrownBy(() => expect({ value }).toMatchObject({ value: { other: 1 } })),
  };
}

/** Returns what is written into a stream. */
export function written(write: (stream: Writable) => void): string {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  write(stream);
  return text;
}

export function thrownBy(act: () => unknown): string {
  try {
    return String(act());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
