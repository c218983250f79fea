import { methods } from './api/methods.ts';
import { eventScopes } from './mutations/emit.ts';

/** Every bot scope that something in the workspace asks for: what an app of which nothing is known is granted. */
export const everyScope: readonly string[] = [
  ...new Set([
    'commands',
    'chat:write.public',
    'chat:write.customize',
    ...Object.values(eventScopes).flat(),
    ...[...methods.values()].flatMap(({ scopes }) => scopes),
  ]),
];

/** Every event that the workspace can tell an app of. */
export const everyEvent: readonly string[] = Object.keys(eventScopes);
