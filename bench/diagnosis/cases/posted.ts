import { type Case, verdict, type World } from '../case.ts';

const down = verdict('intercom', 'API outage', 'P1', 'serve_stale');
const answering = verdict('intercom', 'partial API outage', 'P3', 'follow_page');
const product = verdict('intercom', 'product outage', 'P3', 'follow_page');
const partial = verdict('intercom', 'partial API outage', 'P2', 'serve_stale');
const delay = verdict('intercom', 'webhook delay', 'P3', 'poll_instead');
const well = verdict('nobody', 'false alarm', null, 'watch');

const noon = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;

type Listed = Extract<World['status'], { kind: 'posted' }>['incidents'][number];

const posts = (title: string, more: Omit<Listed, 'title'> = {}): World['status'] => ({
  kind: 'posted',
  incidents: [{ title, ...more }],
});
const degradedPart = { kind: 'raw', body: { status: 'degraded', intercom: 'degraded' } } as const;

/** What is posted, weighed as a person would. */
export const postedCases: readonly Case[] = [
  {
    name: 'reports of connectivity problems, and the API returns 503',
    world: { api: 'unavailable', status: posts('We are investigating reports of connectivity problems') },
    right: down,
    because: 'Nobody means the product Reporting by that.',
  },
  {
    name: 'reports of connectivity problems, and the API answers',
    world: { status: posts('We are investigating reports of connectivity problems') },
    right: answering,
    because: 'It may be anything of theirs, the API as well.',
  },
  {
    name: 'all of Intercom is down with Inbox and Messenger, our service cannot use it',
    world: {
      health: { kind: 'down' },
      status: posts('All services are unavailable, including Inbox and Messenger'),
    },
    right: partial,
    because: 'The whole has the API in it, whichever products they name.',
  },
  {
    name: 'a series of errors, our service cannot use the API',
    world: {
      health: { kind: 'down' },
      status: posts('A series of errors; please email us if you are affected'),
    },
    right: partial,
    because: 'Neither Series nor email is what it is about.',
  },
  {
    name: 'Messenger incident, our service cannot use the API',
    world: {
      health: { kind: 'down' },
      status: posts('Messenger not loading', { components: ['Messenger'] }),
    },
    right: verdict('ours', 'integration failure', 'P1', 'check_health'),
    because: 'Another product explains nothing of the API.',
  },
  {
    name: 'Messenger incident, all else well',
    world: { status: posts('Messenger not loading', { components: ['Messenger'] }) },
    right: product,
    because: 'Said, and theirs.',
  },
  {
    name: "OpenAI's API fails Fin",
    world: { status: posts('OpenAI API errors affecting Fin', { components: ['Fin AI Agent'] }) },
    right: product,
    because: 'It is the API of somebody else.',
  },
  {
    name: 'conversation search is unavailable, and the search fails',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: { kind: 'refuse', status: 503, code: 'service_unavailable', message: 'no' },
      },
      status: posts('Conversation search is unavailable', { components: ['Inbox'] }),
    },
    right: partial,
    because: 'What they post is what fails.',
  },
  {
    name: 'webhooks late as posted, our Intercom part degraded',
    world: { health: degradedPart, status: 'webhook_delay' },
    right: delay,
    because: 'The real one of 5 November 2024: the API answered, and what came later was late.',
  },
  {
    name: 'their database as posted, our Intercom part degraded',
    world: { health: degradedPart, status: posts('Elevated errors from one of our database clusters') },
    right: partial,
    because: 'Their data store is what our service feels.',
  },
  {
    name: 'nothing posted, our Intercom part degraded',
    world: { health: degradedPart },
    right: verdict('ours', 'integration degradation', 'P2', 'check_health'),
    because: 'The API is well for this bot: the way of the service to it is not.',
  },
  {
    name: 'an indicator that nobody knows',
    world: { status: { kind: 'posted', incidents: [], indicator: 'purple' } },
    right: well,
    because: 'No incident, no component, and a word without a meaning.',
  },
  {
    name: 'maintenance planned with its window',
    world: {
      status: {
        kind: 'posted',
        form: 'statuspage',
        incidents: [
          {
            title: 'Database maintenance',
            impact: 'maintenance',
            status: 'scheduled',
            window: { from: noon + hour, until: noon + 2 * hour },
          },
        ],
      },
    },
    right: well,
    because: 'It has not begun, and is said with its time.',
  },
  {
    name: 'maintenance whose window has begun, still called scheduled, and a 503',
    world: {
      api: 'unavailable',
      status: {
        kind: 'posted',
        form: 'statuspage',
        incidents: [
          {
            title: 'Database maintenance',
            impact: 'maintenance',
            status: 'scheduled',
            window: { from: noon - hour, until: noon + hour },
          },
        ],
      },
    },
    right: verdict('intercom', 'planned maintenance', 'P1', 'serve_stale'),
    because: 'Announced for this hour; the page forgets to say that it runs.',
  },
  {
    name: 'maintenance that runs, while the API answers',
    world: {
      status: {
        kind: 'posted',
        incidents: [
          {
            title: 'Database maintenance',
            impact: 'maintenance',
            status: 'in_progress',
            window: { from: noon - hour, until: noon + hour },
          },
        ],
      },
    },
    right: verdict('intercom', 'planned maintenance', 'P4', 'follow_page'),
    because: 'Announced, and nobody here feels it: no outage, only a reason to be careful until it ends.',
  },
  {
    name: 'maintenance that runs on another region, while the API answers',
    world: {
      status: {
        kind: 'posted',
        incidents: [
          { title: 'Database maintenance', impact: 'maintenance', status: 'in_progress', regions: ['au'] },
        ],
      },
    },
    right: verdict('nobody', 'outage in another region', null, 'follow_page'),
    because: 'It is not here.',
  },
  {
    name: 'an incident beside running maintenance, while the API answers',
    world: {
      status: {
        kind: 'posted',
        incidents: [
          { title: 'Database maintenance', impact: 'maintenance', status: 'in_progress' },
          { title: 'Elevated API errors' },
        ],
      },
    },
    right: answering,
    because: 'The incident is what counts.',
  },
  {
    name: 'an incident that was resolved five minutes ago, while the API answers',
    world: { status: posts('API errors', { status: 'resolved', resolvedAt: noon - hour / 12 }) },
    right: well,
    because: 'It is over, and all works.',
  },
  {
    name: 'an incident that was resolved five minutes ago, and the API fails again',
    world: {
      api: 'unavailable',
      status: posts('API errors', { status: 'resolved', resolvedAt: noon - hour / 12 }),
    },
    right: down,
    because: 'What fails, fails; they closed it too early.',
  },
  {
    name: 'an incident that is written up, while the API answers',
    world: { status: posts('API errors', { status: 'postmortem', resolvedAt: noon - hour }) },
    right: well,
    because: 'A write-up is of what is over.',
  },
  {
    name: 'an incident whose fix is watched, while the API answers',
    world: { status: posts('API errors', { status: 'monitoring' }) },
    right: answering,
    because: 'Still open by their own word: too early to resolve.',
  },
];
