import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unknownApp } from '../../../packages/slack-sandbox/server/app.ts';
import type { Outside } from '../../../packages/slack-sandbox/server/screen.ts';
import { clientOf, errorOf } from '../slack/support/client.ts';
import { type BrowserWindow, type Opened, openServer } from './open-server.ts';

let place: Opened;
let window: BrowserWindow;
let due: Outside['nextDue'];
let running: boolean;

/** An app that tells what it owes and can be stopped. */
const app = {
  ...unknownApp,
  get running() {
    return running;
  },
  control: {
    stop: async () => {
      running = false;
    },
    start: async () => {
      running = true;
    },
  },
  nextDue: async () => due,
};

beforeEach(async () => {
  due = null;
  running = true;
  place = await openServer({ app });
  window = await place.window('alice', { inspect: '1' });
});

afterEach(() => place.stop());

const outside = <T>(read: (shown: Outside) => T, what: string) =>
  window.until((screen) => (screen.outside ? read(screen.outside) : null), what);

const setIntercom = (part: string, state: string) =>
  ({ do: 'setService', service: 'Intercom', part, state }) as const;
const chosen = ({ services }: Outside) => services[0]?.switches.map((part) => part.chosen) ?? [];

describe('The simulated Intercom on the page', () => {
  test('is switched part by part, and shows the chosen states', async () => {
    await place.act('alice', setIntercom('api', 'unavailable'));
    await place.act('alice', setIntercom('status', 'api_outage'));
    await place.act('alice', setIntercom('health', 'down'));
    await outside((shown) => chosen(shown)[2] === 'down', 'the switches');
    expect(window.screen.outside && chosen(window.screen.outside)).toEqual([
      'unavailable',
      'api_outage',
      'down',
    ]);
    expect((await fetch(`${place.intercom.apiUrl}/me`)).status).toBe(503);
    expect(await (await fetch(place.intercom.healthUrl)).text()).toContain('"down"');
  });

  test('offers each state once, with a label', () => {
    const parts = window.screen.outside?.services[0]?.switches ?? [];
    expect(parts.map(({ title }) => title)).toEqual(['Its API', 'Its status page', 'Our health endpoint']);
    for (const part of parts) {
      const labels = part.choices.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      expect(part.choices[0]?.name).toBe(part.chosen);
    }
  });

  test('has no label for a state that a test made up', async () => {
    await place.intercom.set({ api: { kind: 'slow', ms: 7 } });
    expect(await outside((shown) => chosen(shown)[0] === null, 'no name')).toBe(true);
  });

  test('refuses an unknown state', async () => {
    expect(await place.act('alice', setIntercom('api', 'toString'))).toEqual({
      ok: false,
      error: 'There is no scenario "toString".',
    });
    expect(await place.act('alice', setIntercom('printer', 'down'))).toMatchObject({ ok: false });
  });

  test('is the only service: any other is refused', async () => {
    const other = { do: 'setService', service: 'Zendesk', part: 'api', state: 'down' } as const;
    expect(await place.act('alice', other)).toEqual({
      ok: false,
      error: 'There\'s no simulated service called "Zendesk".',
    });
  });
});

describe('A Slack fault queued on the page', () => {
  test('is listed with how often it will still happen, and then happens', async () => {
    const client = clientOf(place.workspace);
    await place.act('alice', { do: 'trouble', id: 'missing_scope', times: 2 });
    await outside(({ slack }) => slack.planned[0]?.left === 2, 'the plan');
    expect(await errorOf(client.auth.test())).toBe('missing_scope');
    const planned = await outside(({ slack }) => slack.planned.find(({ left }) => left === 1), 'one left');
    expect(planned).toEqual({ id: 'missing_scope', label: 'missing_scope', left: 1 });
    await place.act('alice', { do: 'calm' });
    await outside(({ slack }) => slack.planned.length === 0, 'nothing planned');
    expect((await client.auth.test()).ok).toBe(true);
  });

  test('can be of every kind offered', async () => {
    const kinds = window.screen.outside?.slack.kinds ?? [];
    expect(kinds.length).toBeGreaterThan(10);
    for (const { id } of kinds) expect(await place.act('alice', { do: 'trouble', id })).toEqual({ ok: true });
    expect(place.workspace.faults.planned.map(({ fault }) => fault.name)).toEqual(kinds.map(({ id }) => id));
  });

  test('can lose the response after the call has been applied', async () => {
    await place.act('alice', { do: 'trouble', id: 'lost_answer' });
    await clientOf(place.workspace)
      .chat.postMessage({ channel: 'C0INCIDENTS', text: 'done' })
      .catch(() => undefined);
    expect(place.workspace.channel('incidents').posts.map(({ text }) => text)).toEqual(['done']);
    const call = await window.until(({ inspector }) => inspector?.calls[0], 'the call');
    expect(call).toMatchObject({ n: 1, method: 'chat.postMessage', about: '#incidents done' });
    await window.until(({ inspector }) => inspector?.calls[0]?.outcome === 'no answer', 'its outcome');
  });

  test('can be a rate limit', async () => {
    await place.act('alice', { do: 'rateLimits', on: true });
    await outside(({ slack }) => slack.rateLimits, 'the limits');
    expect(place.workspace.rateLimits.enabled).toBe(true);
  });

  test("cannot drop connections that don't exist, or resend an event that was never sent", async () => {
    expect(await place.act('alice', { do: 'dropConnections' })).toMatchObject({ ok: false });
    expect(await place.act('alice', { do: 'redeliver', eventId: 'Ev404' })).toMatchObject({ ok: false });
  });
});

describe('The clock on the page', () => {
  test('skips to what the app has queued next', async () => {
    const at = place.workspace.clock.now() + 30 * 60_000;
    due = { at, what: 'the reminder' };
    expect(await outside(({ nextDue }) => nextDue, 'what is due')).toEqual(due);
    expect(await place.act('alice', { do: 'advanceToDue' })).toEqual({
      ok: true,
      note: 'Skipped to: the reminder.',
    });
    expect(place.workspace.clock.now()).toBeGreaterThanOrEqual(at);
  });

  test('skips to a scheduled message if that comes first', async () => {
    const { workspace } = place;
    const now = Math.floor(workspace.clock.now() / 1000);
    due = { at: (now + 3_600) * 1_000, what: 'the reminder' };
    workspace.person('alice').invite('general', 'incident_bot');
    const slack = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl });
    for (const minutes of [50, 20])
      await slack.chat.scheduleMessage({
        channel: 'C00GENERAL1',
        text: `In ${minutes} minutes`,
        post_at: now + minutes * 60,
      });
    const first = { at: (now + 20 * 60) * 1_000, what: 'a scheduled message in #general' };
    expect(await outside(({ nextDue }) => nextDue?.at === first.at && nextDue, 'what is due')).toEqual(first);
    expect(await place.act('alice', { do: 'advanceToDue' })).toEqual({
      ok: true,
      note: 'Skipped to: a scheduled message in #general.',
    });
    expect(workspace.channel('general').posts.at(-1)?.text).toBe('In 20 minutes');
  });

  test('stays if the app has queued nothing', async () => {
    expect(await place.act('alice', { do: 'advanceToDue' })).toMatchObject({ ok: false });
    expect(place.workspace.clock.ahead).toBe(0);
  });
});

describe('The app on the page', () => {
  test('is stopped and started, once each', async () => {
    expect(await place.act('alice', { do: 'app', what: 'start' })).toMatchObject({ ok: false });
    await place.act('alice', { do: 'app', what: 'stop' });
    await outside(({ app: shown }) => !shown.running, 'the stop');
    expect(await place.act('alice', { do: 'app', what: 'stop' })).toMatchObject({ ok: false });
    await place.act('alice', { do: 'app', what: 'restart' });
    expect(running).toBe(true);
  });

  test('cannot be stopped or started if it was started elsewhere', async () => {
    const other = await openServer();
    expect(await other.act('alice', { do: 'app', what: 'stop' })).toMatchObject({ ok: false });
    await other.stop();
  });
});
