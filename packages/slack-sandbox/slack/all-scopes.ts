import { methods } from './api/methods.ts';
import { eventScopes } from './mutations/emit.ts';

/** Every bot scope that anything in the workspace requires: the grant of an app that nothing is known about. */
export const everyScope: readonly string[] = [
  ...new Set([
    'commands',
    'chat:write.public',
    'chat:write.customize',
    ...Object.values(eventScopes).flat(),
    ...[...methods.values()].flatMap(({ scopes }) => scopes),
  ]),
];

/** Every event that the workspace can send to an app. */
export const everyEvent: readonly string[] = Object.keys(eventScopes);
