import type { ReactNode } from 'react';
import { clockTime } from '../../slack/text/dates.ts';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import type { Theme } from '../theme.ts';
import type { SidePane } from './SideColumn.tsx';

type Props = {
  readonly lost: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
  readonly side: SidePane | null;
  readonly onSide: (side: SidePane | null) => void;
  readonly onTheme: (theme: Theme) => void;
};

/**
 * The bar at the top: who acts, the sandbox's time as that person's clock shows it (and in UTC where it differs), shortcuts,
 * and buttons for the panes on the right.
 */
export function TopBar({ lost, menuOpen, onMenu, side, onSide, onTheme }: Props): ReactNode {
  const { me, now, theme } = useWindow();
  const other = theme === 'dark' ? 'light' : 'dark';
  const zone = me.zone.replaceAll('_', ' ');
  const local = clockTime({ zone: me.zone, now }, now);
  const utc = clockTime({ zone: 'UTC', now }, now);
  return (
    <header className="top">
      <button
        type="button"
        className="icon-button menu-button"
        aria-label="Channels"
        aria-expanded={menuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <span className="brand">Sandbox</span>
      <span className="clock" title={`The sandbox's time, in ${me.zone}`}>
        {local} <span className="zone">{zone + (local === utc ? '' : `, ${utc} UTC`)}</span>
      </span>
      <span role="status" className={lost ? 'lost' : 'sr-only'}>
        {lost ? 'Disconnected. Trying again …' : ''}
      </span>
      <span className="push" />
      <Shortcuts />
      <SideButton pane="outside" label="Simulation" side={side} onSide={onSide} />
      <SideButton pane="inspector" label="Inspector" side={side} onSide={onSide} />
      <button
        type="button"
        className="icon-button"
        aria-label={`Switch to ${other}`}
        title={`Switch to ${other}`}
        onClick={() => onTheme(other)}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <PersonSwitcher />
    </header>
  );
}

type SideProps = Pick<Props, 'side' | 'onSide'> & { readonly pane: SidePane; readonly label: string };

function SideButton({ pane, label, side, onSide }: SideProps): ReactNode {
  const open = side === pane;
  return (
    <button
      type="button"
      className="top-button"
      aria-expanded={open}
      aria-controls="side"
      onClick={() => onSide(open ? null : pane)}
    >
      {label}
    </button>
  );
}

function Shortcuts(): ReactNode {
  const { shell, act } = useWindow();
  const items = shell.shortcuts
    .filter(({ on }) => on === 'anywhere')
    .map(({ name, callbackId }) => ({
      label: name,
      onChoose: () => void act({ do: 'shortcut', callbackId, on: null }),
    }));
  if (items.length === 0) return null;
  return (
    <Menu label="Shortcuts" items={items}>
      <Icon name="bolt" />
    </Menu>
  );
}

function PersonSwitcher(): ReactNode {
  const { shell, me, go } = useWindow();
  const people = shell.people.filter(({ role }) => role !== 'bot');
  return (
    <label className="switcher">
      <span className="sr-only">Act as</span>
      <select value={me.id} onChange={({ target }) => go({ as: target.value, thread: null })}>
        {people.map(({ id, realName, name, role }) => (
          <option key={id} value={id}>
            {realName || name}
            {role === 'member' ? '' : ` (${role})`}
          </option>
        ))}
      </select>
    </label>
  );
}
