import { describe, expect, test } from 'vitest';
import { relevance } from '../../../../src/domain/triage/facts/relevance.ts';
import { incident } from '../support/observations.ts';

/** Titles as a person reads them: `yes` touches the API, `no` is about something else, `unknown` may be about anything. */
const titles: readonly (readonly [ReturnType<typeof relevance>, ...string[]])[] = [
  [
    'yes',
    'Errors on the REST API',
    'Elevated API latency',
    'API requests failing',
    'Developer platform unavailable',
  ],
  ['yes', 'Intercom is down', 'Intercom is currently unavailable', 'Intercom not loading', 'Intercom'],
  [
    'yes',
    'All Intercom services are unavailable',
    'Multiple services affected, including Inbox and Messenger',
  ],
  ['yes', 'All products down: Inbox, Messenger, Fin and Help Center', 'Customers unable to access Intercom'],
  [
    'yes',
    'Platform-wide outage',
    'Intercom outage: Inbox and Messenger not loading',
    'Problems logging in to Intercom',
  ],
  ['yes', 'Inbox, Messenger and API degraded', 'Fin and the REST API are failing'],
  ['unknown', 'We are investigating reports of connectivity problems', 'Investigating reports of errors'],
  [
    'unknown',
    'We have received several reports about slow loading',
    'Customers are reporting connection errors',
  ],
  ['unknown', 'A series of network interruptions', 'Elevated errors, please email us if you are affected'],
  [
    'unknown',
    'Connectivity problems; contact support by email',
    'We follow our standard procedure for an elevated error rate',
  ],
  [
    'unknown',
    'Elevated error rates',
    'Service disruption',
    'Database cluster failing',
    'Conversation search is unavailable',
  ],
  ['unknown', 'Calls to our servers time out', 'Outbound connectivity problems in one availability zone'],
  [
    'unknown',
    'Network switch failure in our data center',
    'Errors seen; open a support ticket if it persists',
  ],
  ['unknown', 'Good news: recovering from elevated errors', 'Elevated 5xx', 'Loading issues'],
  [
    'no',
    'Fin AI Agent is not answering',
    'Messenger not loading',
    'Inbox is slow',
    'Reporting data is delayed',
  ],
  [
    'no',
    'Reports not loading',
    'Custom reports fail to load',
    'Series are not sent',
    'Emails are delayed',
    'Email delivery delays',
  ],
  [
    'no',
    'Phone calls drop',
    'Outbound messages delayed',
    'Help Center unavailable',
    'WhatsApp messages are not delivered',
  ],
  [
    'no',
    'OpenAI API errors affecting Fin',
    'WhatsApp Business API outage',
    'Messenger JavaScript API not responding',
  ],
  [
    'no',
    'Tickets cannot be created',
    'Workflows not triggering',
    'Mobile app crashes',
    'Investigating reports of Fin not answering',
  ],
  [
    'no',
    'Delayed webhooks',
    'Background jobs are late',
    'Data exports are delayed',
    'Webhook notifications not sent',
  ],
];

describe('A posted title', () => {
  test.each(titles.flatMap(([level, ...ofLevel]) => ofLevel.map((title) => [title, level] as const)))(
    '“%s” concerns the API: %s',
    (title, level) => {
      expect(relevance(incident(title), 'us')).toBe(level);
    },
  );

  test.each([
    ['Elevated errors', ['Inbox'], 'no'],
    ['Elevated errors', ['Inbox', 'Developer Hub'], 'yes'],
    ['Elevated errors', ['Inbox', 'Messenger', 'Fin AI Agent', 'Help Center'], 'yes'],
    ['Elevated errors', ['Web servers'], 'unknown'],
    ['Fin AI Agent is failing', ['Fin AI Agent', 'Inbox', 'Messenger', 'Help Center'], 'no'],
    ['Slow loading', ['Webhooks'], 'no'],
  ] as const)('"%s" about %j concerns the API: %s', (title, components, level) => {
    expect(relevance(incident(title, { components }), 'us')).toBe(level);
  });
});
