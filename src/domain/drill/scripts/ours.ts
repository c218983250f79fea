import type { Script } from '../script.ts';
import { cutOffService, world } from '../simulated-world.ts';

const finIsDown = {
  title: 'Fin AI Agent is not answering',
  impact: 'major',
  status: 'investigating',
  component: 'Fin AI Agent',
} as const;

/** Outages that partly looked like Intercom's, but were the customer's own. */
export const ourScripts: readonly Script[] = [
  {
    name: 'friday-evening',
    about: 'Shortly before the weekend, two things fail at once',
    region: 'us',
    symptom: {
      who: 'Carol, support',
      text: "The bot isn't answering customers, and the status page is red. I think some of my own replies aren't going out either, but I'm not sure.",
    },
    truth: {
      owner: 'ours',
      kind: 'authentication failure',
      visibleFrom: 5,
      severity: 'P1',
      cause:
        "Our token had been revoked: a security team rotated it after a compromised package, and the new one never reached the service. The red status page was about Fin and had nothing to do with it. A 401 during somebody else's outage is still ours.",
      drawnFrom:
        'The compromise of intercom-client 7.0.4 on 2026-04-30, after which tokens were rotated, combined with the Fin outage of 2026-04-14.',
    },
    stages: [
      { at: 0, world: world({ posted: finIsDown }) },
      {
        at: 5,
        world: world({ api: 'token_revoked', posted: finIsDown, service: cutOffService }),
        says: {
          who: 'Carol, support',
          text: "Now I'm sure: none of my replies from the last few minutes arrived. Their page is red, so we wait, right?",
        },
      },
      {
        at: 8,
        says: {
          who: 'Gateway log',
          text: '401 {"type":"error.list","request_id":"d2111000-0000-4000-9000-0000000e0008","errors":[{"code":"token_revoked","message":"Access Token Revoked"}]}',
        },
      },
      {
        at: 14,
        says: {
          who: 'Grace, security',
          text: 'We rotated a few credentials this afternoon because of that npm thing. Was one of them yours?',
        },
      },
      { at: 20, world: world({ api: 'token_revoked', service: cutOffService }) },
      {
        at: 24,
        says: {
          who: 'Carol, support',
          text: 'Their page is green again, and my replies still fail. request id: d2111000-0000-4000-9000-0000000e0024',
        },
      },
      {
        at: 34,
        world: world(),
        says: {
          who: 'Grace, security',
          text: 'The new token is in the secret manager, and the service has restarted.',
        },
      },
    ],
  },
  {
    name: 'end-of-quarter',
    about: 'On a busy day the inbox lags, comes back, and lags again',
    region: 'us',
    symptom: {
      who: 'Heidi, support',
      text: "New conversations just showed up minutes late. It's fine right now, but it's already happened twice this morning.",
    },
    truth: {
      owner: 'ours',
      kind: 'rate limiting',
      visibleFrom: 6,
      severity: 'P2',
      cause:
        'Our own bulk job used up the rate limit: every item of a batch counts as a request. Between batches everything worked, so it looked like an intermittent failure at Intercom.',
      drawnFrom:
        'intercom-ruby 332, reported by a user of that client: the items of a bulk job are counted one by one.',
    },
    stages: [
      { at: 0, world: world() },
      {
        at: 6,
        world: world({ api: 'rate_limited' }),
        says: { who: 'Heidi, support', text: "It's happening again. Is Intercom down?" },
      },
      {
        at: 8,
        says: {
          who: 'Sync log',
          text: '429 {"type":"error.list","request_id":"d2111000-0000-4000-9000-0000000f0008","errors":[{"code":"rate_limit_exceeded","message":"Exceeded rate limit of 1667 in 10_seconds"}]}',
        },
      },
      { at: 12, world: world(), says: { who: 'Heidi, support', text: 'Good again. Strange.' } },
      {
        at: 17,
        world: world({ api: 'rate_limited' }),
        says: {
          who: 'Ivan, data',
          text: "Hi! Our annual export of all contacts started at ten, in batches of 5000. It's not bothering anyone, is it?",
        },
      },
      {
        at: 22,
        says: {
          who: 'Sync log',
          text: '429, request id: d2111000-0000-4000-9000-0000000f0022, x-ratelimit-remaining: 0',
        },
      },
      {
        at: 32,
        world: world(),
        says: { who: 'Ivan, data', text: "I've paused the export until tonight." },
      },
    ],
  },
  {
    name: 'after-the-release',
    about: 'Half an hour after a release, nothing new is coming in',
    region: 'us',
    symptom: {
      who: 'Judy, support',
      text: "No new messages have come into our tool for a while. Old conversations open fine. Intercom's own inbox has the new ones.",
    },
    truth: {
      owner: 'ours',
      kind: 'service failure',
      visibleFrom: 8,
      severity: 'P1',
      cause:
        "Our own service had run out of database connections after the release and returned 500 to Intercom's webhooks until Intercom paused them. A webhook delay is often our own endpoint.",
      drawnFrom:
        "Intercom's rule for webhooks, as documented in 2026: more than 1000 failing deliveries in a row, within 15 minutes, pause a topic for 15 minutes. Not a single incident: teams run into it again and again.",
    },
    stages: [
      {
        at: 0,
        world: world({ service: { overall: 'degraded', intercom: 'healthy', failing: ['webhooks'] } }),
      },
      {
        at: 4,
        says: {
          who: 'Judy, support',
          text: 'I asked in their community, and nobody else is having trouble. But I remember their webhooks being late once before.',
        },
      },
      {
        at: 8,
        world: world({
          service: { overall: 'unhealthy', intercom: 'healthy', failing: ['database', 'webhooks'] },
        }),
        says: {
          who: 'Our service log',
          text: 'POST /webhooks/intercom 500: remaining connection slots are reserved. x-request-id: d2111000-0000-4000-9000-000000100008',
        },
      },
      {
        at: 13,
        says: {
          who: 'Mallory, platform',
          text: 'FYI, release 2.41 went out 40 minutes ago. It opens a pool per worker now, should be faster.',
        },
      },
      {
        at: 19,
        says: {
          who: 'Intercom, by email',
          text: 'We have paused notifications for your topic conversation.user.created after repeated errors from your endpoint.',
        },
      },
      {
        at: 30,
        world: world(),
        says: { who: 'Mallory, platform', text: '2.41 is rolled back, connections are down to 20.' },
      },
    ],
  },
  {
    name: 'new-feature',
    about: 'The log fills up with refused requests the day a feature goes live',
    region: 'us',
    symptom: {
      who: 'Niaj, on call for the integration',
      text: 'Our log has been full of 401s since this morning. I have a new token ready. Should I rotate it?',
    },
    truth: {
      owner: 'ours',
      kind: 'permission error',
      visibleFrom: 3,
      severity: 'P2',
      cause:
        'The app lacked a scope that the new search needs. The error is a 401, which looks like a bad token, but the same token is accepted elsewhere. Rotating it fixes nothing and breaks what works; adding the scope fixes it.',
      drawnFrom:
        'intercom-ruby 323, reported by a user of that client: a 401 "Not authorized to access resource" was a missing scope.',
    },
    stages: [
      { at: 0, world: world() },
      {
        at: 3,
        world: world({ api: 'search_unauthorized' }),
        says: {
          who: 'Gateway log',
          text: 'POST /conversations/search 401 {"type":"error.list","request_id":"d2111000-0000-4000-9000-000000110003","errors":[{"code":"token_unauthorized","message":"Not authorized to access resource"}]}',
        },
      },
      {
        at: 7,
        says: {
          who: 'Niaj, on call for the integration',
          text: 'Everyone says a 401 means the token. I can have the new one in within a minute, just say the word.',
        },
      },
      {
        at: 13,
        says: {
          who: 'Olivia, product',
          text: 'The new customer search went live at nine, by the way. Agents say it shows nothing; the rest works.',
        },
      },
      {
        at: 18,
        says: {
          who: 'Gateway log',
          text: 'GET /me 200; POST /conversations/search 401, request id: d2111000-0000-4000-9000-000000110018',
        },
      },
      {
        at: 28,
        world: world(),
        says: {
          who: 'Olivia, product',
          text: "I've added the scope in the Developer Hub, and search is finding people again.",
        },
      },
    ],
  },
];
