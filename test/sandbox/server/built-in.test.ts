import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Opened, openServer } from './open-server.ts';

let place: Opened;
beforeEach(async () => {
  place = await openServer();
});
afterEach(() => place.stop());

const general = 'C00GENERAL1';
const command = (name: string, text: string) =>
  place.act('alice', { do: 'command', channel: general, command: name, text });

describe("Slack's built-in commands and buttons on the page", () => {
  test('/me posts what someone does, and sends the app no command', async () => {
    expect(await command('/me', 'waves')).toEqual({ ok: true });
    expect(place.workspace.channel('general').posts.at(-1)).toMatchObject({
      text: 'waves',
      subtype: 'me_message',
      author: 'alice',
    });
    expect(place.workspace.deliveries).toEqual([]);
  });

  test('/invite adds the app and people to the channel', async () => {
    place.workspace.person('alice').createChannel('plans');
    const channel = place.workspace.channel('plans').id;
    const invite = { do: 'command', channel, command: '/invite', text: '@incident_bot @bob' } as const;
    expect(await place.act('alice', invite)).toEqual({ ok: true });
    expect(place.workspace.channel('plans').members).toEqual(['alice', 'incident_bot', 'bob']);
    expect(await place.act('alice', invite)).toEqual({
      ok: false,
      error: 'incident_bot is already in #plans.',
    });
  });

  test('/invite takes the names that the page shows', async () => {
    place.workspace.person('alice').createChannel('plans');
    const channel = place.workspace.channel('plans').id;
    const invite = { do: 'command', channel, command: '/invite', text: '@Incident Bot @Bob Baker' } as const;
    expect(await place.act('alice', invite)).toEqual({ ok: true });
    expect(place.workspace.channel('plans').members).toEqual(['alice', 'incident_bot', 'bob']);
  });

  test('"Create channel" creates a channel, unless Slack refuses its name', async () => {
    const create = (name: string) => place.act('alice', { do: 'createChannel', name, isPrivate: true });
    expect(await create('War Room')).toEqual({
      ok: false,
      error: 'A channel name is lower case, without spaces or punctuation but hyphens and underscores.',
    });
    const { id, kind } = { ...(await create('war-room')), ...place.workspace.channel('war-room') };
    expect([id, kind]).toEqual([place.workspace.channel('war-room').id, 'private']);
  });

  test('"Upload" shares a file byte for byte', async () => {
    const content = Buffer.from([0, 255, 10]).toString('base64');
    const upload = { do: 'upload', channel: general, name: 'odd.png', content } as const;
    expect(await place.act('alice', upload)).toEqual({ ok: true });
    const { id = '' } = place.workspace.channel('general').files[0] ?? {};
    const shown = await fetch(`${place.url}/file/${id}`);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await shown.arrayBuffer())]).toEqual([0, 255, 10]);
  });
});
