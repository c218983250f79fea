import { useState } from 'react';
import type { Outside } from '../../server/screen.ts';
import type { Send } from '../send.ts';
import { requestCount } from './request-count.ts';
import { StatusMessage } from './StatusMessage.tsx';
import { useAction } from './use-action.ts';

type Props = { readonly slack: Outside['slack']; readonly act: Send };

/** Slack faults for the app: failing requests, rate limits, dropped connections. */
export function SlackFaults({ slack, act }: Props) {
  const doing = useAction(act);
  const [typed, setTyped] = useState('1');
  const times = requestCount(typed);
  return (
    <section aria-labelledby="simulation-slack">
      <h3 id="simulation-slack">Slack</h3>
      <label className="setting">
        <span>Fail the next</span>
        <input
          type="number"
          min={1}
          max={1000}
          value={typed}
          aria-invalid={times === null}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span>{times === 1 ? 'request with' : 'requests with'}</span>
      </label>
      <Kinds
        kinds={slack.kinds}
        enabled={times !== null}
        plan={(id) => times !== null && void doing.run({ do: 'trouble', id, times })}
      />
      <Planned planned={slack.planned} calm={() => void doing.run({ do: 'calm' })} />
      <label className="setting">
        <input
          type="checkbox"
          checked={slack.rateLimits}
          onChange={(event) => void doing.run({ do: 'rateLimits', on: event.target.checked })}
        />
        <span>Enforce Slack's rate limits</span>
      </label>
      <div className="buttons">
        <button
          type="button"
          disabled={slack.connections === 0}
          onClick={() => void doing.run({ do: 'dropConnections' })}
        >
          Drop the connections
        </button>
        <span className="quiet">{connectionsText(slack.connections)}</span>
      </div>
      <StatusMessage remark={doing.remark} />
    </section>
  );
}

type KindsProps = {
  readonly kinds: Outside['slack']['kinds'];
  readonly enabled: boolean;
  readonly plan: (id: string) => void;
};

/** The kinds as buttons; what the hovered one does is shown below them, and read to screen readers with each. */
function Kinds({ kinds, enabled, plan }: KindsProps) {
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const about = kinds.find(({ id }) => id === pointedAt)?.about;
  return (
    <>
      <ul className="kinds">
        {kinds.map((kind) => (
          <li key={kind.id}>
            <button
              type="button"
              disabled={!enabled}
              aria-description={kind.about}
              onMouseEnter={() => setPointedAt(kind.id)}
              onFocus={() => setPointedAt(kind.id)}
              onClick={() => plan(kind.id)}
            >
              {kind.label}
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet about">{about ?? 'Hover over or focus a fault to see what it does.'}</p>
    </>
  );
}

type PlannedProps = { readonly planned: Outside['slack']['planned']; readonly calm: () => void };

function Planned({ planned, calm }: PlannedProps) {
  if (planned.length === 0) return <p className="quiet">No faults queued.</p>;
  return (
    <div className="planned">
      <ul aria-label="Planned trouble">
        {planned.map((fault) => (
          <li key={fault.id}>
            {fault.label} <span className="quiet">{fault.left} left</span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={calm}>
        Clear all
      </button>
    </div>
  );
}

function connectionsText(count: number): string {
  if (count === 0) return "The app isn't connected.";
  return count === 1
    ? '1 connection open. The app should reconnect.'
    : `${count} are open; the app is to open them again.`;
}
