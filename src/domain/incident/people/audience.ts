import { z } from 'zod';
import type { ChannelId, UserId } from '../ids.ts';

/** Who may know of an incident: everybody, or only the members of its channel. */
export const visibilitySchema = z.enum(['everyone', 'members']);
export type Visibility = z.infer<typeof visibilitySchema>;

/**
 * What decides who may know of an incident. `privateTo`: null where everybody may; else those who know of it while it has
 * no channel, and are brought into it.
 */
export type Guarded = {
  readonly privateTo: readonly UserId[] | null;
  readonly channel: ChannelId | null;
};

/** Somebody, with the private channels that they are known to be in. */
export type Viewer = { readonly user: UserId; readonly channels: ReadonlySet<ChannelId> };

/**
 * Whether somebody may know of an incident: that there is one, under which number, and everything that it says. It is the
 * one place where that is decided; for whoever may not, the incident does not exist. Pure.
 */
export const mayKnowOf = ({ privateTo, channel }: Guarded, { user, channels }: Viewer): boolean =>
  privateTo === null || (channel === null ? privateTo.includes(user) : channels.has(channel));

/** The same question of a channel: whether everybody who reads there may know of it. */
export const sayableIn = ({ privateTo, channel }: Guarded, place: ChannelId): boolean =>
  privateTo === null || channel === place;
