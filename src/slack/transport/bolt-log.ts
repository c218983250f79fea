import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../app/log.ts';

/**
 * Bolt's log as ours: only its own sentences, never the objects beside them, which may hold payloads. Its debug
 * lines do hold payloads, so they are left out at every level.
 */
export const boltLog = (log: Log): Logger => ({
  debug: () => {},
  info: (...parts) => log.debug(sentenceOf(parts)),
  warn: (...parts) => log.warn(sentenceOf(parts)),
  error: (...parts) => log.error(sentenceOf(parts)),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
});

/** The words of a log call; of an error its name alone. */
function sentenceOf(parts: readonly unknown[]): string {
  const words = parts.flatMap((part) => {
    if (typeof part === 'string') return [part.split('\n')[0] ?? ''];
    return part instanceof Error ? [part.name] : [];
  });
  return `slack: ${words.join(' ').slice(0, 300)}`;
}
