import { type Case, verdict } from '../case.ts';

const down = verdict('ours', 'service failure', 'P1', 'check_health');
const degraded = verdict('ours', 'service degradation', 'P2', 'check_health');
const broken = verdict('ours', 'integration failure', 'P1', 'check_health');
const delay = verdict('intercom', 'webhook delay', 'P3', 'poll_instead');

/** Intercom's API is healthy. Are we? */
export const serviceCases: readonly Case[] = [
  {
    name: 'all well',
    world: {},
    right: verdict('nobody', 'false alarm', null, 'watch'),
    because: 'Everything was asked and everything is well.',
  },
  {
    name: 'our service is down, Spring style with 503',
    world: { health: { kind: 'down', form: 'actuator', intercom: 'ok', parts: { database: 'down' } } },
    right: down,
    because: 'It says so, and names its database.',
  },
  {
    name: 'our service is down while the API has an incident',
    world: {
      health: { kind: 'down', form: 'actuator', intercom: 'ok', parts: { database: 'down' } },
      status: 'api_outage',
    },
    right: down,
    because: 'The API answers us; our database is ours.',
  },
  {
    name: 'our service is degraded by its cache',
    world: {
      health: { kind: 'degraded', form: 'health+json', intercom: 'ok', parts: { cache: 'degraded' } },
    },
    right: degraded,
    because: 'Only its cache, by its own words.',
  },
  {
    name: 'our service is gone',
    world: { health: { kind: 'unreachable' } },
    right: verdict('ours', 'service failure', 'P2', 'check_health'),
    because: 'A configured endpoint that does not answer is a finding.',
  },
  {
    name: 'our service hangs',
    world: { health: { kind: 'hang' } },
    right: verdict('ours', 'service failure', 'P2', 'check_health'),
    because: 'It takes connections and does not answer.',
  },
  {
    name: 'our health endpoint gives an HTML 503',
    world: { health: { kind: 'html', status: 503 } },
    right: verdict('ours', 'service failure', 'P2', 'check_health'),
    because: 'Our load balancer has nobody to ask.',
  },
  {
    name: 'our service cannot use the API that this bot can',
    world: { health: { kind: 'down' } },
    right: broken,
    because: 'The API answers this bot: token, base URL or egress of the service differ.',
  },
  {
    name: '"ok" over a broken Intercom part',
    world: { health: { kind: 'ok', form: 'health+json', intercom: 'down' } },
    right: broken,
    because: 'The part says what the whole hides.',
  },
  {
    name: 'our service cannot use the API, and an API incident is posted',
    world: { health: { kind: 'down' }, status: 'api_outage' },
    right: verdict('intercom', 'partial API outage', 'P2', 'serve_stale'),
    because: 'Part of their API is hit, and it is the part that the service uses.',
  },
  {
    name: 'our service cannot use the API, the page is unreadable',
    world: { health: { kind: 'down' }, status: 'html' },
    right: verdict('unknown', 'integration failure', 'P2', 'page_other_network'),
    because: 'The page would tell a partial outage from our own settings.',
  },
  {
    name: 'webhooks late by our health endpoint, nothing posted',
    world: {
      health: { kind: 'degraded', form: 'health+json', intercom: 'ok', parts: { webhooks: 'degraded' } },
    },
    right: verdict('unknown', 'webhook delay', 'P3', 'check_webhooks'),
    because:
      'Often our own endpoint, which makes Intercom pause a topic; the Developer Hub tells, the API does not.',
  },
  {
    name: 'webhooks late by our health endpoint, and posted',
    world: {
      health: { kind: 'degraded', form: 'health+json', intercom: 'ok', parts: { webhooks: 'degraded' } },
      status: 'webhook_delay',
    },
    right: delay,
    because: 'They say it, and we see it.',
  },
  {
    name: 'our job queue is late',
    world: {
      health: { kind: 'degraded', form: 'health+json', intercom: 'ok', parts: { job_queue: 'degraded' } },
    },
    right: degraded,
    because: 'The queue is our own.',
  },
  {
    name: 'webhook delay posted, we see nothing',
    world: { status: 'webhook_delay' },
    right: delay,
    because: 'The API is well while workers lag, as on 5 November 2024.',
  },
  {
    name: 'webhook delay posted, and the API returns 503',
    world: { status: 'webhook_delay', api: 'unavailable' },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'Late workers do not explain a 503, but it is theirs.',
  },
];
