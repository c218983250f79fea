import type { ReactNode } from 'react';
import { useWindow } from '../client-window.ts';
import { InspectorPane } from '../inspector/InspectorPane.tsx';
import type { Live } from '../live.ts';
import { SimulationPanel } from '../panel/SimulationPanel.tsx';
import type { SidePane } from './SideColumn.tsx';

type Props = { readonly pane: SidePane; readonly live: Live };

/** What the column on the right shows. Both panes report failed acts themselves. */
export function SideContent({ pane, live }: Props): ReactNode {
  const { shell, quietly, channel } = useWindow();
  const { outside, inspector = null } = live.screen;
  if (pane === 'inspector') {
    const shown = { inspector, shell, act: quietly, fetchBody, channel: channel?.id ?? null };
    return <InspectorPane {...shown} />;
  }
  if (outside === undefined) return <p className="waiting quiet">Opening …</p>;
  return <SimulationPanel outside={outside} shell={shell} act={quietly} channel={channel?.id ?? null} />;
}

async function fetchBody(kind: 'calls' | 'deliveries', n: number): Promise<unknown> {
  const response = await fetch(`/inspect/${kind}/${n}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
