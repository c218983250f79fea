import { Refused } from '../errors.ts';
import { makeCanvas, sectionsOf } from '../mutations/canvases.ts';
import { nameProblem } from '../mutations/channel-name.ts';
import {
  archive,
  createChannel,
  join,
  leave,
  makePrivate,
  makePublic,
  rename,
  setNote,
  unarchive,
} from '../mutations/channels.ts';
import { seconds, type WorkspaceState } from '../workspace-state.ts';
import { channelFor, channelToSpeak } from './find-channel.ts';
import { type ChannelSnapshot, snapshotChannel } from './snapshots.ts';

import { WorkspaceMember } from './workspace-member.ts';

/** The part of a person that has to do with channels: creating, joining, naming, and leaving them. */
export class ChannelMember extends WorkspaceMember {
  readonly #state: WorkspaceState;

  constructor(state: WorkspaceState, id: string) {
    super(state, id);
    this.#state = state;
  }

  /** Creates a channel. */
  createChannel(name: string, options: { readonly private?: boolean } = {}): ChannelSnapshot {
    const problem = nameProblem(this.#state.team, name);
    if (problem !== null) throw new Refused(refusalOf(problem, name));
    const isPrivate = options.private ?? false;
    return snapshotChannel(this.#state, createChannel(this.#state, this.user, name, isPrivate));
  }

  /** Joins a public channel. */
  join(name: string): void {
    const channel = channelFor(this.#state, this.user, name);
    if (channel.members.has(this.id)) throw new Refused(`${this.name} is already in #${channel.name}.`);
    join(this.#state, channel, this.user, null);
  }

  /** Invites someone, or the bot by its name, to a channel this person is in. */
  invite(name: string, invited: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    const user = this.#state.team.user(invited);
    if (user === null) throw new Refused(`There is no person "${invited}".`);
    if (channel.members.has(user.id)) throw new Refused(`${user.name} is already in #${channel.name}.`);
    join(this.#state, channel, user, this.user);
  }

  /** Removes someone, or the bot, from a channel; without a name, leaves it. */
  remove(name: string, removed?: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    const user = removed === undefined ? this.user : this.#state.team.user(removed);
    if (user === null || !channel.members.has(user.id)) throw new Refused('They are not in the channel.');
    leave(this.#state, channel, user);
  }

  /** Archives a channel. */
  archive(name: string): void {
    archive(this.#state, channelToSpeak(this.#state, this.user, name), this.user);
  }

  /** Unarchives a channel. */
  unarchive(name: string): void {
    const channel = channelFor(this.#state, this.user, name);
    if (!channel.archived) throw new Refused(`#${channel.name} is not archived.`);
    unarchive(this.#state, channel, this.user);
  }

  /** Renames a channel. */
  rename(name: string, to: string): void {
    rename(this.#state, channelToSpeak(this.#state, this.user, name), this.user, to);
  }

  /** Makes a public channel private. */
  makePrivate(name: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    if (channel.kind !== 'public') throw new Refused(`#${channel.name} is private already.`);
    if (channel.general) throw new Refused(`#${channel.name} cannot be made private.`);
    makePrivate(this.#state, channel, this.user);
  }

  /** Makes a private channel public, as an admin can. */
  makePublic(name: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    if (channel.kind !== 'private') throw new Refused(`#${channel.name} is public already.`);
    makePublic(this.#state, channel, this.user);
  }

  /** Shares a channel with another company, whose people aren't simulated. */
  share(name: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    if (channel.general) throw new Refused(`#${channel.name} cannot be shared.`);
    channel.shared = true;
  }

  /** Sets a channel's topic. */
  setTopic(name: string, topic: string): void {
    setNote(this.#state, channelToSpeak(this.#state, this.user, name), this.user, 'topic', topic);
  }

  /** Writes a channel's canvas anew, or makes one. */
  writeCanvas(name: string, markdown: string): void {
    const channel = channelToSpeak(this.#state, this.user, name);
    const { canvas } = channel;
    if (canvas) canvas.sections = sectionsOf(this.#state, markdown);
    else makeCanvas(this.#state, channel, { by: this.id, title: channel.name, markdown });
    this.#state.pulse.notify();
  }

  /** Deletes a channel's canvas. */
  deleteCanvas(name: string): void {
    channelToSpeak(this.#state, this.user, name).canvas = null;
    this.#state.pulse.notify();
  }

  /** Adds a bookmark to a channel. */
  bookmark(name: string, title: string, link: string): void {
    const at = seconds(this.#state);
    channelToSpeak(this.#state, this.user, name).bookmarks.push({
      id: this.#state.team.ids.next('Bk'),
      title,
      link,
      emoji: '',
      created: at,
      updated: 0,
      updatedBy: this.id,
    });
    this.#state.pulse.notify();
  }
}

/* What Slack's client says, in its own words. */
function refusalOf(problem: string, name: string): string {
  switch (problem) {
    case 'name_taken':
      return `The name "${name}" is taken.`;
    case 'invalid_name_required':
      return 'A channel needs a name.';
    case 'invalid_name_maxlength':
      return 'A channel name has at most 80 characters.';
    default:
      return 'A channel name is lower case, without spaces or punctuation but hyphens and underscores.';
  }
}
