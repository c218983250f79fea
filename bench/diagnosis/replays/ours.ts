import { verdict } from '../case.ts';
import { during, type Replay, recovered, well } from '../replay.ts';

const outage = verdict('intercom', 'API outage', 'P1', 'serve_stale');
const token = verdict('ours', 'authentication failure', 'P1', 'verify_token');
const limit = verdict('ours', 'rate limiting', 'P2', 'pause_jobs');

/** Incidents that were the customers' own, and intermittent ones. */
export const ourReplays: readonly Replay[] = [
  {
    name: 'intercom-client 7.0.4, 2026-04-30',
    day: '2026-04-30',
    moments: [
      well(
        '15:30',
        'The compromised package steals tokens without any sign at the API: nothing here could show it.',
      ),
      ...during(['18:00', '18:10'], {
        world: { api: 'token_revoked', health: 'intercom_down' },
        right: token,
        because: 'Security revoked the token; the new one has not reached the service.',
      }),
      recovered('18:25', 'The new token is in place.'),
    ],
  },
  {
    name: 'A connect timeout that another network solved (intercom-ruby 528)',
    day: '2020-02-10',
    moments: [
      {
        at: '10:00',
        world: { blackHole: true },
        right: verdict('unknown', 'connection failure', 'P1', 'other_network'),
        because: 'From one network nobody could tell; asking from another one did.',
      },
    ],
  },
  {
    name: 'Bulk items counted one by one (intercom-ruby 332)',
    day: '2021-05-03',
    moments: [
      {
        at: '14:00',
        world: { api: 'rate_limited' },
        right: limit,
        because: 'Our bulk job used the window up.',
      },
      recovered('14:02', 'The job pauses between batches.'),
      { at: '14:04', world: { api: 'rate_limited' }, right: limit, because: 'The next batch.' },
      {
        at: '14:06',
        world: {},
        right: verdict('ours', 'intermittent failure', 'P3', 'check_pods'),
        because: 'Well now, and twice ours within minutes: it will be back with the next batch.',
      },
    ],
  },
  {
    name: 'An API that comes and goes',
    day: '2026-05-05',
    moments: [
      { at: '09:00', world: { api: 'unavailable' }, right: outage, because: 'A 5xx.' },
      recovered('09:02', 'It answers.'),
      { at: '09:04', world: { api: 'bad_gateway' }, right: outage, because: 'A 5xx again.' },
      ...during(['09:06', '09:08'], {
        world: {},
        right: verdict('intercom', 'intermittent API failure', 'P3', 'watch'),
        because:
          'It answers now, and failed twice within minutes, theirs each time: too early to call it over.',
      }),
    ],
  },
  {
    name: 'Two reasons in turn',
    day: '2026-05-06',
    moments: [
      { at: '09:00', world: { api: 'unavailable' }, right: outage, because: 'A 5xx.' },
      recovered('09:02', 'It answers.'),
      {
        at: '09:04',
        world: { health: { kind: 'down', form: 'actuator', intercom: 'ok', parts: { database: 'down' } } },
        right: verdict('ours', 'service failure', 'P1', 'check_health'),
        because: 'Our own database.',
      },
      {
        at: '09:06',
        world: {},
        right: verdict('unknown', 'intermittent failure', 'P3', 'watch'),
        because: 'Well now; two failures for two reasons do not tell whose the third would be.',
      },
    ],
  },
  {
    name: 'The allowlist is switched on',
    day: '2026-06-01',
    moments: [
      well('10:00', 'Before.'),
      {
        at: '10:05',
        world: { api: 'ip_allowlist' },
        right: verdict('ours', 'IP allowlist block', 'P1', 'egress_address'),
        because:
          'The token is checked first; then 403 for an address that is not listed (help article 13941009).',
      },
      recovered('10:15', 'Our address is listed.'),
    ],
  },
];
