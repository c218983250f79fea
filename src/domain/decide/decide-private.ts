import type { Command } from '../incident/commands.ts';
import { type ChannelId, incidentName } from '../incident/ids.ts';
import { type Incident, isFree } from '../incident/incident.ts';
import { refuse } from '../incident/refusal.ts';
import type { Decision } from './decision.ts';

/** Makes an incident private, once, in every status: what leaked may be noticed after the close. There is no way back. */
export const makePrivate = (
  { id, privateTo }: Incident,
  { how, exposed = false }: Extract<Command, { type: 'make_private' }>,
): Decision =>
  privateTo === null || exposed
    ? [{ type: 'made_private', how }]
    : refuse(`${incidentName(id)} is already private. Nothing was changed.`);

/** The same where people have made the channel private that it lives in, in every status. */
export const channelMadePrivate = (incident: Incident, channel: ChannelId): Decision =>
  incident.privateTo === null && incident.channel?.id === channel && !isFree(incident)
    ? [{ type: 'made_private', how: 'converted' }]
    : [];
