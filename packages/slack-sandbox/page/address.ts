import { useCallback, useEffect, useState } from 'react';

/** What a window shows, kept in its address, so that two windows can be two people: `/?as=U…#C…/thread`. */
export type Address = {
  readonly as: string | null;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly home: boolean;
};

/** Reads an address from the query and the hash. */
export function readAddress(search: string, hash: string): Address {
  const as = new URLSearchParams(search).get('as');
  const [place = '', thread = ''] = decodeURIComponent(hash.replace(/^#/, '')).split('/');
  const home = place === 'home';
  return { as, channel: home || place === '' ? null : place, thread: thread || null, home };
}

/** The address as a relative link. */
export function writeAddress({ as, channel, thread, home }: Address): string {
  const place = home ? 'home' : [channel, thread].filter((part) => part !== null).join('/');
  return `${as === null ? '/' : `/?as=${encodeURIComponent(as)}`}${place === '' ? '' : `#${place}`}`;
}

const here = () => readAddress(window.location.search, window.location.hash);

/** Changes parts of the address. The browser's Back returns to the previous one, unless the change replaces it. */
export type Go = (change: Partial<Address>, how?: 'replace') => void;

/** The window's address, and how to change parts of it. */
export function useAddress(): [Address, Go] {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const follow = () => setAddress(here());
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('hashchange', follow);
    };
  }, []);
  const go = useCallback<Go>((change, how) => {
    const next = { ...here(), ...change };
    if (how === 'replace') window.history.replaceState(null, '', writeAddress(next));
    else window.history.pushState(null, '', writeAddress(next));
    setAddress(next);
  }, []);
  return [address, go];
}
