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
      text: 'Searching for a customer takes for ever since a few minutes. Opening a conversation still works. Is it only me?',
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
          text: 'GET /me: no answer after 5000 ms, 41 in the last minute. The last answer had x-request-id: d2111000-0000-4000-9000-0000000a0041',
        },
      },
      {
        at: 9,
        says: {
          who: 'Carol, support in Sydney',
          text: 'I looked at the status page: all green. So it must be us? Shall we restart the integration?',
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
          text: 'Your chat has not answered me for half an hour. Are you closed today?',
        },
      },
      { at: 42, world: world() },
      { at: 46, says: { who: 'Carol, support in Sydney', text: 'It loads again for everybody here.' } },
    ],
  },
  {
    name: 'early-shift',
    about: 'Before the office fills: new conversations seem to be missing',
    region: 'us',
    symptom: {
      who: 'Dave, support',
      text: 'Customers say that they have written to us, and I see nothing of it in our tool. In Intercom itself the messages are there.',
    },
    truth: {
      owner: 'intercom',
      kind: 'webhook delay',
      visibleFrom: 20,
      severity: 'P3',
      cause:
        'Intercom’s background workers were stuck, so webhooks came very late, while the API answered every request. Until it was posted nobody could tell it from our own endpoint failing; asking the API for what the webhooks would have told worked all the time.',
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
          text: 'webhooks: last event received 9 minutes ago, usually every 4 seconds. Our endpoint answers 200 to a test call.',
        },
      },
      {
        at: 10,
        says: {
          who: 'Dave, support',
          text: 'Five tickets by e-mail now: "nobody answers in the chat". They did get through to Intercom, I can see them there.',
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
      text: 'The queue has doubled in ten minutes. Everything lands with my people, even the simple questions. Something is broken, we need everybody!',
    },
    truth: {
      owner: 'intercom',
      kind: 'product outage',
      visibleFrom: 12,
      severity: 'P3',
      cause:
        'Fin did not answer in our region, so agents got every question. The API and our service were well all the time; a red status page was about another product than ours.',
      drawnFrom:
        'Intercom, EU, 2026-04-21: Fin failed for about 27 minutes, the page came late “due to gaps in our monitoring”. The same in the US on 2026-04-14, for an hour.',
    },
    stages: [
      { at: 0, world: world() },
      {
        at: 4,
        says: {
          who: 'Erin, head of support',
          text: 'Agents can read and answer, all buttons work. There is just too much of it.',
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
      { at: 30, says: { who: 'Erin, head of support', text: 'The bot answers again. The queue shrinks.' } },
    ],
  },
  {
    name: 'quiet-night',
    about: 'A night shift with an outage that does not stay away',
    region: 'us',
    symptom: {
      who: 'Frank, night shift',
      text: 'The inbox in our tool turns and turns before it shows anything. It was quick an hour ago.',
    },
    truth: {
      owner: 'intercom',
      kind: 'API outage',
      visibleFrom: 5,
      severity: 'P1',
      cause:
        'Intercom’s edge answered 502 with an HTML page to every request, recovered, and failed again ten minutes later. It was not over when it answered for the first time: wait for several good checks in a row before you resolve.',
      drawnFrom:
        'The 502 pages of nginx that integrations recorded in 2013 and the 503 bodies of 2018 (intercom-ruby PR 52, intercom-android 485), with a relapse put in.',
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
          text: 'One call came through in between, support may want it: request id: d2111000-0000-4000-9000-0000000d0008',
        },
      },
      {
        at: 16,
        world: world(),
        says: {
          who: 'Frank, night shift',
          text: 'It works! Can we call it over? I would like to go for a coffee.',
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
      { at: 50, says: { who: 'Frank, night shift', text: 'Quiet for eight minutes now.' } },
    ],
  },
];
