import type { ReactNode } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { readCommand } from './suggestions.ts';

/** What a newcomer can do here, in a channel without messages. */
export function FirstSteps({ channel }: { readonly channel: OpenChannel }): ReactNode {
  const { shell, act } = useWindow();
  const { tryFirst, commands, botUserId, people } = shell;
  const app = channel.members.includes(botUserId) ? undefined : people.find(({ id }) => id === botUserId);
  const command = tryFirst === null ? null : readCommand(tryFirst);
  return (
    <section className="first-steps" aria-label="What to do first">
      <h3>What to do first</h3>
      <ol>
        {command === null && app !== undefined && (
          <li>
            Type <code>/invite @{app.name}</code> below to add the app. In most channels, it can't post before
            that.
          </li>
        )}
        {command === null ? (
          <li>{commands.length > 0 ? 'Type / below to see the commands.' : 'Write to the app below.'}</li>
        ) : (
          <li>
            Type <code>{tryFirst}</code> below, or{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => void act({ do: 'command', channel: channel.id, ...command })}
            >
              Try it
            </button>
          </li>
        )}
        <li>
          Under <b>Simulation</b>, at the top, inject faults, move time forward, or stop the app.
        </li>
        <li>
          Under <b>Inspector</b>, see what the app called and what Slack sent it.
        </li>
        <li>Act as someone else: choose a name at the top, or open a second window.</li>
      </ol>
    </section>
  );
}
