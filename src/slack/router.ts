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

/** Bolt's own client and what is built on it know nothing of Slack's limits: calls go through the context's. */
type Listener<Args> = (args: Omit<Args & AllMiddlewareArgs, 'client' | 'say'>) => Promise<void>;
type Table<Args> = Map<string, Listener<Args>>;
type Command = SlackCommandMiddlewareArgs;
type Action = SlackActionMiddlewareArgs<SlackAction>;
type View = SlackViewMiddlewareArgs<ViewSubmitAction>;
type Shortcut = SlackShortcutMiddlewareArgs;
type Event = SlackEventMiddlewareArgs;

const anyName = /^/;

/**
 * Finds the one listener of a payload by its name. Bolt tries every listener that it has on every payload, which for
 * thirty of them takes as long as all its other work; so Bolt gets one of each kind, and this table. A payload that
 * nobody hears stays unacknowledged, as in Bolt.
 */
export class SlackRouter {
  readonly #commands: Table<Command> = new Map();
  readonly #actions: Table<Action> = new Map();
  readonly #views: Table<View> = new Map();
  readonly #shortcuts: Table<Shortcut> = new Map();
  readonly #events: Table<Event> = new Map();
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    app.command(anyName, async (args) => this.#commands.get(args.command.command)?.(args));
    app.action<SlackAction>({ action_id: anyName }, async (args) => {
      if ('action_id' in args.action) await this.#actions.get(args.action.action_id)?.(args);
    });
    app.view<ViewSubmitAction>({ callback_id: anyName, type: 'view_submission' }, async (args) =>
      this.#views.get(args.view.callback_id)?.(args),
    );
    app.shortcut({ callback_id: anyName }, async (args) =>
      this.#shortcuts.get(args.shortcut.callback_id)?.(args),
    );
    app.event(anyName, async (args) => this.#events.get(args.event.type)?.(args));
  }

  /** A door before every listener. */
  use(middleware: Parameters<App['use']>[0]): void {
    this.#app.use(middleware);
  }

  /** A slash command, by its name with the slash. */
  command(name: string, listener: Listener<Command>): void {
    this.#commands.set(name, listener);
  }

  /** An interactive element, by its action id. */
  action(id: string, listener: Listener<Action>): void {
    this.#actions.set(id, listener);
  }

  /** A submitted modal, by its callback id. */
  view(id: string, listener: Listener<View>): void {
    this.#views.set(id, listener);
  }

  /** A shortcut, by its callback id. */
  shortcut(id: string, listener: Listener<Shortcut>): void {
    this.#shortcuts.set(id, listener);
  }

  /** An event, by its type. */
  event(type: string, listener: Listener<Event>): void {
    this.#events.set(type, listener);
  }
}
