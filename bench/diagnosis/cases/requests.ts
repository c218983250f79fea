import { type Case, verdict } from '../case.ts';

const request = verdict('ours', 'request error', 'P3', 'read_error');
const own = verdict('ours', 'rate limiting', 'P2', 'pause_jobs');

/** Our request is wrong, or there are too many. */
export const requestCases: readonly Case[] = [
  {
    name: '404 on /me',
    world: { api: 'not_found' },
    right: verdict('ours', 'request error', 'P3', 'check_base_url'),
    because: '/me exists on every host of Intercom: the base URL is wrong.',
  },
  {
    name: '404 on the search only',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: { kind: 'refuse', status: 404, code: 'not_found', message: 'Not Found' },
      },
    },
    right: verdict('ours', 'request error', 'P3', 'check_base_url'),
    because: 'A base URL or version under which that path does not exist.',
  },
  {
    name: '409 conflict',
    world: { api: 'conflict' },
    right: request,
    because: 'A clash of data that we send.',
  },
  {
    name: '410 contact_merged',
    world: { api: 'contact_merged' },
    right: request,
    because: 'Our id is out of date.',
  },
  {
    name: '422 parameter_invalid',
    world: { api: 'parameter_invalid' },
    right: request,
    because: 'Sent again unchanged it fails again.',
  },
  {
    name: '400 intercom_version_invalid',
    world: { api: 'bad_version' },
    right: verdict('ours', 'request error', 'P4', 'update_bot'),
    because: 'The version is the one this bot pins: its own matter, and no word about the service.',
  },
  {
    name: '400 on the search only',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: { kind: 'refuse', status: 400, code: 'parameter_invalid', message: 'query is invalid' },
      },
    },
    right: request,
    because: 'The query is ours; /me is well.',
  },
  {
    name: '422 while the API has an incident',
    world: { api: 'parameter_invalid', status: 'api_outage' },
    right: request,
    because: 'A validation error is computed by a working server.',
  },
  {
    name: '429 with an empty window of ours',
    world: { api: 'rate_limited' },
    right: own,
    because: 'rate_limit_exceeded and 0 left: we used it up.',
  },
  {
    name: '429 on every second request',
    world: { api: { kind: 'flapping', every: 2, fault: { kind: 'rate_limit' } } },
    right: own,
    because: 'At the edge of the window some get through.',
  },
  {
    name: '429 on the search only',
    world: { api: { kind: 'only', on: 'search', is: { kind: 'rate_limit' } } },
    right: own,
    because: 'rate_limit_exceeded with 0 left for what searches count against.',
  },
  {
    name: '429 while the API has an incident',
    world: { api: 'rate_limited', status: 'api_outage' },
    right: own,
    because: 'Our own window is empty, whatever else is posted.',
  },
  {
    name: '429 with our window open',
    world: { api: 'shared_quota' },
    right: verdict('ours', 'rate limiting', 'P2', 'other_apps'),
    because: '900 of ours are left, so it is the quota that the apps of the workspace share.',
  },
  {
    name: '429 too_many_requests',
    world: { api: 'overloaded' },
    right: verdict('intercom', 'API overload', 'P2', 'slow_down'),
    because: 'Their code for pressure on their server, not for our quota.',
  },
  {
    name: '429 page in HTML, no headers',
    world: { api: 'bare_limit' },
    right: verdict('unknown', 'rate limiting', 'P2', 'slow_down'),
    because: 'An edge that limits by address or is overloaded: from one address nobody can tell.',
  },
];
