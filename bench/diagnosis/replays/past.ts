import { verdict, type World } from '../case.ts';
import { during, type Replay, recovered, well } from '../replay.ts';

const outage = verdict('intercom', 'API outage', 'P1', 'serve_stale');
const product = verdict('intercom', 'product outage', 'P3', 'follow_page');
const delay = verdict('intercom', 'webhook delay', 'P3', 'poll_instead');
const token = verdict('ours', 'authentication failure', 'P1', 'verify_token');
const lateWebhooks = {
  kind: 'degraded',
  form: 'health+json',
  intercom: 'ok',
  parts: { webhooks: 'degraded' },
} as const;

const fin = (region: 'us' | 'eu') =>
  ({
    kind: 'posted',
    incidents: [{ title: 'Fin AI Agent is not answering', components: ['Fin AI Agent'], regions: [region] }],
  }) as const satisfies World['status'];

const workers = (status: 'investigating' | 'monitoring') =>
  ({
    kind: 'posted',
    incidents: [
      { title: 'Delays in webhooks and background jobs', status, components: ['Webhooks'], regions: ['us'] },
    ],
  }) as const satisfies World['status'];

/** Other outages of Intercom, according to its postmortems. */
export const pastReplays: readonly Replay[] = [
  {
    name: 'EU Fin 2026-04-21, seen from the EU',
    day: '2026-04-21',
    moments: [
      {
        ...well(
          '09:00',
          'Fin fails already, but nothing that can be asked shows it: a person with these facts says the same.',
        ),
        world: { region: 'eu', configured: 'eu' },
      },
      ...during(['09:15', '09:25'], {
        world: { region: 'eu', configured: 'eu', status: fin('eu') },
        right: product,
        because: 'Posted late "due to gaps in our monitoring": their product, and the API is well.',
      }),
      recovered('09:40', 'Resolved.', { region: 'eu', configured: 'eu' }),
    ],
  },
  {
    name: 'US Fin 2026-04-14, seen from the US and twin from the EU',
    day: '2026-04-14',
    moments: [
      {
        at: '10:10',
        world: { status: fin('us') },
        right: product,
        because: 'Red page, healthy API: Fin alone.',
      },
      {
        at: '10:11',
        world: { region: 'us', status: fin('eu') },
        right: verdict('nobody', 'recovery', null, 'watch'),
        because: 'In another region it does not touch us: what was here a minute ago is over.',
      },
      {
        at: '10:30',
        world: { api: 'unauthorized', health: 'intercom_down', status: fin('us') },
        right: token,
        because: 'A 401 that begins during it is ours nevertheless.',
      },
    ],
  },
  {
    name: 'US workers 2024-11-05',
    day: '2024-11-05',
    moments: [
      well('03:20', 'Ten minutes before it begins.'),
      ...during(['03:35', '03:50'], {
        world: { health: lateWebhooks },
        right: verdict('unknown', 'webhook delay', 'P3', 'check_webhooks'),
        because:
          'The API is well and webhooks stay out: their workers or our own endpoint; nothing is posted.',
      }),
      ...during(['04:20', '05:30'], {
        world: { health: lateWebhooks, status: workers('investigating') },
        right: delay,
        because: 'Posted: their workers cannot resolve names, jobs pile up, the web servers are fine.',
      }),
      {
        at: '06:00',
        world: { status: workers('monitoring') },
        right: delay,
        because: 'Webhooks come again, and they are still catching up.',
      },
      recovered('06:40', 'Caught up and resolved.'),
    ],
  },
  {
    name: 'Maintenance 2019',
    day: '2019-06-15',
    moments: [
      {
        ...well('07:50', 'Announced for eight o’clock.'),
        world: {
          status: {
            kind: 'posted',
            incidents: [{ title: 'Database maintenance', impact: 'maintenance', status: 'scheduled' }],
          },
        },
      },
      ...during(['08:02', '08:20'], {
        world: { api: 'unavailable', status: 'maintenance' },
        right: verdict('intercom', 'planned maintenance', 'P1', 'serve_stale'),
        because: 'As announced: developers get 503.',
      }),
      recovered('08:45', 'Done.'),
    ],
  },
  {
    name: '502 pages 2013 and 503 bodies 2018',
    day: '2018-03-01',
    moments: [
      {
        at: '12:00',
        world: { api: 'bad_gateway' },
        right: outage,
        because: 'nginx says 502 in HTML (intercom-ruby PR 52).',
      },
      {
        at: '12:02',
        world: { api: 'unavailable_without_id' },
        right: outage,
        because: '503 without a request_id (intercom-android 485).',
      },
      recovered('12:05', 'Answers again.'),
    ],
  },
];
