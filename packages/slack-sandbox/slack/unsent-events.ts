import { eventScopes } from './mutations/emit.ts';

/** What a manifest subscribes to, and the scopes that it grants. */
type Subscriptions = { readonly events: readonly string[]; readonly scopes: readonly string[] };

/** Sentences about the events that a manifest subscribes to in vain: no such event is sent here, or no scope allows it. */
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
