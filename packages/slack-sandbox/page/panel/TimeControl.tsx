import { useEffect, useState } from 'react';
import type { Outside } from '../../server/screen.ts';
import type { Send } from '../send.ts';
import { StatusMessage } from './StatusMessage.tsx';
import { spanText, type Times } from './times.ts';
import { useAction } from './use-action.ts';

type Props = {
  readonly now: number;
  readonly ahead: number;
  readonly due: Outside['nextDue'];
  readonly zone: string;
  readonly times: Times;
  readonly act: Send;
};

const minute = 60_000;

/** The sandbox's clock, and the buttons that move it forward. */
export function TimeControl({ now, ahead, due, zone, times, act }: Props) {
  const shown = useTicking(now, ahead);
  const doing = useAction(act);
  return (
    <section aria-labelledby="simulation-time">
      <h3 id="simulation-time">Time</h3>
      <p className="sandbox-time">
        <time dateTime={new Date(shown).toISOString()}>{times.clock(shown)}</time>
        <span className="quiet">{aheadText(ahead, zone)}</span>
      </p>
      <div className="buttons">
        <button type="button" onClick={() => void doing.run({ do: 'advance', ms: 5 * minute })}>
          +5 min
        </button>
        <button type="button" onClick={() => void doing.run({ do: 'advance', ms: 30 * minute })}>
          +30 min
        </button>
        <button
          type="button"
          disabled={due === null}
          aria-describedby="simulation-due"
          onClick={() => void doing.run({ do: 'advanceToDue' })}
        >
          Skip to next event
        </button>
      </div>
      <p className="quiet" id="simulation-due">
        {dueText(due, shown, times)}
      </p>
      <StatusMessage remark={doing.remark} />
    </section>
  );
}

/** Sandbox time, every second: the server's last time until the first tick, then this machine's clock. */
function useTicking(now: number, ahead: number): number {
  const [shown, setShown] = useState(now);
  useEffect(() => {
    const tick = () => setShown(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [ahead]);
  return shown;
}

function aheadText(ahead: number, zone: string): string {
  return Math.abs(ahead) < 1_000
    ? `${zone}, real time`
    : `${zone}, ${spanText(ahead)} ${ahead > 0 ? 'ahead of' : 'behind'} real time`;
}

function dueText(due: Outside['nextDue'], now: number, times: Times): string {
  if (due === null) return 'Nothing scheduled.';
  const left = due.at - now;
  return `Next: ${due.what}, ${times.clock(due.at)} (${left > 0 ? `in ${spanText(left)}` : 'now'}).`;
}
