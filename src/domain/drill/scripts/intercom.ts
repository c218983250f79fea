import type { Script } from '../script.ts';
import { world } from '../simulated-world.ts';

/** Outages that were Intercom's. */
export const intercomScripts: readonly Script[] = [
  {
    name: 'monday-morning',
    about: 'The first hour of the week: conversations load slowly, then not at all',
    region: 'au',
    symptom: {
      who: 'Carol, support in Sydney',
      text: 'Searching for a customer has been taking forever for the last few minutes. Opening a conversation still works. Is it just me?',
    },
    truth: {
      owner: 'intercom',
      kind: 'API outage',
      visibleFrom: 4,
      severity: 'P1',
      cause:
        'The REST API in Australia timed out for everything, while Fin, Inbox and Messenger worked. The status page said nothing for the first 23 minutes: nothing posted did not mean nothing wrong.',
      drawnFrom:
        'Intercom, Australia, 2026-04-27: REST API timeouts 11:14 to 12:52 UTC, posted 11:37. Here it ends after 42 minutes.',
    },
    stages: [
      { at: 0, world: world({ api: 'search_hangs' }) },
      {
        at: 4,
        world: world({ api: 'hang' }),
        says: {
          who: 'Gateway log',
          text: 'GET /me: no response after 5000 ms, 41 in the last minute. The last response had x-request-id: d2111000-0000-4000-9000-0000000a0041',
        },
      },
      {
        at: 9,
        says: {
          who: 'Carol, support in Sydney',
          text: 'The status page is all green, so it must be us, right? Should we restart the integration?',
        },
      },
      {
        at: 23,
        world: world({
          api: 'hang',
          posted: {
            title: 'Errors on the REST API in Australia',
            impact: 'minor',
            status: 'investigating',
            component: 'Intercom APIs',
          },
        }),
      },
      {
        at: 30,
        says: {
          who: 'A customer',
          text: "Nobody's answered my chat for half an hour. Are you closed today?",
        },
      },
      { at: 42, world: world() },
      { at: 46, says: { who: 'Carol, support in Sydney', text: "It's loading again for everyone here." } },
    ],
  },
  {
    name: 'early-shift',
    about: 'Before the office fills up: new conversations seem to be missing',
    region: 'us',
    symptom: {
      who: 'Dave, support',
      text: "Customers say they've written to us, but I don't see anything in our tool. The messages are there in Intercom itself.",
    },
    truth: {
      owner: 'intercom',
      kind: 'webhook delay',
      visibleFrom: 20,
      severity: 'P3',
      cause:
        "Intercom's background workers were stuck, so webhooks arrived very late, while the API responded to every request. Until it was posted, nobody could tell it apart from our own endpoint failing. Polling the API worked the whole time.",
      drawnFrom:
        'Intercom, US, 2024-11-05, 03:30 to 06:00 UTC: workers could not resolve private names, jobs piled up, web servers were fine. Here it ends after 40 minutes.',
    },
    stages: [
      { at: 0, world: world() },
      {
        at: 3,
        world: world({ service: { overall: 'degraded', intercom: 'healthy', failing: ['webhooks'] } }),
        says: {
          who: 'Our health dashboard',
          text: 'webhooks: last event received 9 minutes ago, usually every 4 seconds. Our endpoint returns 200 to a test call.',
        },
      },
      {
        at: 10,
        says: {
          who: 'Dave, support',
          text: 'Five tickets by email now: "nobody answers in the chat". They did get through to Intercom, I can see them there.',
        },
      },
      {
        at: 20,
        world: world({
          service: { overall: 'degraded', intercom: 'healthy', failing: ['webhooks'] },
          posted: {
            title: 'Delays in webhooks and background jobs',
            impact: 'minor',
            status: 'investigating',
            component: 'Webhooks',
          },
        }),
      },
      {
        at: 28,
        says: {
          who: 'Sync log',
          text: 'webhook received 26 minutes late, x-request-id: d2111000-0000-4000-9000-0000000b0028',
        },
      },
      { at: 40, world: world() },
      { at: 44, says: { who: 'Dave, support', text: 'They all came in at once, hundreds of them.' } },
    ],
  },
  {
    name: 'lunch-hour',
    about: 'The queue of unanswered questions grows faster than agents can take them',
    region: 'eu',
    symptom: {
      who: 'Erin, head of support',
      text: "The queue has doubled in ten minutes. Everything's landing on my team, even the simple questions. Something's broken, we need all hands!",
    },
    truth: {
      owner: 'intercom',
      kind: 'product outage',
      visibleFrom: 12,
      severity: 'P3',
      cause:
        "Fin didn't respond in our region, so agents got every question. The API and our service were healthy the whole time; the red status page was about a different product.",
      drawnFrom:
        'Intercom, EU, 2026-04-21: Fin failed for about 27 minutes, and the status page was late "due to gaps in our monitoring". The same in the US on 2026-04-14, for an hour.',
    },
    stages: [
      { at: 0, world: world() },
      {
        at: 4,
        says: {
          who: 'Erin, head of support',
          text: "Agents can read and reply, and every button works. There's just too much of it.",
        },
      },
      {
        at: 9,
        says: {
          who: 'A customer',
          text: 'I asked your bot where my parcel is and it only says "something went wrong".',
        },
      },
      {
        at: 12,
        world: world({
          posted: {
            title: 'Fin AI Agent is not answering',
            impact: 'major',
            status: 'investigating',
            component: 'Fin AI Agent',
          },
        }),
      },
      {
        at: 16,
        says: {
          who: 'Gateway log',
          text: 'POST /conversations/search 200 in 96 ms, "request_id": "d2111000-0000-4000-9000-0000000c0016"; no errors today',
        },
      },
      { at: 27, world: world() },
      {
        at: 30,
        says: { who: 'Erin, head of support', text: 'The bot is answering again. The queue is shrinking.' },
      },
    ],
  },
  {
    name: 'quiet-night',
    about: 'A night shift with an outage that keeps coming back',
    region: 'us',
    symptom: {
      who: 'Frank, night shift',
      text: 'The inbox in our tool just spins before it shows anything. It was fast an hour ago.',
    },
    truth: {
      owner: 'intercom',
      kind: 'API outage',
      visibleFrom: 5,
      severity: 'P1',
      cause:
        "Intercom's edge returned 502 with an HTML page to every request, recovered, and failed again ten minutes later. The first good response didn't mean it was over: wait for several healthy checks in a row before you resolve.",
      drawnFrom:
        'The 502 pages of nginx that integrations recorded in 2013 and the 503 bodies of 2018 (intercom-ruby PR 52, intercom-android 485), with a relapse added.',
    },
    stages: [
      { at: 0, world: world({ api: 'slow' }) },
      {
        at: 5,
        world: world({ api: 'bad_gateway' }),
        says: {
          who: 'Gateway log',
          text: 'JSON.parse failed: Unexpected token < in JSON at position 0. The body began: <html> <head><title>502 Bad Gateway</title>',
        },
      },
      {
        at: 8,
        says: {
          who: 'Frank, night shift',
          text: 'One call got through in the middle. Support may want it, request id: d2111000-0000-4000-9000-0000000d0008',
        },
      },
      {
        at: 16,
        world: world(),
        says: {
          who: 'Frank, night shift',
          text: 'It works! Can we call it? I could use a coffee.',
        },
      },
      {
        at: 26,
        world: world({ api: 'unavailable' }),
        says: {
          who: 'Gateway log',
          text: '503 {"type":"error.list","request_id":"d2111000-0000-4000-9000-0000000d0026","errors":[{"code":"service_unavailable"}]}',
        },
      },
      {
        at: 31,
        world: world({
          api: 'unavailable',
          posted: {
            title: 'Elevated error rates on the Intercom API',
            impact: 'major',
            status: 'identified',
            component: 'Intercom APIs',
          },
        }),
      },
      { at: 42, world: world() },
      { at: 50, says: { who: 'Frank, night shift', text: "It's been quiet for eight minutes now." } },
    ],
  },
];
