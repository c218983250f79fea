import { useEffect, useState } from 'react';

/** Light or dark. */
export type Theme = 'light' | 'dark';

const key = 'sandbox-theme';
const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)');

function chosen(): Theme | null {
  const kept = window.localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : null;
}

/** The theme: the system's, until the reader chooses one in this browser. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [choice, setChoice] = useState(chosen);
  const [system, setSystem] = useState<Theme>(prefersDark().matches ? 'dark' : 'light');
  const theme = choice ?? system;
  useEffect(() => {
    const media = prefersDark();
    const follow = () => setSystem(media.matches ? 'dark' : 'light');
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choose = (next: Theme) => {
    window.localStorage.setItem(key, next);
    setChoice(next);
  };
  return [theme, choose];
}
