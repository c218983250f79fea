import { type ReactNode, useEffect, useState } from 'react';
import { useAddress } from './address.ts';
import type { SidePane } from './frame/SideColumn.tsx';
import { useLive } from './live.ts';
import { useTheme } from './theme.ts';
import { WorkspaceScreen } from './WorkspaceScreen.tsx';

/** The whole page: works out who looks at what, keeps it live, and shows it once the server sent the first screen. */
export function Page(): ReactNode {
  const [address, go] = useAddress();
  const [theme, setTheme] = useTheme();
  const [side, setSide] = useState<SidePane | null>(null);
  const live = useLive({ ...address, inspect: side === 'inspector' });
  const { shell } = live.screen;
  const first = shell?.channels.find(
    ({ member, kind, archived }) => member && !archived && kind !== 'im',
  )?.id;
  const isNowhere = address.channel === null && !address.home;
  useEffect(() => {
    if (shell === undefined) return;
    if (address.as === null) go({ as: shell.me }, 'replace');
    if (isNowhere && first !== undefined) go({ channel: first }, 'replace');
  }, [shell, address.as, isNowhere, first, go]);
  if (shell === undefined) return <Waiting lost={live.lost} />;
  const shown = { address, go, theme, setTheme, side, setSide };
  return <WorkspaceScreen {...shown} shell={shell} live={live} />;
}

function Waiting({ lost }: { readonly lost: boolean }): ReactNode {
  return (
    <main className="waiting">
      <p role="status">
        {lost ? "The sandbox isn't running. Start it, and this page reconnects." : 'Opening …'}
      </p>
      {lost && <a href="/">Or open it as the first person of the workspace</a>}
    </main>
  );
}
