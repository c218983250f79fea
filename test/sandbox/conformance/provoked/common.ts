import type { Bench, Provoked } from '../bench.ts';

/** Sends the method what no SDK would: a body of this type. */
export async function send(
  { workspace, method, token }: Bench,
  type: string,
  body: string,
): Promise<{ status: number; retryAfter: string | null; answer: unknown }> {
  const answer = await fetch(`${workspace.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body,
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    answer: await answer.json(),
  };
}

/** A value of no type that a method takes, under every name that some method asks for. */
const illTyped = Object.fromEntries(
  'bookmark_id canvas_id channel channel_id file filename files include_users length limit link name timestamp title trigger_id ts type user users view'
    .split(' ')
    .map((name) => [name, { of: 'no type' }]),
);

/** More calls than any method takes in a minute. */
const tooMany = 650;

const ended =
  (standing: 'account_inactive' | 'token_revoked' | 'token_expired'): Provoked =>
  async ({ ask, workspace }) => {
    workspace.rules.stand(standing);
    await ask();
  };

/** How the errors that every method has are brought about. */
export const commonProvocations: Readonly<Record<string, Provoked>> = {
  account_inactive: ended('account_inactive'),
  invalid_arg_name: ({ ask }) => ask({ 'users[0]': 'U1' }),
  async invalid_arguments(bench) {
    await send(bench, 'application/json; charset=utf-8', JSON.stringify(illTyped));
  },
  invalid_auth: ({ ask }) => ask({}, 'xoxb-made-up'),
  missing_scope: { options: { scopes: ['commands'] }, by: ({ ask }) => ask() },
  not_allowed_token_type: ({ ask, token, workspace }) =>
    ask({}, token === workspace.appToken ? workspace.botToken : workspace.appToken),
  not_authed: ({ ask }) => ask({}, ''),
  ratelimited: {
    options: { rateLimits: true },
    async by(bench) {
      for (let sent = 0; sent < tooMany; sent += 25) {
        const calls = Array.from({ length: 25 }, () => send(bench, 'application/x-www-form-urlencoded', ''));
        if ((await Promise.all(calls)).some(({ status }) => status === 429)) break;
      }
      await bench.ask();
    },
  },
  token_expired: ended('token_expired'),
  token_revoked: ended('token_revoked'),
};

/** The errors of all methods that some have no occasion for. */
export const withoutOccasion: Readonly<Record<string, readonly string[]>> = {
  missing_scope: [
    'apps.connections.open',
    'auth.test',
    'views.open',
    'views.publish',
    'views.push',
    'views.update',
  ],
  invalid_arguments: ['apps.connections.open', 'auth.test'],
};
