import { type Case, verdict } from '../case.ts';

const posted = verdict('intercom', 'partial API outage', 'P3', 'follow_page');
const elsewhere = verdict('nobody', 'outage in another region', null, 'follow_page');
const unread = verdict('nobody', 'false alarm', null, 'page_other_network');

/** The API responds; what does the page say? And what wasn't seen at all? */
export const pageCases: readonly Case[] = [
  {
    name: 'API incident posted, API answers',
    world: { status: 'api_outage' },
    right: posted,
    because: 'It does not hit us at this moment, and may in the next.',
  },
  {
    name: 'API incident under the indicator "none"',
    world: { status: 'indicator_none' },
    right: posted,
    because: 'An open incident counts, whatever the indicator says.',
  },
  {
    name: 'API incident on a Statuspage v2 page',
    world: {
      status: {
        kind: 'posted',
        form: 'statuspage',
        incidents: [{ title: 'API errors', components: ['Intercom APIs'] }],
      },
    },
    right: posted,
    because: 'The older form says the same.',
  },
  {
    name: 'API incident on a page that speaks only its own form',
    world: {
      status: {
        kind: 'posted',
        form: 'native',
        incidents: [{ title: 'API errors', components: ['Intercom APIs'] }],
      },
    },
    right: posted,
    because: 'The region-scoped form is read as well.',
  },
  {
    name: 'Fin incident posted',
    world: { status: 'fin_outage' },
    right: verdict('intercom', 'product outage', 'P3', 'follow_page'),
    because: 'The page is red, the API is well: another product.',
  },
  {
    name: 'API incident in Australia, we are in the US',
    world: { status: 'au_api_outage' },
    right: elsewhere,
    because: 'The page of our region does not list it.',
  },
  {
    name: 'API incident in Australia, we are there',
    world: { status: 'au_api_outage', region: 'au', configured: 'au' },
    right: posted,
    because: 'It is the page of our region that lists it.',
  },
  {
    name: 'API incident in Australia, we are there and set to the US',
    world: { status: 'au_api_outage', region: 'au' },
    right: posted,
    because: '/me knows where the workspace is; the page of that region counts.',
  },
  {
    name: 'API incident in the US, the workspace is in the EU and set to the US',
    world: {
      status: {
        kind: 'posted',
        incidents: [{ title: 'API errors', components: ['Intercom APIs'], regions: ['us'] }],
      },
      region: 'eu',
    },
    right: elsewhere,
    because: 'Not on the page of the region that /me names.',
  },
  {
    name: 'workspace in the EU, set to the US, all well',
    world: { region: 'eu' },
    right: verdict('ours', 'configuration error', 'P4', 'check_base_url'),
    because: 'It works by a detour through the US host, and falls with it.',
  },
  {
    name: 'maintenance planned for later',
    world: {
      status: {
        kind: 'posted',
        incidents: [{ title: 'Database maintenance', impact: 'maintenance', status: 'scheduled' }],
      },
    },
    right: verdict('nobody', 'false alarm', null, 'watch'),
    because: 'It has not begun.',
  },
  {
    name: 'an incident that is resolved',
    world: { status: { kind: 'posted', incidents: [{ title: 'API errors', status: 'resolved' }] } },
    right: verdict('nobody', 'false alarm', null, 'watch'),
    because: 'The list keeps old ones; it is over.',
  },
  {
    name: 'page in HTML, all else well',
    world: { status: 'html' },
    right: unread,
    because:
      'An unreadable page is neither red nor green: API and service are well, and that is what counts here.',
  },
  {
    name: 'page unreachable, all else well',
    world: { status: 'unreachable' },
    right: unread,
    because: 'As above; another network opens it.',
  },
  {
    name: 'page 404, empty or broken JSON',
    world: { status: 'unparsable' },
    right: unread,
    because: 'Truncated JSON says nothing, of an outage neither.',
  },
  {
    name: 'page of two megabytes, all else well',
    world: { status: { kind: 'huge' } },
    right: unread,
    because: 'Whatever that is, it says nothing of us.',
  },
  {
    name: 'page redirects in circles, all else well',
    world: { status: { kind: 'redirect_loop' } },
    right: unread,
    because: 'It has moved badly; the API has not.',
  },
  {
    name: 'no health URL, all else well',
    world: { without: ['health'] },
    right: verdict('nobody', 'false alarm', null, 'set_health_url'),
    because: 'What is set up is well; that nobody looks at our side is said, and how to change it.',
  },
  {
    name: 'no health URL, API incident posted',
    world: { without: ['health'], status: 'api_outage' },
    right: posted,
    because: 'Of all that is looked at, what they post is the only thing wrong.',
  },
  {
    name: 'neither health URL nor a readable page, the API is well',
    world: { without: ['health'], status: 'unreachable' },
    right: unread,
    because: 'The API is well with our token; what was not seen is said.',
  },
  {
    name: 'health URL gives an HTML 200, API incident posted',
    world: { health: { kind: 'html' }, status: 'api_outage' },
    right: verdict('unknown', 'unexplained failure', 'P3', 'follow_page'),
    because: 'It was asked about our side and got no answer, so it may be ours as well.',
  },
  {
    name: 'health URL gives an HTML 200',
    world: { health: { kind: 'html' } },
    right: verdict('unknown', 'unexplained failure', null, 'set_health_url'),
    because: 'A start page is no health report.',
  },
  {
    name: 'no token, all else well',
    world: { without: ['token'] },
    right: verdict('unknown', 'monitoring gap', null, 'set_bot_token'),
    because: 'A 401 without a token only proves that the host lives.',
  },
  {
    name: 'no token, API incident posted',
    world: { without: ['token'], status: 'api_outage' },
    right: verdict('unknown', 'monitoring gap', 'P3', 'follow_page'),
    because: 'Posted, but whether we are hit needs a token.',
  },
  {
    name: 'no token, API incident posted, our service cannot use the API',
    world: { without: ['token'], status: 'api_outage', health: { kind: 'down' } },
    right: verdict('intercom', 'partial API outage', 'P2', 'serve_stale'),
    because: 'The service has a token, and is hit by what is posted.',
  },
  {
    name: '/me answers null',
    world: { api: { kind: 'raw', status: 200, contentType: 'application/json', body: 'null' } },
    right: verdict('unknown', 'unexplained failure', 'P3', 'read_error'),
    because: 'The specification allows it and says nothing of what it means.',
  },
  {
    name: 'a login page answers 200 in HTML',
    world: { api: 'captive_portal' },
    right: verdict('ours', 'network block', 'P1', 'check_base_url'),
    because: 'Whatever it is, it is not Intercom: base URL or a portal in between.',
  },
  {
    name: 'the API redirects to a login',
    world: { api: { kind: 'redirect', to: 'https://login.invalid/' } },
    right: verdict('ours', 'configuration error', 'P1', 'check_base_url'),
    because: "Intercom's API redirects nobody there.",
  },
  {
    name: 'nothing was given to ask with',
    world: { without: ['token', 'api', 'page', 'health'] },
    right: verdict('unknown', 'unexplained failure', null, 'set_bot_token'),
    because: 'No request could be made.',
  },
];
