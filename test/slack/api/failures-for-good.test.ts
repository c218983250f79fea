import { describe, expect, test } from 'vitest';
import { CannotLook, slackError } from '../../../src/slack/api/failures.ts';
import { failed, now, outcome, refused } from '../support/failed-call.ts';

describe('A permanent failure says what to do', () => {
  test.each([
    ['channel_not_found', '/invite'],
    ['not_in_channel', '/invite'],
    ['method_not_supported_for_channel_type', '/invite'],
    ['is_archived', 'Unarchive the channel'],
    ['restricted_action', 'workspace admin'],
    ['restricted_action_read_only_channel', 'Allow the bot to post'],
    ['cannot_create_channel', 'workspace admin'],
    ['too_many_pins', 'Unpin a message'],
    ['too_many_bookmarks', 'Remove a bookmark'],
    ['permission_denied', 'Allow the bot to add bookmarks'],
    ['user_not_found', 'yourself'],
    ['cant_invite', 'yourself'],
    ['no_such_subteam', 'Set ONCALL to an existing user group'],
    ['user_is_restricted', 'guest'],
    ['message_not_found', 'deleted'],
    ['file_uploads_disabled', 'file uploads'],
    ['storage_limit_reached', 'Free up storage'],
    ['not_authed', 'SLACK_BOT_TOKEN'],
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['account_inactive', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
    ['token_expired', 'SLACK_BOT_TOKEN'],
    ['invalid_blocks', "Slack's documentation"],
    ['a_word_nobody_knows', "Slack's documentation"],
  ])('%s', async (word, todo) => {
    expect(outcome(await refused(word))).toEqual({
      kind: 'dead',
      why: `Slack returned ${word}`,
      todo: expect.stringContaining(todo),
      elseAt: now + 1_000,
    });
  });

  test('a missing scope is named', async () => {
    const error = await refused('missing_scope', { needed: 'pins:write', provided: 'chat:write' });
    expect(outcome(error)).toEqual({
      kind: 'dead',
      why: 'Slack returned missing_scope',
      todo: 'Add the scope pins:write under "OAuth & Permissions", reinstall the app, then try again.',
      elseAt: now + 1_000,
    });
  });

  test.each([
    ['groups:write,groups:write.topic', 'chat:write', 'the scope groups:write'],
    [
      'channels:manage,channels:write,groups:write,im:write',
      'im:write',
      'the scopes channels:manage and groups:write',
    ],
    ['groups:read', 'chat:write,channels:read', 'the scope groups:read'],
    ['canvases:write', 'chat:write', 'the scope canvases:write'],
  ])(
    'of the scopes %s, one of which is missing, only those that the bot asks for are named',
    async (needed, granted, named) => {
      expect(outcome(await refused('missing_scope', { needed }, granted))).toMatchObject({
        todo: `Add ${named} under "OAuth & Permissions", reinstall the app, then try again.`,
      });
    },
  );

  test.each([
    ['chat:write', 'add the scopes groups:history, groups:read, and groups:write under'],
    ['chat:write,groups:read,groups:write', 'add the scope groups:history under'],
    [
      'groups:history,groups:read,groups:write',
      "The bot can't join private channels: invite it with /invite",
    ],
  ])("a channel that isn't found may be private, if the token has %s", async (granted, todo) => {
    expect(outcome(await refused('channel_not_found', {}, granted))).toMatchObject({
      todo: expect.stringContaining(todo),
    });
  });

  test("a missing scope that Slack doesn't name is still reported as one", async () => {
    expect(outcome(await refused('missing_scope'))).toMatchObject({
      todo: expect.stringContaining('Add the missing scope'),
    });
  });
});

describe("A call that may have arrived and can't be searched for", () => {
  test('says where a person can look, and what would let the bot search', async () => {
    const cause = await refused('missing_scope', { needed: 'channels:history' });
    expect(outcome(new CannotLook('in the channel', cause))).toEqual({
      kind: 'dead',
      why: "the response to an earlier attempt was lost, and the bot can't check whether it arrived: Slack returned missing_scope",
      todo: 'Look in the channel: if it\'s there, nothing is missing. If not: Add the scope channels:history under "OAuth & Permissions", reinstall the app, then try again.',
      elseAt: now + 1_000,
    });
  });

  test('says so if too much was written since', () => {
    expect(outcome(new CannotLook('in the thread'))).toMatchObject({
      kind: 'dead',
      why: expect.stringContaining('too many newer messages to search'),
      todo: expect.stringContaining('Look in the thread'),
    });
  });
});

describe("An error that isn't Slack's", () => {
  test.each([
    ['an error of our own', new TypeError('x is not a function')],
    ['a system error', Object.assign(new Error('full'), { code: 'ENOSPC' })],
    ['a word', 'ratelimited'],
    ['nothing', undefined],
    ['a lookalike without its data', { code: 'slack_webapi_platform_error' }],
  ])('is not judged: %s', (_, error) => {
    expect(outcome(error)).toBeNull();
    expect(slackError(error)).toBeNull();
  });
});

test("Slack's error code is known for a refusal, and for nothing else", async () => {
  expect(slackError(await refused('name_taken'))).toBe('name_taken');
  expect(slackError(await failed((_, response) => response.writeHead(500).end()))).toBeNull();
});
