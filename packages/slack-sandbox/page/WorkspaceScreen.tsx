import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Act } from '../server/actions.ts';
import type { Shell } from '../server/screen.ts';
import type { Address, Go } from './address.ts';
import { type ClientWindow, personOf, WindowProvider } from './client-window.ts';
import { MainPane } from './frame/MainPane.tsx';
import { Notice } from './frame/Notice.tsx';
import { Sidebar } from './frame/Sidebar.tsx';
import { SideColumn, type SidePane } from './frame/SideColumn.tsx';
import { SideContent } from './frame/SideContent.tsx';
import { TopBar } from './frame/TopBar.tsx';
import type { Live } from './live.ts';
import { ModalDialog } from './modal/ModalDialog.tsx';
import { useNow } from './now.ts';
import { ConfirmProvider } from './parts/Confirm.tsx';
import { sendAs } from './send.ts';
import type { Theme } from './theme.ts';

type Props = {
  readonly shell: Shell;
  readonly live: Live;
  readonly address: Address;
  readonly go: Go;
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
  readonly side: SidePane | null;
  readonly setSide: (side: SidePane | null) => void;
};

/** The workspace as one person sees it. */
export function WorkspaceScreen({
  shell,
  live,
  address,
  go,
  theme,
  setTheme,
  side,
  setSide,
}: Props): ReactNode {
  const [menuOpen, setMenuOpen] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const travel = useCallback<Go>(
    (change, how) => {
      setMenuOpen(false);
      setNotice(null);
      go(change, how);
    },
    [go],
  );
  const window = useThisWindow({ shell, live, address, go: travel, theme }, setNotice);
  const { modal } = live.screen;
  return (
    <WindowProvider value={window}>
      <ConfirmProvider>
        <div
          className="page"
          data-menu={menuOpen}
          data-thread={address.thread !== null}
          data-side={side !== null}
        >
          <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
            Skip to content
          </button>
          <TopBar
            lost={live.lost}
            menuOpen={menuOpen}
            onMenu={() => setMenuOpen(!menuOpen)}
            side={side}
            onSide={setSide}
            onTheme={setTheme}
          />
          <Sidebar channel={address.channel} home={address.home} />
          <MainPane live={live} address={address}>
            <Notice text={notice} onClose={() => setNotice(null)} />
          </MainPane>
          {side && (
            <SideColumn pane={side} onPane={setSide}>
              <SideContent pane={side} live={live} />
            </SideColumn>
          )}
        </div>
        {modal && <ModalDialog view={modal} />}
      </ConfirmProvider>
    </WindowProvider>
  );
}

type Parts = Pick<Props, 'shell' | 'live' | 'address' | 'go' | 'theme'>;

function useThisWindow(
  { shell, live, address, go, theme }: Parts,
  notice: (text: string) => void,
): ClientWindow {
  const now = useNow(shell.ahead);
  const as = address.as ?? shell.me;
  const quietly = useMemo(() => sendAs(as), [as]);
  const channel = live.screen.channel ?? null;
  return useMemo(() => {
    const act = async (what: Act) => {
      const answer = await quietly(what);
      const remark = answer.ok ? answer.note : answer.error;
      if (remark) notice(remark);
      return answer;
    };
    return { shell, me: personOf(shell, as), theme, now, channel, act, quietly, go, notice };
  }, [shell, as, theme, now, channel, quietly, go, notice]);
}
