import { useEffect, useState } from 'react';
import type { Screen } from '../server/screen.ts';
import { share } from './structural-share.ts';

/** What this window asks to be shown; see `GET /live`. */
export type Wanted = {
  readonly as: string | null;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly inspect: boolean;
};

/** What was last shown, part by part, and whether the server is `lost`: only once it was there, or failed once. */
export type Live = { readonly screen: Partial<Screen>; readonly lost: boolean };

const parts = ['shell', 'channel', 'thread', 'modal', 'home', 'outside', 'inspector'] as const;
const retryMs = 1_500;

/** The address of the stream for this window. */
export function liveAddress({ as, channel, thread, inspect }: Wanted): string {
  const query = new URLSearchParams();
  if (as !== null) query.set('as', as);
  if (channel !== null) query.set('channel', channel);
  if (thread !== null) query.set('thread', thread);
  if (inspect) query.set('inspect', '1');
  return `/live?${query}`;
}

/** The screen as the server sends it, without reloading; if the server is lost, reconnects until it's back. */
export function useLive(wanted: Wanted): Live {
  const [screen, setScreen] = useState<Partial<Screen>>({});
  const [lost, setLost] = useState(false);
  const address = liveAddress(wanted);
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: number | undefined;
    const open = () => {
      source = listen(address, setScreen, setLost);
      source.addEventListener('error', () => {
        setLost(true);
        if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, retryMs);
      });
    };
    open();
    return () => {
      source?.close();
      window.clearTimeout(timer);
    };
  }, [address]);
  return { screen, lost };
}

type Change = (change: (before: Partial<Screen>) => Partial<Screen>) => void;

function listen(address: string, change: Change, setLost: (lost: boolean) => void): EventSource {
  const source = new EventSource(address);
  source.addEventListener('open', () => setLost(false));
  for (const part of parts) {
    source.addEventListener(part, (event: MessageEvent<string>) => {
      const value: unknown = JSON.parse(event.data);
      change((before) => ({ ...before, [part]: share(before[part], value) }));
    });
  }
  return source;
}
