import type { Outside } from '../../server/screen.ts';
import type { Send } from '../send.ts';
import { StatusMessage } from './StatusMessage.tsx';
import { useAction } from './use-action.ts';

type Props = { readonly app: Outside['app']; readonly act: Send };

/** Whether the app behind the workspace is running, and the buttons to stop, start, and restart it. */
export function AppControl({ app, act }: Props) {
  const doing = useAction(act);
  const button = (what: 'stop' | 'start' | 'restart', label: string, enabled: boolean) => (
    <button
      type="button"
      disabled={!enabled}
      aria-disabled={doing.busy}
      onClick={() => !doing.busy && void doing.run({ do: 'app', what })}
    >
      {label}
    </button>
  );
  return (
    <section aria-labelledby="simulation-app">
      <h3 id="simulation-app">The app</h3>
      <p className={`light ${app.running ? 'on' : 'off'}`}>{app.running ? 'Running' : 'Stopped'}</p>
      {app.controllable ? (
        <div className="buttons">
          {button('start', 'Start', !app.running)}
          {button('stop', 'Stop', app.running)}
          {button('restart', 'Restart', app.running)}
        </div>
      ) : (
        <p className="quiet">Started outside the sandbox. Stop and start it there.</p>
      )}
      <StatusMessage remark={doing.remark} />
    </section>
  );
}
