import type { ReactNode } from 'react';
import { Icon } from '../parts/Icon.tsx';

/** The panes that the column on the right can show. */
export type SidePane = 'outside' | 'inspector';

type Props = {
  readonly pane: SidePane;
  readonly onPane: (pane: SidePane | null) => void;
  readonly children: ReactNode;
};

const names: Readonly<Record<SidePane, string>> = { outside: 'Simulation', inspector: 'Inspector' };

/** The column on the right: the Simulation panel or the inspector. */
export function SideColumn({ pane, onPane, children }: Props): ReactNode {
  return (
    <aside id="side" className="side" aria-label={names[pane]}>
      <header className="pane-head">
        <h2>{names[pane]}</h2>
        <span className="push" />
        <button
          type="button"
          className="icon-button"
          aria-label={`Close ${names[pane]}`}
          onClick={() => onPane(null)}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="side-body">{children}</div>
    </aside>
  );
}
