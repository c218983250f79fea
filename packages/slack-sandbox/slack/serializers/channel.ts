import { type JsonObject, present } from '../json.ts';
import type { Channel, Note } from '../model.ts';
import type { Settings } from '../settings.ts';

/** A conversation as `conversations.*` responses show it to the bot. */
export function wireChannel(settings: Settings, channel: Channel, withCount = false): JsonObject {
  const isMember = channel.members.has(settings.botUserId);
  if (channel.kind === 'im') return wireDirectMessage(settings, channel);
  const isPrivate = channel.kind === 'private';
  return present({
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    created: channel.created,
    updated: channel.created * 1000,
    creator: channel.creator,
    is_archived: channel.archived,
    is_general: channel.general,
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    unlinked: 0,
    context_team_id: settings.teamId,
    shared_team_ids: [settings.teamId],
    pending_shared: [],
    pending_connected_team_ids: [],
    parent_conversation: null,
    is_member: isMember,
    topic: wireNote(channel.topic),
    purpose: wireNote(channel.purpose),
    previous_names: [...channel.previousNames],
    properties: channel.canvas
      ? {
          canvas: { file_id: channel.canvas.id, is_empty: channel.canvas.sections.length === 0 },
          tabs: [{ id: `Ct${channel.canvas.id}`, type: 'canvas', data: { file_id: channel.canvas.id } }],
        }
      : undefined,
    num_members: withCount ? channel.members.size : undefined,
  });
}

/** `channel_type` of message events and the short type of membership events. */
export function channelType(channel: Channel): { long: string; short: string } {
  switch (channel.kind) {
    case 'public':
      return { long: 'channel', short: 'C' };
    case 'private':
      return { long: 'group', short: 'G' };
    case 'im':
      return { long: 'im', short: 'D' };
  }
}

function wireDirectMessage(settings: Settings, channel: Channel): JsonObject {
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: settings.teamId,
    user: [...channel.members].find((member) => member !== settings.botUserId) ?? '',
    is_user_deleted: false,
    priority: 0,
  };
}

function wireNote(note: Note): JsonObject {
  return { value: note.value, creator: note.creator, last_set: note.lastSet };
}
