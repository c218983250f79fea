import { orNullAfter } from '../../app/with-timeout.ts';
import { type Refusal, refuse } from '../../domain/incident/refusal.ts';
import { lackingScopes, privateScopes, scopesNamed } from '../api/scopes.ts';
import type { ListenerContext } from '../listening/listener-context.ts';

/** How long an answer waits for what Slack says the app may do, ms: Slack gives three seconds in all. */
const waitMs = 1_000;

/**
 * Refuses what needs a private channel, naming the scopes that the app lacks for it; null if it lacks none, or if Slack
 * doesn't say. Asks Slack each time, because the app may have been reinstalled. `todo`: what else to do.
 */
export async function privateChannelRefusal(
  { grantedScopes }: Pick<ListenerContext, 'grantedScopes'>,
  todo = "Ask your bot admin to update the app's scopes.",
  field: Refusal['field'] = null,
): Promise<Refusal | null> {
  const granted = await orNullAfter(
    waitMs,
    grantedScopes().catch(() => null),
  );
  const lacking = lackingScopes(granted ?? [], privateScopes);
  if (lacking.length === 0) return null;
  return refuse(
    `The app lacks ${scopesNamed(lacking)} for private channels. Nothing was changed. ${todo}`,
    field,
  );
}
