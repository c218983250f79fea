import { eventScopes } from './mutations/emit.ts';

/** The events that a manifest subscribes to, and its scopes. */
type Subscriptions = { readonly events: readonly string[]; readonly scopes: readonly string[] };

/** Says which subscribed events are never sent: the sandbox has no such event, or no scope in the manifest allows it. */
export function unsentEvents({ events, scopes }: Subscriptions): readonly string[] {
  const unserved = events.filter((name) => eventScopes[name] === undefined);
  const never = `The sandbox never sends ${listed(unserved)}, which the manifest subscribes to.`;
  const barred = events.flatMap((name) => {
    const needed = eventScopes[name] ?? [];
    const granted = needed.length === 0 || needed.some((scope) => scopes.includes(scope));
    return granted
      ? []
      : [`Without one of the scopes ${needed.join(', ')} in the manifest, ${name} isn't sent.`];
  });
  return [...(unserved.length === 0 ? [] : [never]), ...barred];
}

const listed = (names: readonly string[]): string => new Intl.ListFormat('en-US').format(names);
