import { useId } from 'react';
import type { CommandMenu } from '../../server/screen.ts';
import type { Send } from '../send.ts';
import { StatusMessage } from './StatusMessage.tsx';
import { useAction } from './use-action.ts';

type Props = {
  readonly menu: CommandMenu;
  readonly channel: string | null;
  readonly act: Send;
};

/** Commands that the app prepared. Choosing one runs it in the open channel, as this person. */
export function CommandMenuSection({ menu, channel, act }: Props) {
  const id = useId();
  const doing = useAction(act);
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{menu.title}</h3>
      <p className="quiet">{menu.about}</p>
      {channel === null && <p className="quiet">Open a channel to start one there.</p>}
      <ul className="command-menu">
        {menu.entries.map(({ name, about, command, text }) => (
          <li key={name}>
            <div>
              <strong>{name}</strong>
              <p className="quiet" id={`${id}-${name}`}>
                {about}
              </p>
            </div>
            <button
              type="button"
              disabled={channel === null}
              aria-disabled={doing.busy}
              aria-label={`Start ${name}`}
              aria-describedby={`${id}-${name}`}
              onClick={() =>
                channel !== null && !doing.busy && void doing.run({ do: 'command', channel, command, text })
              }
            >
              Start
            </button>
          </li>
        ))}
      </ul>
      <StatusMessage remark={doing.remark} />
    </section>
  );
}
