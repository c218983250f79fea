import { verdict, type World } from '../case.ts';
import { during, type Replay, recovered, well } from '../replay.ts';

const outage = verdict('intercom', 'API outage', 'P1', 'serve_stale');
const here = { region: 'au', configured: 'au' } as const;
const posted = (status: 'investigating' | 'identified' | 'monitoring') =>
  ({
    kind: 'posted',
    incidents: [
      {
        title: 'Errors on the REST API in Australia',
        impact: 'minor',
        status,
        components: ['Intercom APIs'],
        regions: ['au'],
      },
    ],
  }) as const satisfies World['status'];
const elsewhere = verdict('nobody', 'outage in another region', null, 'follow_page');

/**
 * 27 April 2026: timeouts of the REST API in Australia 11:14-12:52 UTC, posted at 11:37 (postmortem
 * 01KQ7C166NZA1BF7NGWN205C5S).
 */
export const australiaReplays: readonly Replay[] = [
  {
    name: 'AU REST API 2026-04-27, seen from Australia',
    day: '2026-04-27',
    moments: [
      { ...well('11:10', 'Four minutes before it begins.'), world: here },
      ...during(['11:14', '11:15', '11:18', '11:24'], {
        world: { ...here, api: 'hang' },
        right: outage,
        because: 'Timeouts while the page is silent for 23 minutes: it is theirs all the same.',
      }),
      ...during(['11:30', '11:33', '11:36'], {
        world: { ...here, api: 'unavailable_without_id' },
        right: outage,
        because: 'Where it answers at all, it is with 503; nothing is posted yet.',
      }),
      ...during(['11:37', '11:38', '11:45'], {
        world: { ...here, api: 'hang', status: posted('investigating') },
        right: outage,
        because: 'Now posted, as minor; all our calls fail, so it stays P1 for us.',
      }),
      ...during(['12:00', '12:30', '12:51'], {
        world: { ...here, api: 'unavailable_without_id', status: posted('identified') },
        right: outage,
        because: 'Posted and still failing.',
      }),
      ...during(['12:52', '12:53', '12:58'], {
        world: { ...here, status: posted('monitoring') },
        right: verdict('intercom', 'partial API outage', 'P3', 'follow_page'),
        because: 'It answers again, and they are still watching: not over yet.',
      }),
      recovered('13:10', 'Answers, and the incident is resolved.', here),
      recovered('13:40', 'Still well; the last failure is within two hours.', here),
    ],
  },
  {
    name: 'AU REST API 2026-04-27, seen from the US',
    day: '2026-04-27',
    moments: [
      well('11:20', 'The US host is well, and nothing is posted.'),
      ...during(['11:37', '12:30'], {
        world: { status: posted('investigating') },
        right: elsewhere,
        because: 'The page is red, for another region.',
      }),
      well('13:10', 'Over, and it never was ours to feel.'),
    ],
  },
];
