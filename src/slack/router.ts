import type {
  AllMiddlewareArgs,
  App,
  SlackAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ActionId, commandName, EventName, ShortcutId, ViewId } from './ids.ts';

/** Bolt's own client, and what is built on it, ignores Slack's rate limits: calls go through the context's. */
export type Listener<Args> = (args: Omit<Args & AllMiddlewareArgs, 'client' | 'say'>) => Promise<void>;
export type SlashCommand = SlackCommandMiddlewareArgs;
export type Action = SlackActionMiddlewareArgs<SlackAction>;
export type View = SlackViewMiddlewareArgs<ViewSubmitAction>;
export type Shortcut = SlackShortcutMiddlewareArgs;
type Event = SlackEventMiddlewareArgs;

type Table<Name extends string, Args> = Readonly<Partial<Record<Name, Listener<Args>>>>;

/** The listener for each name that Slack sends. */
export type Listeners = {
  /** Slash commands, by name with the slash. */
  readonly commands?: Table<typeof commandName, SlashCommand>;
  /** Interactive elements, by action ID. */
  readonly actions?: Table<ActionId, Action>;
  /** Submitted modals, by callback ID. */
  readonly views?: Table<ViewId, View>;
  /** Shortcuts, by callback ID. */
  readonly shortcuts?: Table<ShortcutId, Shortcut>;
  /** Events, by type. */
  readonly events?: Table<EventName, Event>;
};

const anyName = /^/;

/**
 * Registers one listener per kind of payload, which looks up the real one by name. Bolt tries every listener it has
 * on every payload, which for thirty of them takes as long as all its other work. A payload without a listener stays
 * unacknowledged, as in Bolt.
 */
export function routeTo({ commands, actions, views, shortcuts, events }: Listeners, app: App): void {
  const [onCommand, onAction, onView, onShortcut, onEvent] = [
    byName(commands),
    byName(actions),
    byName(views),
    byName(shortcuts),
    byName(events),
  ];
  app.command(anyName, async (args) => onCommand.get(args.command.command)?.(args));
  app.action<SlackAction>({ action_id: anyName }, async (args) => {
    if ('action_id' in args.action) await onAction.get(args.action.action_id)?.(args);
  });
  app.view<ViewSubmitAction>({ callback_id: anyName, type: 'view_submission' }, async (args) =>
    onView.get(args.view.callback_id)?.(args),
  );
  app.shortcut({ callback_id: anyName }, async (args) => onShortcut.get(args.shortcut.callback_id)?.(args));
  app.event(anyName, async (args) => onEvent.get(args.event.type)?.(args));
}

/** A name comes from outside: it must not match a property that every object has. */
const byName = <Args>(table: Table<string, Args> = {}) => new Map(Object.entries(table));
