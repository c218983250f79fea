import { expect } from 'vitest';
import { type Environment, readConfig } from '../../src/config.ts';
import { parseSpan } from '../../src/domain/text/duration.ts';

/** The two tokens that are all a bot needs. */
export const socket: Environment = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

/** The spans of P1 to P4 as they are kept. */
export const spans = (...[P1 = '', P2 = '', P3 = '', P4 = '']: string[]) => ({
  P1: parseSpan(P1),
  P2: parseSpan(P2),
  P3: parseSpan(P3),
  P4: parseSpan(P4),
});

/** The settings that an environment gives; fails with the problems when it gives none. */
export function config(env: Environment) {
  const read = readConfig(env);
  return 'config' in read ? read.config : expect.fail(read.problems.join('\n'));
}

/** What is wrong with an environment. */
export function problems(env: Environment): readonly string[] {
  const read = readConfig(env);
  return 'problems' in read ? read.problems : [];
}

/** The one problem that a setting makes beside a good environment. */
export function problem(setting: Environment): string {
  const found = problems({ ...socket, ...setting });
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}
