import { useMemo } from 'react';
import type { Outside, Shell } from '../../server/screen.ts';
import { personOf } from '../client-window.ts';
import type { Send } from '../send.ts';
import { AppControl } from './AppControl.tsx';
import { CommandMenuSection } from './CommandMenuSection.tsx';
import { SlackFaults } from './SlackFaults.tsx';
import { SwitchControl } from './SwitchControl.tsx';
import { TimeControl } from './TimeControl.tsx';
import { timesIn } from './times.ts';
import './panel.css';

type Props = {
  readonly outside: Outside;
  readonly shell: Shell;
  readonly act: Send;
  /** The ID of the open channel, where a prepared command runs; null or left out if none is open. */
  readonly channel?: string | null;
};

/** The Simulation panel: time, simulated services, Slack faults, the app itself, and its commands. */
export function SimulationPanel({ outside, shell, act, channel = null }: Props) {
  const { zone } = personOf(shell, shell.me);
  const times = useMemo(() => timesIn(zone), [zone]);
  return (
    <div className="simulation">
      <TimeControl
        now={shell.now}
        ahead={shell.ahead}
        due={outside.nextDue}
        zone={zone}
        times={times}
        act={act}
      />
      {outside.services.map(({ name, switches }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          {switches.map((state) => (
            <SwitchControl key={state.part} service={name} state={state} act={act} />
          ))}
        </section>
      ))}
      <SlackFaults slack={outside.slack} act={act} />
      <AppControl app={outside.app} act={act} />
      {outside.commandMenus.map((menu) => (
        <CommandMenuSection key={menu.title} menu={menu} channel={channel} act={act} />
      ))}
    </div>
  );
}
