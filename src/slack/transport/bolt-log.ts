import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../app/log.ts';

/**
 * Bolt's log in ours: only its own sentences, never the objects logged with them, which may hold payloads. Its debug
 * lines do hold payloads, so they are dropped at every level.
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

/** The words of a log call; for an error, only its name. */
function sentenceOf(parts: readonly unknown[]): string {
  const words = parts.flatMap((part) => {
    if (typeof part === 'string') return [part.split('\n')[0] ?? ''];
    return part instanceof Error ? [part.name] : [];
  });
  return `slack: ${words.join(' ').slice(0, 300)}`;
}
