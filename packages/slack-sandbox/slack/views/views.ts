import { SlackError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** The values people entered: block id → action id → the element's value, as in `state.values`. */
export type Values = Record<string, Record<string, JsonObject>>;

/** An open modal or a published Home tab. */
export type View = {
  readonly id: string;
  readonly user: string;
  readonly kind: 'modal' | 'home';
  readonly rootId: string;
  readonly previousId: string | null;
  externalId: string | null;
  /** The view as the app gave it, with ids in every block. */
  definition: JsonObject;
  blocks: JsonObject[];
  values: Values;
  hash: string;
  /** The errors shown on its fields, by block id. */
  errors: Record<string, string>;
  /** Where the person was when the modal opened, for its `response_urls`. */
  readonly channel: string | null;
};

/** Slack: at most three views on top of each other. */
const deepest = 3;

/** The modals open on people's screens, one stack per person, and their Home tabs. */
export class Views {
  #stacks = new Map<string, View[]>();
  #homes = new Map<string, View>();

  /** The person's open modals, from the bottom up. */
  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  /** The modal the person sees, or null. */
  top(user: string): View | null {
    return this.stack(user).at(-1) ?? null;
  }

  /** The person's Home tab, if the app published one. */
  home(user: string): View | null {
    return this.#homes.get(user) ?? null;
  }

  /** An open modal or Home tab by its id or external id. */
  find(by: { readonly id: string } | { readonly externalId: string }): View | null {
    const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
    return all.find((view) => ('id' in by ? view.id === by.id : view.externalId === by.externalId)) ?? null;
  }

  /** Shows a modal on its own, replacing whatever was open. */
  open(view: View): void {
    this.#stacks.set(view.user, [view]);
  }

  /** Shows a modal above the others. Throws `push_limit_reached` above three. */
  push(view: View): void {
    const stack = this.stack(view.user);
    if (stack.length >= deepest) throw new SlackError('push_limit_reached');
    this.#stacks.set(view.user, [...stack, view]);
  }

  /** Closes the topmost modal; the one below shows again. */
  closeTop(user: string): void {
    this.#stacks.set(user, this.stack(user).slice(0, -1));
  }

  /** Closes all of the person's modals. */
  clear(user: string): void {
    this.#stacks.delete(user);
  }

  /** Stores the person's Home tab. */
  publish(view: View): void {
    this.#homes.set(view.user, view);
  }
}
