import type { ActionHandler, IncidentSession } from '../session.ts';
import { pinned } from '../session.ts';

/** What moves an incident forward: updates, its severity, its headline lines, its checks. */
export const leadingActions = {
  update: (session, { name }) => update(session, () => session.driver.ask('update', name)),
  async 'update by button'(session, channel) {
    const headline = pinned(channel);
    if (headline?.buttons.includes('Post update'))
      await update(session, () => session.driver.click(headline, 'Post update'));
  },
  action: (session, channel) =>
    session.runCommand('action WORD', channel, /action updated/u, session.begin('update')),
  title: (session, channel) =>
    session.runCommand('title WORD', channel, /the title is now/u, session.begin('title')),
  link: (session, channel) =>
    session.runCommand(
      `link https://docs.example/${session.word()} WORD`,
      channel,
      /link added to the headline/u,
      session.begin('link'),
    ),
  async started(session, { name }) {
    await session.driver.ask(`started -${session.random.between(1, 90)}m`, name);
  },
  note: (session, channel) =>
    session.runCommand('note WORD', channel, /note added to the timeline/u, session.begin('note')),
  'note by form': (session, { name }) =>
    session.submitForm(
      session.begin('note'),
      () => session.driver.ask('note', name),
      (word) => ({ Note: word }),
    ),
  severity: (session, channel) => {
    const to = session.random.pick(['P1', 'P2', 'P3', 'P4']);
    return session.runCommand(
      `severity ${to} WORD`,
      channel,
      /severity changed to/u,
      session.begin('severity'),
    );
  },
  async triage(session, { name }) {
    await session.driver.ask('triage', name);
  },
  async snooze(session, channel) {
    const reminder = channel.posts.findLast(({ buttons }) => buttons.includes('Snooze 15 min'));
    if (reminder) await session.driver.click(reminder, 'Snooze 15 min');
  },
} satisfies Record<string, ActionHandler>;

function update(session: IncidentSession, open: () => Promise<unknown>): Promise<void> {
  const pace = session.random.between(3, 12) * 1_000;
  const status = session.random.pick(['INVESTIGATING', 'IDENTIFIED', 'MONITORING']);
  return session.submitForm(session.begin('update'), open, (word) => ({
    Status: status,
    Action: word,
    'Next update': new Date(session.play.now() + pace),
  }));
}
