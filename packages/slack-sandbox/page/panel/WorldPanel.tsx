import { useMemo } from 'react';
import type { Outside, Shell } from '../../place/screen.ts';
import type { Send } from '../send.ts';
import { personOf } from '../window.ts';
import { AppControl } from './AppControl.tsx';
import { Drills } from './Drills.tsx';
import { SlackTrouble } from './SlackTrouble.tsx';
import { SwitchControl } from './SwitchControl.tsx';
import { TimeControl } from './TimeControl.tsx';
import { timesIn } from './times.ts';
import './panel.css';

type Props = {
  readonly outside: Outside;
  readonly shell: Shell;
  readonly act: Send;
  /** The id of the open channel, where a drill is started; null or left out when none is open. */
  readonly channel?: string | null;
};

/** The panel for the world outside: time, Intercom, Slack's troubles, the app itself, and drills. */
export function WorldPanel({ outside, shell, act, channel = null }: Props) {
  const { zone } = personOf(shell, shell.me);
  const times = useMemo(() => timesIn(zone), [zone]);
  return (
    <div className="world">
      <TimeControl
        now={shell.now}
        ahead={shell.ahead}
        due={outside.nextDue}
        zone={zone}
        times={times}
        act={act}
      />
      <section aria-labelledby="world-intercom">
        <h3 id="world-intercom">Intercom</h3>
        <SwitchControl title="Its API" part="api" state={outside.api} act={act} />
        <SwitchControl title="Its status page" part="status" state={outside.status} act={act} />
        <SwitchControl title="Our health endpoint" part="health" state={outside.health} act={act} />
      </section>
      <SlackTrouble slack={outside.slack} act={act} />
      <AppControl app={outside.app} act={act} />
      <Drills drills={outside.drills} commands={shell.commands} channel={channel} act={act} />
    </div>
  );
}
