import type { Outside, Shell } from '../../place/screen.ts';
import type { Send } from '../send.ts';
import { useDoing } from './doing.ts';
import { drillCommand } from './drill-command.ts';
import { StatusMessage } from './Said.tsx';

type Props = {
  readonly drills: Outside['drills'];
  readonly commands: Shell['commands'];
  readonly channel: string | null;
  readonly act: Send;
};

/** The outages to drill with. Starting one types the app's own command in the open channel, as this person. */
export function Drills({ drills, commands, channel, act }: Props) {
  const doing = useDoing(act);
  const command = drillCommand(commands);
  if (drills.length === 0 || command === null) return null;
  return (
    <section aria-labelledby="world-drills">
      <h3 id="world-drills">Drills</h3>
      <p className="quiet">
        A drill simulates an outage without telling you the cause. Handle it like a real one. The app posts a
        review in the drill's channel.
      </p>
      {channel === null && <p className="quiet">Open a channel to start one there.</p>}
      <ul className="drills">
        {drills.map((drill) => (
          <li key={drill.name}>
            <div>
              <strong>{drill.name}</strong>
              <p className="quiet" id={`drill-${drill.name}`}>
                {drill.about}
              </p>
            </div>
            <button
              type="button"
              disabled={channel === null}
              aria-disabled={doing.busy}
              aria-label={`Start ${drill.name}`}
              aria-describedby={`drill-${drill.name}`}
              onClick={() =>
                channel !== null &&
                !doing.busy &&
                void doing.run({ do: 'command', channel, command, text: `drill ${drill.name}` })
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
