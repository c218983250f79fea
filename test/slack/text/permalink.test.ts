import { expect, test } from 'vitest';
import { channelIdSchema, messageTsSchema, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { filePermalink, permalink } from '../../../src/slack/text/permalink.ts';

const channel = channelIdSchema.parse('C0INC7');
const ts = (value: string) => messageTsSchema.parse(value);

test.each([
  ['as auth.test gives it', 'https://acme.slack.com/'],
  ['without its last slash', 'https://acme.slack.com'],
  ['of an Enterprise Grid', 'https://acme.enterprise.slack.com/'],
])("A message's permalink has its channel and ts, the workspace %s", (_, workspace) => {
  const host = new URL(workspace).origin;
  expect(permalink(workspace, channel, ts('1795269600.000100'))).toBe(
    `${host}/archives/C0INC7/p1795269600000100`,
  );
});

test("A reply's permalink has its thread and channel", () => {
  expect(
    permalink('https://acme.slack.com/', channel, ts('1795269700.000200'), ts('1795269600.000100')),
  ).toBe('https://acme.slack.com/archives/C0INC7/p1795269700000200?thread_ts=1795269600.000100&cid=C0INC7');
});

test("The permalink of a thread's first message is like any other", () => {
  const first = ts('1795269600.000100');
  expect(permalink('https://acme.slack.com/', channel, first, first)).toBe(
    'https://acme.slack.com/archives/C0INC7/p1795269600000100',
  );
});

test("A file's permalink has its uploader, its ID, and its name in lower case", () => {
  expect(
    filePermalink('https://acme.slack.com/', userIdSchema.parse('U0BOT'), 'F0123', 'postmortem-INC-7.md'),
  ).toBe('https://acme.slack.com/files/U0BOT/F0123/postmortem-inc-7.md');
});
