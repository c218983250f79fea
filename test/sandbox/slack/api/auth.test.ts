import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connected, clientOf, connect, errorOf, refusalOf } from '../support/client.ts';

let connected: Connected;

beforeEach(async () => {
  connected = await connect();
});

afterEach(() => connected.workspace.stop());

test('auth.test says who the bot is and which scopes it has', async () => {
  const answer = await connected.client.auth.test();
  expect(answer).toMatchObject({ ok: true, user_id: connected.workspace.botUserId, team: 'Sandbox' });
  expect(answer.response_metadata?.scopes).toContain('chat:write');
});

test('A call without a token is refused as not_authed', async () => {
  const { body, statusCode } = await request(`${connected.workspace.apiUrl}auth.test`, { method: 'POST' });
  expect([statusCode, await body.json()]).toEqual([200, { ok: false, error: 'not_authed' }]);
});

test('A call with a wrong token is refused as invalid_auth', async () => {
  expect(await errorOf(clientOf(connected.workspace, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
});

test("The app-level token doesn't work for the Web API, nor the bot token for Socket Mode", async () => {
  const { workspace, client } = connected;
  const appLevel = clientOf(workspace, workspace.appToken);
  expect(await errorOf(appLevel.users.list({}))).toBe('not_allowed_token_type');
  expect(await errorOf(client.apps.connections.open({}))).toBe('not_allowed_token_type');
});

test('An unknown method returns HTTP 200 and unknown_method', async () => {
  expect(await errorOf(connected.client.apiCall('canvases.create'))).toBe('unknown_method');
});

test('A call without its scope names the scope it needs and those it has', async () => {
  const other = await connect({ scopes: ['chat:write', 'commands'] });
  expect(await refusalOf(other.client.pins.add({ channel: 'C0INCIDENTS', timestamp: '1.0' }))).toMatchObject({
    error: 'missing_scope',
    needed: 'pins:write',
    provided: 'chat:write,commands',
  });
  await other.workspace.stop();
});

test('A call with a missing argument names it', async () => {
  expect(await refusalOf(connected.client.apiCall('conversations.info'))).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: channel'] },
  });
});

test('Arguments can be sent as JSON or in the query', async () => {
  const { workspace } = connected;
  const headers = { authorization: `Bearer ${workspace.botToken}` };
  const json = await request(`${workspace.apiUrl}users.info`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ user: 'U00000ALICE' }),
  });
  expect(await json.body.json()).toMatchObject({ ok: true, user: { name: 'alice' } });
  const query = await request(`${workspace.apiUrl}users.info?user=U000000BOB1`, { headers });
  expect(await query.body.json()).toMatchObject({ ok: true, user: { name: 'bob' } });
});

test('users.info shows roles: a guest is restricted, and someone from another team a stranger', async () => {
  const { client } = connected;
  const guest = await client.users.info({ user: 'U00000GUEST' });
  const stranger = await client.users.info({ user: 'U0STRANGER1' });
  expect(guest.user).toMatchObject({ is_restricted: true });
  expect(guest.user).not.toHaveProperty('is_stranger');
  expect(stranger.user).toMatchObject({ is_stranger: true, team_id: 'T0ELSEWHERE' });
  expect(await errorOf(client.users.info({ user: 'U0NOBODY' }))).toBe('user_not_found');
});

test('users.info shows the email address, the time zone, and its offset in seconds', async () => {
  const { user } = await connected.client.users.info({ user: 'U00000CAROL' });
  expect(user).toMatchObject({
    tz: 'Asia/Tokyo',
    tz_offset: 9 * 3600,
    profile: { email: 'carol@sandbox.test' },
  });
});

test('users.lookupByEmail finds a person', async () => {
  const { client } = connected;
  const found = await client.users.lookupByEmail({ email: 'dave@sandbox.test' });
  expect(found.user?.id).toBe('U000000DAVE');
  expect(await errorOf(client.users.lookupByEmail({ email: 'x@sandbox.test' }))).toBe('users_not_found');
});

test('usergroups.users.list returns the people of a user group', async () => {
  const { client } = connected;
  const { usergroups } = await client.usergroups.list();
  expect(usergroups?.map((group) => group.handle)).toEqual(['oncall']);
  const { users } = await client.usergroups.users.list({ usergroup: 'S000ONCALL1' });
  expect(users).toEqual(['U000000BOB1', 'U00000CAROL']);
  expect(await errorOf(client.usergroups.users.list({ usergroup: 'S0NOBODY' }))).toBe('no_such_subteam');
});

test("A list comes in pages, and a cursor that it didn't issue is invalid", async () => {
  const { client } = connected;
  const first = await client.users.list({ limit: 2 });
  expect(first.members).toHaveLength(2);
  const second = await client.users.list({ limit: 100, cursor: first.response_metadata?.next_cursor ?? '' });
  expect(second.members?.[0]?.name).toBe('carol');
  expect(second.response_metadata?.next_cursor).toBe('');
  expect(await errorOf(client.users.list({ cursor: 'made-up' }))).toBe('invalid_cursor');
});
