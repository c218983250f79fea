/**
 * Advice for the terminal: a command as people type it in Slack is replaced by the terminal's own of the same name,
 * if there is one.
 */
export const inTerminal = (text: string, commands: readonly string[]): string =>
  text.replace(/\/intercom-incident ([a-z]+)/g, (slack, name: string) =>
    commands.includes(name) ? `npx intercom-incident ${name}` : slack,
  );
