import { type Case, verdict } from '../case.ts';

const permission = verdict('ours', 'permission error', 'P2', 'add_scope');
const plan = verdict('ours', 'plan restriction', 'P2', 'review_plan');

/** Intercom knows us and rejects us: scope, plan, allowlist, or something in between. */
export const accessCases: readonly Case[] = [
  {
    name: '403 forbidden with the scope in the message',
    world: { api: 'missing_scope' },
    right: permission,
    because: 'The message names the scope.',
  },
  {
    name: '403 action_forbidden with required_permissions',
    world: { api: 'action_forbidden' },
    right: permission,
    because: 'The token is good and lacks the permission that the body names.',
  },
  {
    name: '403 scope while the API has an incident',
    world: { api: 'missing_scope', status: 'api_outage' },
    right: permission,
    because: 'No outage takes a scope away.',
  },
  {
    name: '403 on the search only, scope',
    world: { api: 'search_without_scope' },
    right: permission,
    because: '/me needs no scope, so it proves nothing about them; the search does.',
  },
  {
    name: '401 token_unauthorized on the search only',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: {
          kind: 'refuse',
          status: 401,
          code: 'token_unauthorized',
          message: 'Not authorized to access resource',
        },
      },
    },
    right: permission,
    because: 'The same token is accepted by /me in the same moment: not revoked, only not allowed.',
  },
  {
    name: '401 unauthorized on the search only',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: { kind: 'refuse', status: 401, code: 'unauthorized', message: 'Access Token Invalid' },
      },
    },
    right: permission,
    because: 'Whatever it calls the token, /me accepts it in the same moment: it lacks a permission there.',
  },
  {
    name: '401 token_revoked on the search only',
    world: {
      api: {
        kind: 'only',
        on: 'search',
        is: { kind: 'refuse', status: 401, code: 'token_revoked', message: 'Access Token Revoked' },
      },
    },
    right: verdict('unknown', 'unexplained failure', 'P3', 'watch'),
    because: 'Revoked and accepted at once: one of their servers does not know yet, or does not know better.',
  },
  {
    name: '403 on the search only, plan',
    world: { api: 'search_without_plan' },
    right: plan,
    because: 'api_plan_restricted is billing; neither a scope nor an outage.',
  },
  {
    name: '403 api_plan_restricted',
    world: { api: 'plan_restricted' },
    right: plan,
    because: '"Active subscription needed."',
  },
  {
    name: '402',
    world: { api: { kind: 'refuse', status: 402, code: 'payment_required', message: 'Payment required' } },
    right: plan,
    because: 'The old status for what is now 403 api_plan_restricted.',
  },
  {
    name: '403 outside the IP allowlist',
    world: { api: 'ip_allowlist' },
    right: verdict('ours', 'IP allowlist block', 'P1', 'egress_address'),
    because: 'The token is checked first, so it is good; our egress address is not listed.',
  },
  {
    name: '403 HTML page of a firewall',
    world: { api: 'waf_page' },
    right: verdict('ours', 'network block', 'P1', 'check_proxy'),
    because: 'Intercom refuses in JSON; something before it took us for a threat.',
  },
  {
    name: 'token accepted and refused at once',
    world: {
      api: {
        kind: 'flapping',
        every: 2,
        fault: { kind: 'refuse', status: 401, code: 'unauthorized', message: 'Access Token Invalid' },
      },
    },
    right: verdict('unknown', 'unexplained failure', 'P2', 'watch'),
    because:
      'A revocation on its way through their servers, or a fault of theirs: a minute later it is plain.',
  },
];
