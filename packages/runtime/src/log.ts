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
