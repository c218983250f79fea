import { Refused } from '../errors.ts';
import { emit } from '../mutations/emit.ts';
import { wireUser } from '../serializers/user.ts';
import { readView } from '../transcript/transcript.ts';
import type { View } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { type ActionResult, actOn } from './act-on.ts';
import { ChannelMember } from './channel-member.ts';
import { type CommandResult, sendCommand } from './command.ts';
import type { Container } from './container.ts';
import { channelFor, channelToSpeak, containerAt } from './find-channel.ts';
import { findElement } from './find-element.ts';
import { type Entry, optionsOf, plainText } from './forms/form-values.ts';
import { type Modal, seeModal } from './forms/modal.ts';
import { type SubmitResult, submitView } from './forms/submit.ts';
import { askForOptions } from './forms/suggested.ts';
import { closeView, fillField, runShortcut, type Shortcuts } from './interact.ts';
import { type EphemeralSnapshot, type MessageRef, snapshotEphemeral } from './snapshots.ts';

/** Someone in the workspace: does what people do in Slack, and sees what they see. */
export class Person extends ChannelMember {
  readonly #state: WorkspaceState;
  readonly #shortcuts: Shortcuts;

  constructor(state: WorkspaceState, id: string, shortcuts: Shortcuts) {
    super(state, id);
    this.#state = state;
    this.#shortcuts = shortcuts;
  }

  /** Runs a slash command, in #general by default. Resolves with the app's direct response. */
  async command(name: string, text = '', options: { readonly in?: string } = {}): Promise<CommandResult> {
    const channel = channelToSpeak(this.#state, this.user, options.in ?? 'general');
    return sendCommand(this.#state, this.user, channel, name, text);
  }

  /** The modal on top of this person's screen, or null. */
  get modal(): Modal | null {
    const view = this.#state.team.views.top(this.id);
    return view === null ? null : seeModal(this.#state, view);
  }

  /** What the app published on this person's Home tab, or null. */
  get home(): Modal | null {
    const view = this.#state.team.views.home(this.id);
    return view === null ? null : seeModal(this.#state, view);
  }

  /** The modal on top of the screen in plain text, or null. */
  get screen(): string | null {
    const view = this.#state.team.views.top(this.id);
    return view === null ? null : readView(this.#state, view);
  }

  /** The Home tab in plain text, or null. */
  get homeScreen(): string | null {
    const view = this.#state.team.views.home(this.id);
    return view === null ? null : readView(this.#state, view);
  }

  /** Enters values into the open modal, by label; the app is told about fields with `dispatch_action`. */
  async fill(fields: Readonly<Record<string, Entry>>): Promise<void> {
    for (const [label, entry] of Object.entries(fields)) {
      await fillField(this.#state, this.user, this.#openModal(), label, entry);
    }
  }

  /** Enters these values (other fields keep theirs) and submits. */
  async submit(fields: Readonly<Record<string, Entry>> = {}): Promise<SubmitResult> {
    await this.fill(fields);
    const view = this.#openModal();
    if (!view.definition.submit) throw new Refused(`The modal "${this.modal?.title}" has no submit button.`);
    return submitView(this.#state, this.user, view);
  }

  /** Closes the open modal without submitting; the app is told if it asked to be (`notify_on_close`). */
  async dismiss(): Promise<void> {
    await closeView(this.#state, this.user, this.#openModal());
  }

  /** Clicks a button by its label (or action ID) in a message, an ephemeral, the modal, or the Home tab. */
  async click(
    where: MessageRef | 'modal' | 'home',
    label: string,
    which: { readonly value?: string; readonly occurrence?: number } = {},
  ): Promise<ActionResult> {
    const container = this.#container(where);
    return actOn(this.#state, this.user, container, findElement(container, label, which), null);
  }

  /** Chooses in a select, menu, radio buttons, or checkboxes, by action ID, label, or placeholder. */
  async choose(
    where: MessageRef | 'modal' | 'home',
    name: string,
    entry: Entry,
    which: { readonly value?: string; readonly occurrence?: number } = {},
  ): Promise<ActionResult> {
    const container = this.#container(where);
    const target = findElement(container, name, which);
    const isHeard = target.block.type !== 'input' || target.block.dispatch_action === true;
    if (isHeard) return actOn(this.#state, this.user, container, target, entry);
    await this.fill({ [plainText(target.block.label)]: entry });
    return { ok: true };
  }

  /**
   * Types into an external select, by action ID, label, or placeholder: the app is asked, and the labels that it offers
   * are returned. Only those can be chosen then. Throws a sentence for a response that Slack wouldn't accept.
   */
  async suggestions(where: MessageRef | 'modal' | 'home', name: string, typed: string): Promise<string[]> {
    const container = this.#container(where);
    const suggested = await askForOptions(
      this.#state,
      this.user,
      container,
      findElement(container, name),
      typed,
    );
    if (!suggested.ok) throw new Refused(`No options came: ${suggested.detail ?? suggested.error}`);
    return optionsOf(suggested.answer).map((option) => plainText(option.text));
  }

  /** Uses a shortcut by its name (or callback id): on a message, or a global one. */
  async shortcut(name: string, on?: MessageRef): Promise<ActionResult> {
    return runShortcut(this.#state, this.user, this.#shortcuts.get(name) ?? name, on ?? null);
  }

  /** Deactivates their account, as when someone leaves the company: they are no longer in any channel. */
  deactivate(): void {
    this.user.deleted = true;
    for (const channel of this.#state.team.channels.values()) {
      if (channel.kind !== 'im') channel.members.delete(this.id);
    }
    this.#tellOfAccount();
  }

  /** Turns their account into a guest's, who stays in their channels. */
  becomeGuest(): void {
    this.user.role = 'guest';
    this.#tellOfAccount();
  }

  #tellOfAccount(): void {
    const { clock, settings, timestamps } = this.#state;
    emit(this.#state, {
      type: 'user_change',
      user: wireUser(this.user, clock.now(), settings.scopes.has('users:read.email')),
      cache_ts: Math.floor(clock.now() / 1000),
      event_ts: timestamps.next(),
    });
  }

  /** What only this person sees: ephemerals, replies to commands; in one channel or in all, oldest first. */
  ephemerals(channel?: string): readonly EphemeralSnapshot[] {
    const of = channel === undefined ? null : channelFor(this.#state, this.user, channel).id;
    return this.#state.team.ephemerals
      .filter((other) => other.user === this.id && (of === null || other.channel === of))
      .map(snapshotEphemeral);
  }

  #openModal(): View {
    const container = containerAt(this.#state, this.user, 'modal');
    if (container.kind !== 'view') throw new Refused('A modal is a view.');
    return container.view;
  }

  #container(where: MessageRef | 'modal' | 'home'): Container {
    return containerAt(this.#state, this.user, where);
  }
}
