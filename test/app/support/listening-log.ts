import { pino } from 'pino';
import { expect } from 'vitest';
import type { Log } from '../../../src/app/log.ts';

/** A real log whose lines a test can read. */
export function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
  return { log, lines };
}

/** The lines of a log as objects. */
export const parsed = (lines: readonly string[]): unknown[] => lines.map((line): unknown => JSON.parse(line));

/** Fails when a log has a line at `error` or above. */
export const expectCalm = (lines: readonly string[]): void =>
  expect(lines.filter((line) => /"level":[5-6]0/.test(line))).toEqual([]);
