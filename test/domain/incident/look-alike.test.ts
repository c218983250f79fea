import { describe, expect, test } from 'vitest';
import { looksAlike } from '../../../src/domain/incident/look-alike.ts';

const alike = (one: string, other: string): boolean =>
  looksAlike({ title: one, leaf: null }, { title: other, leaf: null });

describe('Two titles', () => {
  test.each([
    ['Conversations not loading', 'Conversation list does not load'],
    ['Conversations not loading', 'conversations aren’t loading for EU customers'],
    ['Inbox is down', 'Intercom inbox unavailable'],
    ['Inbox down', 'Agents cannot open the inbox'],
    ['Webhooks are late', 'Webhook deliveries delayed'],
    ['Webhooks missing', 'No webhooks since 10:00'],
    ['API returns 503', '503 from the Intercom API'],
    ['API returning 5xx', 'Elevated 5xx on API'],
    ['API 429s', 'We get 429 from Intercom API on contact sync'],
    ['Messenger missing on website', 'Messenger not showing'],
    ['Messenger widget blank', 'Widget does not load'],
    ['Fin gives wrong answers', 'Fin answers wrong in German'],
    ['Replies do not go out', 'Reply emails not sent'],
    ['Token rejected (401)', '401 on all calls: token'],
    ['Contact sync stuck', 'Sync of contacts failing'],
    ['Exports hang', 'Data export timing out'],
    ['Búsqueda caída', 'busqueda lenta'],
  ])('%j and %j are similar', (one, other) => {
    expect([alike(one, other), alike(other, one)]).toEqual([true, true]);
  });

  test.each([
    ['Inbox is down', 'Messenger is down'],
    ['Reports slow', 'Inbox slow'],
    ['Conversations not loading', 'Reports not loading'],
    ['Webhooks are late', 'Emails are late'],
    ['Fin gives wrong answers', 'Webhooks missing'],
    ['Outage', 'Intercom problem'],
    ['Everything is broken', 'Inbox is broken'],
    ['', ''],
    ['🔥🔥🔥', '🔥🔥🔥'],
    ['Contact sync stuck', 'Messenger shows old articles'],
    ['Login with SSO fails', 'Article search returns errors'],
  ])("%j and %j aren't similar", (one, other) => {
    expect([alike(one, other), alike(other, one)]).toEqual([false, false]);
  });
});

describe('Two diagnoses', () => {
  test('that are the same are similar, whatever the titles', () => {
    expect(
      looksAlike({ title: 'Inbox', leaf: 'intercom_down' }, { title: 'Webhooks', leaf: 'intercom_down' }),
    ).toBe(true);
  });

  test("that are unknown aren't similar", () => {
    expect(looksAlike({ title: 'Inbox', leaf: null }, { title: 'Webhooks', leaf: null })).toBe(false);
    expect(looksAlike({ title: 'Inbox', leaf: 'x' }, { title: 'Webhooks', leaf: null })).toBe(false);
  });
});
