import type { HomeView, ModalView } from '@slack/types';
import type { Message } from '../../../../src/slack/views/blocks.ts';
import { overhear } from '../../../support/overhear.ts';

/** A view with what it made of its longest input. */
export type Extreme = {
  readonly view: (...args: never[]) => unknown;
  readonly what: string;
  readonly made: Message | ModalView | HomeView;
};

/** Calls a view; an answer of null is nothing to look at. */
export function on<Args extends unknown[]>(
  view: (...args: Args) => Message | ModalView | HomeView | null,
  what: string,
  ...args: Args
): Extreme[] {
  const made = view(...args);
  overhear(made);
  return made ? [{ view, what, made }] : [];
}
