import type { Provoked } from '../bench.ts';
import * as canvases from './canvases.ts';
import * as channels from './channels.ts';
import * as chat from './chat.ts';
import * as files from './files.ts';
import * as marks from './marks.ts';
import * as views from './views.ts';

/** How each method's own errors are brought about; a method that is not here has none of its own. */
export const provocations: Readonly<Record<string, Readonly<Record<string, Provoked>>>> = {
  'bookmarks.add': marks.addBookmark,
  'bookmarks.edit': marks.editBookmark,
  'bookmarks.list': marks.listBookmarks,
  'bookmarks.remove': marks.removeBookmark,
  'canvases.edit': canvases.edit,
  'canvases.getContent': canvases.getContent,
  'canvases.sections.lookup': canvases.lookUp,
  'chat.delete': chat.remove,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'conversations.canvases.create': canvases.create,
  'conversations.create': channels.create,
  'conversations.history': channels.history,
  'conversations.info': channels.info,
  'conversations.invite': channels.invite,
  'conversations.join': channels.join,
  'conversations.members': channels.members,
  'conversations.open': channels.open,
  'conversations.replies': channels.replies,
  'conversations.setTopic': channels.setTopic,
  'files.completeUploadExternal': files.completeUpload,
  'files.delete': files.remove,
  'files.getUploadURLExternal': files.getUploadUrl,
  'pins.add': marks.pin,
  'pins.list': marks.listPins,
  'usergroups.users.list': { no_such_subteam: ({ ask }) => ask({ usergroup: 'S0NOBODY' }) },
  'users.conversations': channels.conversationsOf,
  'users.info': { user_not_found: ({ ask }) => ask({ user: 'U0NOBODY' }) },
  'views.open': views.openView,
  'views.publish': views.publishView,
  'views.push': views.pushView,
  'views.update': views.updateView,
};
