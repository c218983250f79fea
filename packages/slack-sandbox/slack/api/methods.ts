import type { Method } from './method.ts';
import { bookmarkMethods } from './methods/bookmarks.ts';
import { canvasMethods } from './methods/canvases.ts';
import { chatMethods } from './methods/chat.ts';
import { connectionMethods } from './methods/connection.ts';
import { channelMethods } from './methods/conversations.ts';
import { channelChangeMethods } from './methods/conversations-change.ts';
import { historyMethods } from './methods/conversations-history.ts';
import { membershipMethods } from './methods/conversations-members.ts';
import { ephemeralMethods } from './methods/ephemeral.ts';
import { fileMethods } from './methods/files.ts';
import { pinMethods } from './methods/pins.ts';
import { reactionMethods } from './methods/reactions.ts';
import { scheduledMethods } from './methods/scheduled.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';

/** Every Web API method the workspace serves, by name; all others are `unknown_method`. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...connectionMethods,
    ...userMethods,
    ...chatMethods,
    ...ephemeralMethods,
    ...scheduledMethods,
    ...channelMethods,
    ...channelChangeMethods,
    ...membershipMethods,
    ...historyMethods,
    ...pinMethods,
    ...bookmarkMethods,
    ...reactionMethods,
    ...fileMethods,
    ...canvasMethods,
    ...viewMethods,
  ].map((method) => [method.name, method]),
);
