import type { Manifest } from '../manifest.ts';
import type { AppBehind } from './app.ts';

/** What an app offers people by its manifest; `forms` are the texts that may follow its commands, if it tells them. */
export function offersOf(
  { commands, shortcuts }: Manifest,
  forms: readonly string[] = [],
): Pick<AppBehind, 'commands' | 'shortcuts'> {
  return {
    commands: commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usage: usage_hint,
      forms,
    })),
    shortcuts: shortcuts.map(({ name, callback_id, type }) => ({
      name,
      callbackId: callback_id,
      on: type === 'message' ? 'message' : 'anywhere',
    })),
  };
}
