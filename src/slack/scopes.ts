/** The bot scopes that the bot cannot do without, each with what it is for. The same list stands in manifest.yml. */
export const neededScopes = {
  'channels:history': 'read marked messages and request_ids in incident channels',
  'channels:join': 'join the announcement channel',
  'channels:manage': 'open incident channels, set their topic, invite people',
  'channels:read': 'find incident channels again after a crash',
  'chat:write': 'post and edit messages',
  'chat:write.public': 'announce in public channels',
  commands: 'the slash command and the shortcut',
  'files:write': 'post the postmortem',
  'im:history': 'see whether a direct message has arrived already',
  'im:write': 'tell you in a direct message when your channel cannot be opened',
  'pins:read': 'put pinned messages on the timeline',
  'pins:write': 'pin the headline',
  'reactions:read': 'put messages with :pushpin: on the timeline',
  'usergroups:read': 'know the responders, where RESPONDERS is set',
  'users:read': 'know guests from members, write names into the postmortem',
} as const;
