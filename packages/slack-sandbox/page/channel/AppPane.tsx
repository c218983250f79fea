import { type ReactNode, useEffect } from 'react';
import type { OpenChannel, ShownView } from '../../server/screen.ts';
import { Blocks } from '../blocks/Blocks.tsx';
import { SurfaceProvider } from '../blocks/surface.ts';
import { personOf, useWindow } from '../client-window.ts';
import { useViewSurface } from '../modal/use-view-surface.ts';
import { ChannelPane } from './ChannelPane.tsx';
import { useOpenMessages } from './open-messages.ts';

type Props = {
  /** The direct message with the app if it's open; null for the Home tab. */
  readonly direct: OpenChannel | null;
  readonly home: ShownView | null;
};

/** The app's own place: its Home tab, and the direct message with it. */
export function AppPane({ direct, home }: Props): ReactNode {
  const { shell, go } = useWindow();
  const openMessages = useOpenMessages();
  const app = personOf(shell, shell.botUserId);
  const current = (is: boolean) => (is ? 'page' : undefined);
  return (
    <>
      <header className="pane-head">
        <h1>{app.realName || app.name}</h1>
        <span className="badge">APP</span>
        <nav className="tabs" aria-label={app.name}>
          {shell.hasHome && (
            <button
              type="button"
              aria-current={current(direct === null)}
              onClick={() => go({ channel: null, thread: null, home: true })}
            >
              Home
            </button>
          )}
          <button type="button" aria-current={current(direct !== null)} onClick={() => openMessages()}>
            Messages
          </button>
        </nav>
      </header>
      {direct === null ? <Home view={home} /> : <ChannelPane channel={direct} />}
    </>
  );
}

function Home({ view }: { readonly view: ShownView | null }): ReactNode {
  const { quietly } = useWindow();
  useEffect(() => void quietly({ do: 'openHome' }), [quietly]);
  return (
    <section className="home" aria-label="Home">
      {view === null ? (
        <p className="quiet">The app hasn't published a Home tab yet.</p>
      ) : (
        <HomeView view={view} />
      )}
    </section>
  );
}

function HomeView({ view }: { readonly view: ShownView }): ReactNode {
  const { act } = useWindow();
  const surface = useViewSurface(view, 'home', act);
  return (
    <SurfaceProvider value={surface}>
      <Blocks blocks={view.blocks} />
    </SurfaceProvider>
  );
}
