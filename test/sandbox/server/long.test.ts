import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientOf } from '../slack/support/client.ts';
import { type Opened, openServer } from './open-server.ts';

const channel = 'C0INCIDENTS';
let place: Opened;

beforeEach(async () => {
  place = await openServer({ keep: 5 });
});

afterEach(() => place.stop());

test('A sandbox that runs for long keeps the latest of everything under the same numbers', async () => {
  const client = clientOf(place.workspace);
  const alice = await place.window('alice', { channel, inspect: '1' });
  for (let n = 1; n <= 8; n += 1) {
    await client.chat.postEphemeral({ channel, user: 'U00000ALICE', text: `number ${n}` });
    await place.act('alice', { do: 'command', channel, command: '/none', text: `number ${n}` });
    await (await fetch(`${place.intercom.apiUrl}/me`)).text();
  }
  const { workspace, intercom } = place;
  const kept = [workspace.calls, workspace.deliveries, workspace.state.team.ephemerals, intercom.requests];
  expect(kept.map(({ length }) => length)).toEqual([5, 5, 5, 5]);
  const inspector = await alice.until(
    (screen) => (screen.inspector?.deliveries[0]?.n === 8 ? screen.inspector : null),
    'the last delivery',
  );
  expect(inspector.calls.map(({ n }) => n)).toEqual([8, 7, 6, 5, 4]);
  const body = await (await fetch(`${place.url}/inspect/calls/4`)).json();
  expect(body).toMatchObject({ n: 4, args: { text: 'number 4' } });
  expect((await fetch(`${place.url}/inspect/calls/3`)).status).toBe(404);
});

test("Events that nobody takes don't pile up: the oldest are dropped", async () => {
  const { workspace } = place;
  const alice = workspace.person('alice');
  alice.post('incidents', 'number 1');
  const [oldest] = workspace.deliveries;
  for (let n = 2; n <= 8; n += 1) alice.post('incidents', `number ${n}`);
  await workspace.until(() => workspace.state.app.underWay === 5, 'five that wait');
  expect(oldest?.attempts[0]?.answer).toEqual({ kind: 'lost' });
});
