import { type Case, verdict, type World } from '../case.ts';

const authentication = (
  action: 'verify_token' | 'check_variable' | 'contact_support' | 'reinstall_app' | 'generate_token',
) => verdict('ours', 'authentication failure', 'P1', action);
/** The same if our service says that Intercom works for it: only this bot is rejected, and no user is affected. */
const botAlone = (action: 'verify_token' | 'check_variable' | 'contact_support' | 'reinstall_app') =>
  verdict('ours', 'authentication failure', 'P4', action);

/** A rejected token, first while our service works with Intercom, then while it can't either: same step, other severity. */
const aloneAndNot = (
  name: string,
  world: World,
  action: Parameters<typeof botAlone>[0],
  because: string,
): readonly Case[] => [
  { name, world, right: botAlone(action), because },
  {
    name: `${name}, our service cannot use Intercom either`,
    world: { ...world, health: 'intercom_down' },
    right: authentication(action),
    because,
  },
];

/** Intercom rejects our token: revoked, expired, blocked, suspended, or missing. */
export const tokenCases: readonly Case[] = [
  {
    name: '401 token_revoked',
    world: { api: 'token_revoked', health: 'intercom_down' },
    right: authentication('verify_token'),
    because: 'Intercom names the reason, and it lies with us.',
  },
  {
    name: '401 unauthorized',
    world: { api: 'unauthorized', health: 'intercom_down' },
    right: authentication('verify_token'),
    because: '"Access Token Invalid", nothing posted: our token is wrong or gone.',
  },
  ...aloneAndNot(
    '401 while Fin has an incident',
    { api: 'unauthorized', status: 'fin_outage' },
    'verify_token',
    'An unrelated incident does not refuse tokens (twin of scenario 5).',
  ),
  ...aloneAndNot(
    '401 token_revoked while the API has an incident',
    { api: 'token_revoked', status: 'api_outage' },
    'verify_token',
    'An outage gives 5xx; "revoked" stays revoked when it is over.',
  ),
  {
    name: '401 unauthorized while a login incident of the API is posted',
    world: {
      api: 'unauthorized',
      status: {
        kind: 'posted',
        incidents: [{ title: 'API requests fail with authentication errors (401)' }],
      },
    },
    right: verdict('intercom', 'authentication failure', 'P1', 'serve_stale'),
    because: 'They say themselves that good tokens are refused; rotating would only add trouble.',
  },
  {
    name: '401 unauthorized while our service works with Intercom',
    world: { api: 'unauthorized' },
    right: botAlone('verify_token'),
    because:
      'The service uses another token, so that only this bot is blind: a matter for the day, not for the night.',
  },
  {
    name: '401 token_expired while our service works, another part of it degraded',
    world: {
      api: 'token_expired',
      health: { kind: 'raw', body: { status: 'degraded', checks: { intercom: 'ok', cache: 'slow' } } },
    },
    right: botAlone('verify_token'),
    because: 'What it says of Intercom counts, and that is good.',
  },
  {
    name: '401 token_revoked, and our service does not speak of Intercom',
    world: { api: 'token_revoked', health: { kind: 'raw', body: { status: 'ok' } } },
    right: authentication('verify_token'),
    because: 'It may well use the same token: nothing says that anybody gets through.',
  },
  {
    name: '401 unauthorized, no health endpoint',
    world: { api: 'unauthorized', without: ['health'] },
    right: authentication('verify_token'),
    because: 'Nobody says that the service gets through, so it is taken to use the same token.',
  },
  {
    name: '401 token_not_found',
    world: { api: 'token_not_found', health: 'intercom_down' },
    right: authentication('verify_token'),
    because: 'No such token: mistyped, cut off, or of another workspace.',
  },
  {
    name: '401 token_expired',
    world: { api: 'token_expired', health: 'intercom_down' },
    right: authentication('generate_token'),
    because: 'Nothing to look for: it has to be renewed.',
  },
  ...aloneAndNot(
    '401 token_blocked',
    { api: 'token_blocked' },
    'contact_support',
    'A new token of a blocked app is blocked, too: only Intercom can lift it.',
  ),
  ...aloneAndNot(
    '401 token_suspended',
    { api: 'token_suspended' },
    'reinstall_app',
    'The app was deleted; a token cannot be made without it.',
  ),
  ...aloneAndNot(
    '401 missing_authorization',
    { api: 'missing_authorization' },
    'check_variable',
    'We sent it, and it did not arrive: stripped on the way, or empty there.',
  ),
  {
    name: '401 token_unauthorized on everything',
    world: { api: 'token_unauthorized', health: 'intercom_down' },
    right: authentication('verify_token'),
    because: '/me needs no scope, so a missing one does not refuse it: the token is not accepted.',
  },
];
