import { Refused } from '../errors.ts';
import { present } from '../json.ts';
import type { FileObject, User } from '../model.ts';
import { openDirectMessage } from '../mutations/channels.ts';
import { emit } from '../mutations/emit.ts';
import { shareFiles } from '../mutations/files.ts';
import { pin, react, unpin, unreact } from '../mutations/marks.ts';
import { edit, remove, say } from '../mutations/messages.ts';
import { typedMessage } from '../text/compose-text.ts';
import { wireView } from '../views/make.ts';
import { seconds, type WorkspaceState } from '../workspace-state.ts';
import { channelToSpeak, messageAt, messageToTouch } from './find-channel.ts';
import { type MessageRef, type MessageSnapshot, snapshotMessage } from './snapshots.ts';

/** The part of a person that has to do with messages, and with the app's own tabs. */
export class WorkspaceMember {
  readonly id: string;
  readonly #state: WorkspaceState;

  constructor(state: WorkspaceState, id: string) {
    this.#state = state;
    this.id = id;
  }

  /** Who this is; looked up each time, because a reset replaces everyone. */
  get user(): User {
    const user = this.#state.team.users.get(this.id);
    if (user === undefined) throw new Refused(`There is no person ${this.id}.`);
    return user;
  }

  get name(): string {
    return this.user.name;
  }

  /** Posts a message, or with `thread`, a reply. `@bob`, `#incidents`, and links become what Slack makes of them. */
  post(channel: string, text: string, options: { readonly thread?: MessageRef } = {}): MessageSnapshot {
    const place = channelToSpeak(this.#state, this.user, channel);
    const typed = typedMessage(this.#state.team, this.user, text);
    const under =
      options.thread === undefined ? null : messageAt(this.#state, this.user, options.thread).message;
    const message = say(this.#state, place, {
      author: this.id,
      text: typed.text,
      blocks: [typed.block],
      threadTs: under === null ? null : (under.threadTs ?? under.ts),
      clientId: `client-${this.#state.team.ids.secret('client')}`,
    });
    return snapshotMessage(this.#state, message);
  }

  /** Posts in a channel what they are doing (`/me waves`). */
  emote(channel: string, text: string): MessageSnapshot {
    const place = channelToSpeak(this.#state, this.user, channel);
    const typed = typedMessage(this.#state.team, this.user, text);
    return snapshotMessage(
      this.#state,
      say(this.#state, place, { author: this.id, text: typed.text, subtype: 'me_message' }),
    );
  }

  /** Uploads a file to a channel. */
  upload(channel: string, name: string, content: string | Buffer, comment = ''): MessageSnapshot {
    const place = channelToSpeak(this.#state, this.user, channel);
    const { ids } = this.#state.team;
    const file: FileObject = {
      id: ids.next('F'),
      name,
      title: name,
      description: '',
      user: this.id,
      created: seconds(this.#state),
      length: Buffer.byteLength(content),
      uploadKey: ids.secret('upload'),
      content: Buffer.isBuffer(content) ? content : Buffer.from(content),
      state: 'complete',
      shares: [],
    };
    this.#state.team.files.set(file.id, file);
    const shared = { comment: typedMessage(this.#state.team, this.user, comment).text, threadTs: null };
    return snapshotMessage(this.#state, shareFiles(this.#state, place, this.id, [file], shared));
  }

  /** Edits a message of their own. */
  edit(ref: MessageRef, text: string): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    if (message.author !== this.id) throw new Refused(`${this.name} can only edit their own messages.`);
    const typed = typedMessage(this.#state.team, this.user, text);
    edit(this.#state, channel, message, this.id, { text: typed.text, blocks: [typed.block] });
  }

  /** Deletes a message of their own. */
  delete(ref: MessageRef): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    if (message.author !== this.id) throw new Refused(`${this.name} can only delete their own messages.`);
    remove(this.#state, channel, message);
  }

  /** Adds an emoji reaction (`pushpin`) to a message. */
  react(ref: MessageRef, emoji: string): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    const there = message.reactions.find((reaction) => reaction.name === emoji);
    if (there?.users.includes(this.id)) throw new Refused(`${this.name} already reacted with :${emoji}:.`);
    react(this.#state, channel, message, this.user, emoji);
  }

  /** Removes their emoji reaction. */
  unreact(ref: MessageRef, emoji: string): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    const there = message.reactions.find((reaction) => reaction.name === emoji);
    if (!there?.users.includes(this.id)) throw new Refused(`${this.name} did not react with :${emoji}:.`);
    unreact(this.#state, channel, message, this.user, emoji);
  }

  /** Pins a message to its channel. */
  pin(ref: MessageRef): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    if (channel.pins.some((other) => other.ts === message.ts)) throw new Refused('It is already pinned.');
    pin(this.#state, channel, message, this.user);
  }

  /** Removes the pin. */
  unpin(ref: MessageRef): void {
    const { channel, message } = messageToTouch(this.#state, this.user, ref);
    if (!channel.pins.some((other) => other.ts === message.ts)) throw new Refused('It is not pinned.');
    unpin(this.#state, channel, message, this.user);
  }

  /** Opens the app's Home tab: the event `app_home_opened`. */
  openHome(): void {
    this.#openTab('home');
  }

  /**
   * Opens the direct message with the app: the event `app_home_opened` for its Messages tab. Returns the channel's ID.
   */
  openMessages(): string {
    return this.#openTab('messages');
  }

  #openTab(tab: 'home' | 'messages'): string {
    const view = tab === 'home' ? this.#state.team.views.home(this.id) : null;
    const channel = openDirectMessage(this.#state, this.user).id;
    emit(
      this.#state,
      present({
        type: 'app_home_opened',
        user: this.id,
        channel,
        tab,
        view: view === null ? undefined : wireView(this.#state, view),
        event_ts: this.#state.timestamps.next(),
      }),
    );
    return channel;
  }
}
