/**
 * Advice that names a command as people type it in Slack, with the terminal's own in its place where the terminal has
 * one of that name.
 */
export const inTerminal = (text: string, commands: readonly string[]): string =>
  text.replace(/\/intercom-incident ([a-z]+)/g, (slack, name: string) =>
    commands.includes(name) ? `npx intercom-incident ${name}` : slack,
  );
