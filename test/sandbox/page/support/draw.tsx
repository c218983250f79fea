import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  type InteractiveSurface,
  SurfaceProvider,
} from '../../../../packages/slack-sandbox/page/blocks/surface.ts';
import {
  type ClientWindow,
  personOf,
  WindowProvider,
} from '../../../../packages/slack-sandbox/page/client-window.ts';
import { shell } from './shell.ts';

const window: ClientWindow = {
  shell,
  me: personOf(shell, shell.me),
  theme: 'light',
  now: shell.now,
  channel: null,
  act: async () => ({ ok: true }),
  quietly: async () => ({ ok: true }),
  go: () => {},
  notice: () => {},
};

/** A surface on which nothing was entered. */
export const untouched: InteractiveSurface = {
  kind: 'message',
  channel: 'C1',
  entry: () => null,
  enter: () => {},
  press: async () => {},
  suggest: async () => null,
  pending: () => false,
  error: () => null,
};

/** The HTML of what stands in Ana's window. */
export function draw(node: ReactNode, surface: InteractiveSurface = untouched): string {
  return renderToStaticMarkup(
    <WindowProvider value={window}>
      <SurfaceProvider value={surface}>{node}</SurfaceProvider>
    </WindowProvider>,
  );
}
