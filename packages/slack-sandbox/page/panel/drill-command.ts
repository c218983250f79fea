import type { CommandHint } from '../../place/screen.ts';

/** The slash command whose `drill <name>` starts a drill: the one that offers it, or else the app's first. */
export function drillCommand(commands: readonly CommandHint[]): string | null {
  const offers = commands.find((hint) => hint.forms.some(({ text }) => /^drill\b/.test(text)));
  return (offers ?? commands[0])?.command ?? null;
}
