import { createContext, useContext } from 'react';
import type { OpenChannel, Shell, ShownPerson } from '../server/screen.ts';
import type { Go } from './address.ts';
import type { Send } from './send.ts';
import type { Theme } from './theme.ts';

/** What any part of the page may need: the workspace, who acts, and ways to act, navigate, and show a notice. */
export type ClientWindow = {
  readonly shell: Shell;
  readonly me: ShownPerson;
  readonly theme: Theme;
  /** The sandbox's time, ms UTC, updated several times a minute. */
  readonly now: number;
  readonly channel: OpenChannel | null;
  /** Acts as this person. Shows a refusal as a notice; also returns the response. */
  readonly act: Send;
  /** Acts without showing a refusal, for callers that show it themselves. */
  readonly quietly: Send;
  readonly go: Go;
  /** Shows a sentence that only this person sees. */
  readonly notice: (text: string) => void;
};

const Context = createContext<ClientWindow | null>(null);

/** Provides a `ClientWindow` to its children. */
export const WindowProvider = Context.Provider;

/** The window this component is in. Throws outside `WindowProvider`. */
export function useWindow(): ClientWindow {
  const window = useContext(Context);
  if (window === null) throw new Error('This component stands outside of a WindowProvider.');
  return window;
}

/** A person or the app by ID; if nobody has the ID, the ID is the name. */
export function personOf(shell: Shell, id: string): ShownPerson {
  const known = shell.people.find((person) => person.id === id);
  return known ?? { id, name: id, realName: id, zone: 'Etc/UTC', role: 'stranger' };
}
