import type { Manifest } from '../manifest.ts';
import type { AppUnderTest } from './app.ts';
import type { CommandForm } from './screen.ts';

/** What an app's manifest offers people; `forms` is what can follow its commands, if it says so. */
export function offersOf(
  { commands, shortcuts }: Manifest,
  forms: readonly CommandForm[] = [],
): Pick<AppUnderTest, 'commands' | 'shortcuts'> {
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
