import type { OperationDefinition } from './definition.js';
import { placeOf } from './failures.js';
import type { LogLevel, Settings } from './settings.js';

const LEVELS: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

/** Logs what holds no value of a call. A logger that throws harms no call. */
export function log({ options, definition }: Settings, level: Exclude<LogLevel, 'off'>, text: string): void {
  const { logger = console, logLevel = 'warn' } = options;
  if (LEVELS.indexOf(level) > LEVELS.indexOf(logLevel)) return;
  try {
    logger[level](`${definition.name}: ${text}`);
  } catch {}
}

/** Warns once per operation (RFC 9745, RFC 8594). */
export function logDeprecation(settings: Settings, operation: OperationDefinition, { headers }: Response): void {
  const place = placeOf(operation);
  const sunset = headers.get('sunset');
  if ((!headers.has('deprecation') && !sunset) || settings.warned.has(place)) return;
  settings.warned.add(place);
  const end = new Date(sunset ?? '');
  const when = Number.isNaN(end.getTime()) ? '' : `, and ends on ${end.toISOString().slice(0, 10)}`;
  log(settings, 'warn', `${place} is deprecated${when}`);
}
